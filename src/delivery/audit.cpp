#include "delivery/audit.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <mutex>
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

/// The file, and the hash of its last line.
class Audit::File {
 public:
  static Result<std::shared_ptr<File>> open(const std::filesystem::path& path);
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() { ::close(descriptor_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// text_after  makes the line from the hash of the one before it
  Result<void> write(const std::function<std::string(const std::string& previous)>& text_after);
  Result<void> settle();

 private:
  int descriptor_;
  std::mutex mutex_;
  std::string last_;       // SHA-256 of the last line; empty: there is none
  long long written_ = 0;  // lines since it was opened
  long long length_ = 0;   // of the file, bytes
  bool broken_ = false;    // half a line could not be taken back
  std::mutex settle_mutex_;
  long long settled_ = 0;  // of them, on the disk
};

Result<std::shared_ptr<Audit::File>> Audit::File::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) return audit_failure(errno);
  auto file = std::make_shared<File>(descriptor);
  const auto last = last_line(descriptor);
  if (!last) return Failure(last.error());
  if (!last->empty()) file->last_ = hash_of(*last);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return audit_failure(errno);
  file->length_ = status.st_size;
  return file;
}

Result<void> Audit::File::write(const std::function<std::string(const std::string& previous)>& text_after) {
  const std::lock_guard lock(mutex_);
  const std::string text = text_after(last_);
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

Result<void> Audit::File::settle() {
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

Result<std::unique_ptr<Audit>> Audit::open(const std::filesystem::path& file, Context context, Clock& clock) {
  auto opened = File::open(file);
  if (!opened) return Failure(opened.error());
  return std::unique_ptr<Audit>(new Audit(std::move(*opened), std::move(context), clock));
}

std::unique_ptr<Audit> Audit::beside(Context context) const {
  return std::unique_ptr<Audit>(new Audit(file_, std::move(context), clock_));
}

Audit::Audit(std::shared_ptr<File> file, Context context, Clock& clock)
    : file_(std::move(file)), context_(std::move(context)), clock_(clock) {}

Audit::~Audit() = default;

std::string Audit::text_of(const AuditLine& line, const std::string& previous) const {
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
  object["previous"] = previous;
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<void> Audit::write(const AuditLine& line) {
  return file_->write([&](const std::string& previous) { return text_of(line, previous); });
}

Result<void> Audit::settle() { return file_->settle(); }

}  // namespace headroom::delivery
