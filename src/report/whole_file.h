#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headroom::report {

/// A file of the output folder that is replaced as a whole or not at all, however the program ends.
///
/// It grows under `<folder>/.headroom/tmp` and gets its own name by `publish`. Temporary names do not vary, so what a
/// killed run left there is overwritten by the next one; the journal's lock keeps two runs apart.
class WholeFile {
 public:
  /// `name` is relative to `folder`, '/' between parts. Nothing is opened before the first `write`, `seal` or `open`.
  WholeFile(const std::filesystem::path& folder, std::string name);
  ~WholeFile();  // what was not published is removed
  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&&) = delete;

  /// Buffered. After a failure further calls do nothing; `seal` tells.
  void write(std::string_view text);

  /// Everything is on the disk, under the temporary name; the file is closed.
  /// fails   write_failed: no space, no rights ...
  Result<void> seal();

  /// The file has its own name. Only after a successful `seal`.
  /// fails   write_failed
  Result<void> publish();

 private:
  void open();
  void flush();
  void note_failure(int code);

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  std::string name_;
  std::string buffer_;
  std::string failure_;
  int descriptor_ = -1;
  bool opened_ = false;
};

/// Makes the names in a folder durable. Best effort: some network file systems cannot do it.
void sync_names(const std::filesystem::path& folder);

}  // namespace headroom::report
