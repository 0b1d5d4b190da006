#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "base/image.h"
#include "base/result.h"

namespace headroom::store {

/// Who may look into a folder: everybody whom the system lets, or only the user who runs headroom (0700, files 0600).
/// A folder that is there and open to others is closed to them only if it is ours, and empty or used before.
enum class Privacy { shared, owner_only };

/// A folder that is never seen half written: files are made under `.headroom/tmp` inside it and renamed into place.
/// Safe to use from several threads.
class Folder {
 public:
  /// Makes the folder where it is missing and takes its lock; what a killed run left in `.headroom/tmp` is removed.
  ///
  /// fails  locked: another run uses the folder; usage: it cannot be made or written, or should be private and is open
  ///        to others; write_failed: the disk is full
  static Result<std::unique_ptr<Folder>> open(const std::filesystem::path& root, Privacy privacy = Privacy::shared);
  ~Folder();

  /// Writes `bytes` under `path` (relative, '/' between parts) and makes the file's data durable before the rename.
  ///
  /// fails  write_failed: the disk's reason, in words
  Result<void> put(const std::string& path, ByteView bytes);

  /// As `put`, but leaves it to the system when the data reaches the disk: for files that can be made again.
  Result<void> put_quickly(const std::string& path, ByteView bytes);

  /// Makes all renames so far durable; one that another thread is at is waited for. To be called before a journal says
  /// that a file is there.
  Result<void> settle();

  /// The length of a file in bytes; -1 where there is none.
  long long length(const std::string& path) const;

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path private_folder() const { return root_ / ".headroom"; }

 private:
  Folder(std::filesystem::path root, int lock, Privacy privacy)
      : root_(std::move(root)), lock_(lock), privacy_(privacy) {}
  Result<void> put_file(const std::string& path, ByteView bytes, bool durable);
  Result<void> make_parent(const std::filesystem::path& target);

  std::filesystem::path root_;
  int lock_;  // file descriptor; the lock ends with the process
  Privacy privacy_;
  std::mutex settling_;                        // held through `settle`, taken before the other one
  std::mutex mutex_;                           // guards what follows
  std::set<std::filesystem::path> made_;       // folders known to exist
  std::set<std::filesystem::path> unsettled_;  // folders renamed into and not synced since
  unsigned long long next_temporary_ = 0;
};

}  // namespace headroom::store
