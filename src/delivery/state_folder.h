#pragma once

#include <filesystem>
#include <memory>

#include "delivery/journal.h"
#include "store/folder.h"

namespace headroom::delivery {

/// The folder that outlives runs: audit and journal, which has the photos that were replaced or removed. Nobody else
/// may look into it (0700, files 0600). One run at a time.
class StateFolder {
 public:
  /// Makes the folder where it is missing and takes its lock.
  ///
  /// fails  locked, usage, write_failed
  static Result<std::unique_ptr<StateFolder>> open(const std::filesystem::path& path);

  Journal& journal() { return *journal_; }
  const std::filesystem::path& path() const { return folder_->root(); }
  std::filesystem::path audit_file() const { return path() / "audit.jsonl"; }

 private:
  StateFolder(std::unique_ptr<store::Folder> folder, std::unique_ptr<Journal> journal);
  std::unique_ptr<store::Folder> folder_;
  std::unique_ptr<Journal> journal_;
};

}  // namespace headroom::delivery
