#include "store/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/descriptor.h"

namespace headroom::store {
namespace {

namespace fs = std::filesystem;

Failure write_failure(const fs::path& path, int error_number) {
  return fail(Fault::write_failed, fmt::format("cannot write {}: {}", path.string(), std::strerror(error_number)));
}

/// The whole folder cannot be used. A full disk may be emptied; all else is a matter of the name given.
Failure unusable(const fs::path& root, Privacy privacy, int error_number) {
  if (error_number == ENOSPC || error_number == EDQUOT) return write_failure(root, error_number);
  return fail(Fault::usage,
              fmt::format("{} cannot be used as the {} folder: {}; name another one, or check its rights",
                          root.string(), privacy == Privacy::shared ? "output" : "state", std::strerror(error_number)));
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

bool write_file(const fs::path& path, ByteView bytes, bool durable, mode_t mode) {
  Descriptor file(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, mode));
  if (file.get() < 0 || !write_all(file.get(), bytes)) return false;
  if (durable && ::fdatasync(file.get()) != 0) return false;
  return file.close();
}

mode_t file_mode(Privacy privacy) { return privacy == Privacy::shared ? 0644 : 0600; }

/// 0, or the system's reason.
int sync_folder(const fs::path& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return errno == ENOENT || errno == ENOTDIR ? 0 : errno;  // gone, with all that was in it
  // Some network file systems cannot sync folders and say EINVAL: nothing more can be done there.
  return ::fsync(folder.get()) == 0 || errno == EINVAL ? 0 : errno;
}

bool is_ours(const struct stat& entry) { return entry.st_uid == ::geteuid(); }

/// Whether a folder may be closed to others: nobody else can have business in it.
bool is_for_us_alone(const fs::path& root, const struct stat& folder) {
  struct stat inner {};
  const bool used_before = ::lstat((root / ".headroom").c_str(), &inner) == 0 && S_ISDIR(inner.st_mode);
  std::error_code error;
  return is_ours(folder) && (used_before ? is_ours(inner) : fs::is_empty(root, error) && !error);
}

Result<void> make_private(const fs::path& root) {
  struct stat folder {};
  if (::stat(root.c_str(), &folder) != 0) return unusable(root, Privacy::owner_only, errno);
  if ((folder.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  if (!is_for_us_alone(root, folder))
    return fail(
        Fault::usage,
        fmt::format("{} is open to others; name a folder of its own for the state, or chmod 700 it", root.string()));
  if (::chmod(root.c_str(), S_IRWXU) != 0) return unusable(root, Privacy::owner_only, errno);
  return {};
}

}  // namespace

Result<std::unique_ptr<Folder>> Folder::open(const fs::path& root, Privacy privacy) {
  const fs::path temporary = root / ".headroom" / "tmp";
  std::error_code error;
  fs::create_directories(root, error);
  if (error) return unusable(root, privacy, error.value());
  if (privacy == Privacy::owner_only)
    if (auto made = make_private(root); !made) return Failure(made.error());
  fs::create_directories(temporary, error);
  if (error) return unusable(root, privacy, error.value());

  const fs::path lock_path = root / ".headroom" / "lock";
  const int lock = ::open(lock_path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, file_mode(privacy));
  if (lock < 0) return unusable(root, privacy, errno);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return fail(Fault::locked, fmt::format("another run is writing to {}; wait for it to end", root.string()));
  }
  for (const auto& left_over : fs::directory_iterator(temporary, error)) fs::remove_all(left_over.path(), error);
  return std::unique_ptr<Folder>(new Folder(root, lock, privacy));
}

Folder::~Folder() { ::close(lock_); }

Result<void> Folder::put(const std::string& path, ByteView bytes) { return put_file(path, bytes, true); }

Result<void> Folder::put_quickly(const std::string& path, ByteView bytes) { return put_file(path, bytes, false); }

Result<void> Folder::put_file(const std::string& path, ByteView bytes, bool durable) {
  const fs::path target = root_ / path;
  if (auto made = make_parent(target); !made) return made;
  fs::path temporary = private_folder() / "tmp";
  {
    const std::lock_guard lock(mutex_);
    temporary /= std::to_string(next_temporary_++);
  }
  if (!write_file(temporary, bytes, durable, file_mode(privacy_)) || ::rename(temporary.c_str(), target.c_str()) != 0) {
    const int reason = errno;
    ::unlink(temporary.c_str());
    return write_failure(target, reason);
  }
  if (durable) {
    const std::lock_guard lock(mutex_);
    unsettled_.insert(target.parent_path());
  }
  return {};
}

Result<void> Folder::make_parent(const fs::path& target) {
  const std::lock_guard lock(mutex_);
  const fs::path parent = target.parent_path();
  if (made_.contains(parent)) return {};
  std::error_code error;
  fs::create_directories(parent, error);
  if (error) return write_failure(parent, error.value());
  // A new folder is an entry in the one above it, up to the root.
  for (fs::path above = parent; above != root_ && above.has_parent_path(); above = above.parent_path())
    unsettled_.insert(above.parent_path());
  made_.insert(parent);
  return {};
}

Result<void> Folder::settle() {
  const std::lock_guard settling(settling_);  // whoever finds the set empty must know that the others' fsync is done
  std::set<fs::path> folders;
  {
    const std::lock_guard lock(mutex_);
    folders.swap(unsettled_);
  }
  while (!folders.empty()) {
    if (const int reason = sync_folder(*folders.begin()); reason != 0) {
      const fs::path failed = *folders.begin();
      const std::lock_guard lock(mutex_);
      unsettled_.merge(folders);
      return write_failure(failed, reason);
    }
    folders.erase(folders.begin());
  }
  return {};
}

long long Folder::length(const std::string& path) const {
  std::error_code error;
  const auto bytes = fs::file_size(root_ / path, error);
  return error ? -1 : static_cast<long long>(bytes);
}

}  // namespace headroom::store
