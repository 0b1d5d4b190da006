#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "delivery/journal.h"
#include "store/folder.h"

namespace headroom::delivery {

/// The folder that outlives runs: journal, audit and the photos that were replaced or removed. Nobody else may look
/// into it (0700, files 0600). One run at a time.
class StateFolder {
 public:
  /// Makes the folder where it is missing and takes its lock.
  ///
  /// fails  locked, usage, write_failed
  static Result<std::unique_ptr<StateFolder>> open(const std::filesystem::path& folder);

  Journal& journal() { return *journal_; }
  const std::filesystem::path& path() const { return folder_->root(); }
  std::filesystem::path audit_file() const { return path() / "audit.jsonl"; }

  /// Keeps a photo that is about to be replaced or removed; it is on the disk when this returns.
  Result<void> keep(std::string_view run, std::string_view person, ByteView photo);

  /// Where the photo kept in this run for this person is, if one was kept and its time is not over.
  std::filesystem::path kept_file(std::string_view run, std::string_view person) const;

  /// Removes kept photos older than this. What cannot be removed stays, and the next run tries again.
  void forget_kept_before(Clock::WallTime moment);

 private:
  StateFolder(std::unique_ptr<store::Folder> folder, std::unique_ptr<Journal> journal);
  std::unique_ptr<store::Folder> folder_;
  std::unique_ptr<Journal> journal_;
};

}  // namespace headroom::delivery
