#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace headroom::test {

/// A folder of its own for one test, removed with everything in it at the end.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& prefix = "headroom-test-");
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

  /// Writes a file, making the folders above it.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

std::string text_of(const std::filesystem::path& file);

/// The relative paths of all regular files below `folder`, sorted; `.headroom` is left out.
std::string listing_of(const std::filesystem::path& folder);

}  // namespace headroom::test
