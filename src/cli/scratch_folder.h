#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"

namespace headroom::cli {

/// A folder for one command's own use, which nobody else may look into; it goes with its owner.
class ScratchFolder {
 public:
  /// Makes it inside a state folder, which is made where it is missing. What a kill leaves of it goes when the state
  /// folder is opened the next time (store/folder.h).
  ///
  /// fails  write_failed
  static Result<std::unique_ptr<ScratchFolder>> make(const std::filesystem::path& state);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace headroom::cli
