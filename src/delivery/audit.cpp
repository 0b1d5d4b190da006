#include "delivery/audit.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "store/sha256.h"

namespace headroom::delivery {
namespace {

constexpr off_t longest_line = 16 << 10;  // bytes; details are a sentence

std::string hash_of(std::string_view line) {
  return store::sha256({reinterpret_cast<const Byte*>(line.data()), line.size()});
}

Failure audit_failure(int error_number) {
  return fail(Fault::write_failed, fmt::format("the audit cannot be written: {}; nothing is changed without it",
                                               std::strerror(error_number)));
}

/// The last whole line of the file, without its end. What a killed run left unfinished behind it is cut off.
Result<std::string> last_line(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return audit_failure(errno);
  const off_t begin = status.st_size > 2 * longest_line ? status.st_size - 2 * longest_line : 0;
  std::string tail(static_cast<std::size_t>(status.st_size - begin), '\0');
  if (::pread(descriptor, tail.data(), tail.size(), begin) != static_cast<ssize_t>(tail.size()))
    return audit_failure(errno);
  const std::size_t end = tail.rfind('\n');
  if (end == std::string::npos && begin > 0) return fail(Fault::broken, "the audit ends in no line; move it away");
  const std::size_t whole = end == std::string::npos ? 0 : end + 1;
  if (whole != tail.size() && ::ftruncate(descriptor, begin + static_cast<off_t>(whole)) != 0)
    return audit_failure(errno);
  if (whole == 0) return std::string();
  const std::size_t before = end == 0 ? std::string::npos : tail.rfind('\n', end - 1);
  const std::size_t first = before == std::string::npos ? 0 : before + 1;
  return tail.substr(first, end - first);
}

void add(nlohmann::ordered_json& line, const char* name, std::string_view text) {
  if (!text.empty()) line[name] = text;
}

}  // namespace

Result<std::unique_ptr<Audit>> Audit::open(const std::filesystem::path& file, Context context, Clock& clock) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) return audit_failure(errno);
  std::unique_ptr<Audit> audit(new Audit(descriptor, std::move(context), clock, {}));
  const auto last = last_line(descriptor);
  if (!last) return Failure(last.error());
  if (!last->empty()) audit->last_ = hash_of(*last);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return audit_failure(errno);
  audit->length_ = status.st_size;
  return audit;
}

Audit::Audit(int descriptor, Context context, Clock& clock, std::string last)
    : descriptor_(descriptor), context_(std::move(context)), clock_(clock), last_(std::move(last)) {}

Audit::~Audit() { ::close(descriptor_); }

std::string Audit::text_of(const AuditLine& line) const {
  nlohmann::ordered_json object;
  object["at"] = utc_text(clock_.wall());
  object["run"] = context_.run;
  object["event"] = line.event;
  object["store"] = context_.store;
  object["person"] = line.person;
  if (context_.names) add(object, "key", line.key);
  add(object, "before", line.before);
  add(object, "after", line.after);
  add(object, "fault", line.fault);
  if (context_.names) add(object, "detail", line.detail);  // servers name people in their words
  add(object, "account", context_.account);
  object["operator"] = context_.user;
  object["version"] = context_.version;
  object["previous"] = last_;
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<void> Audit::write(const AuditLine& line) {
  const std::lock_guard lock(mutex_);
  const std::string text = text_of(line);
  const std::string whole = text + '\n';
  if (broken_) return audit_failure(EIO);
  errno = ENOSPC;  // what a short write means
  if (::write(descriptor_, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) {
    const int reason = errno;
    broken_ = ::ftruncate(descriptor_, length_) != 0;  // half a line in the middle would look like a forgery
    return audit_failure(reason);
  }
  length_ += static_cast<off_t>(whole.size());
  last_ = hash_of(text);
  written_++;
  return {};
}

Result<void> Audit::settle() {
  const long long wanted = [this] {
    const std::lock_guard lock(mutex_);
    return written_;
  }();
  const std::lock_guard turn(settle_mutex_);
  if (settled_ >= wanted) return {};  // another thread's call covered these lines
  const long long covered = [this] {
    const std::lock_guard lock(mutex_);
    return written_;
  }();
  if (::fdatasync(descriptor_) != 0) return audit_failure(errno);
  settled_ = covered;
  return {};
}

}  // namespace headroom::delivery
