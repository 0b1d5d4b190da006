#include "store/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>

namespace headroom::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view temporary_prefix = ".headroom-";

Failure write_failure(const fs::path& file, int error_number) {
  return fail(Fault::write_failed, fmt::format("cannot write {}: {}; check the disk's space and the folder's rights",
                                               file.string(), std::strerror(error_number)));
}

bool write_all(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool fill_and_close(int descriptor, ByteView bytes) {
  // Others read the folder, too: the mode must not depend on the umask.
  const bool filled = write_all(descriptor, bytes) && ::fchmod(descriptor, 0644) == 0 && ::fsync(descriptor) == 0;
  const int error_number = errno;
  const bool closed = ::close(descriptor) == 0;
  if (!filled) errno = error_number;
  return filled && closed;
}

bool sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  // Some network file systems cannot sync folders and say EINVAL: nothing more can be done there.
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;
  const int error_number = errno;
  ::close(descriptor);
  errno = error_number;
  return synced;
}

}  // namespace

Result<void> put_durably(const fs::path& file, ByteView bytes) {
  std::string temporary = (file.parent_path() / temporary_prefix).string() + "XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return write_failure(file, errno);
  if (!fill_and_close(descriptor, bytes) || ::rename(temporary.c_str(), file.c_str()) != 0) {
    const int error_number = errno;
    ::unlink(temporary.c_str());
    return write_failure(file, error_number);
  }
  if (!sync_folder(file.parent_path())) return write_failure(file, errno);
  return {};
}

Result<void> remove_durably(const fs::path& file) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT) return write_failure(file, errno);
  if (!sync_folder(file.parent_path())) return write_failure(file, errno);
  return {};
}

void remove_left_over(const fs::path& folder) {
  std::error_code error;
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const bool temporary = entry->path().filename().string().starts_with(temporary_prefix);
    if (temporary && entry->last_write_time(ignored) < old && !ignored) fs::remove(entry->path(), ignored);
  }
}

}  // namespace headroom::store
