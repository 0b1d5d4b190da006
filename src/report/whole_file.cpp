#include "report/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace headroom::report {
namespace {

constexpr std::size_t buffer_limit = 256 * 1024;  // bytes; some 1,000 rows, a system call for each would be felt
constexpr mode_t file_mode = 0666;                // the user's umask narrows it, as for any file of theirs

std::filesystem::path temporary_name(const std::filesystem::path& folder, std::string name) {
  std::replace(name.begin(), name.end(), '/', '-');
  return folder / ".headroom" / "tmp" / name;
}

}  // namespace

WholeFile::WholeFile(const std::filesystem::path& folder, std::string name)
    : target_(folder / name), temporary_(temporary_name(folder, name)), name_(std::move(name)) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::move(other.temporary_)),
      name_(std::move(other.name_)),
      buffer_(std::move(other.buffer_)),
      failure_(std::move(other.failure_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      opened_(std::exchange(other.opened_, false)) {}

WholeFile::~WholeFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (opened_) ::unlink(temporary_.c_str());
}

void WholeFile::write(std::string_view text) {
  if (!failure_.empty()) return;
  buffer_ += text;
  if (buffer_.size() >= buffer_limit) flush();
}

Result<void> WholeFile::seal() {
  flush();
  if (failure_.empty() && ::fsync(descriptor_) != 0) note_failure(errno);
  if (descriptor_ >= 0 && ::close(std::exchange(descriptor_, -1)) != 0 && failure_.empty()) note_failure(errno);
  std::string().swap(buffer_);
  if (!failure_.empty()) return fail(Fault::write_failed, failure_);
  return {};
}

Result<void> WholeFile::publish() {
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    note_failure(errno);
    return fail(Fault::write_failed, failure_);
  }
  opened_ = false;
  return {};
}

void WholeFile::open() {
  std::error_code failed;
  std::filesystem::create_directories(temporary_.parent_path(), failed);
  if (!failed) std::filesystem::create_directories(target_.parent_path(), failed);
  if (failed) return note_failure(failed.value());
  ::unlink(temporary_.c_str());  // a killed run's; with O_EXCL nothing planted there is ever written through
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file_mode);
  if (descriptor_ < 0) return note_failure(errno);
  opened_ = true;
}

void WholeFile::flush() {
  if (descriptor_ < 0 && failure_.empty()) open();
  std::string_view rest = buffer_;
  while (!rest.empty() && failure_.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      note_failure(errno);
    }
  }
  buffer_.clear();
}

void WholeFile::note_failure(int code) {
  failure_ = name_ + " cannot be written: " + std::system_category().message(code);
}

void sync_names(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace headroom::report
