#include "cli/picture_size.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cli/option_values.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;

/// 0x0 where the name says none.
Size size_in_name(const fs::path& file) {
  if (file.extension() != ".jpg") return {};
  const std::string stem = file.stem().string();
  const auto space = stem.rfind(' ');
  if (space == std::string::npos) return {};
  return size_from(std::string_view(stem).substr(space + 1)).value_or(Size{});
}

}  // namespace

Result<std::vector<Size>> output_sizes(const fs::path& folder) {
  std::vector<Size> sizes;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory(error) && (name == ".headroom" || name == "contact-sheet"))
      entry.disable_recursion_pending();
    const Size size = size_in_name(entry->path());
    if (size != Size{} && std::ranges::find(sizes, size) == sizes.end()) sizes.push_back(size);
  }
  std::ranges::sort(sizes, {}, &Size::pixels);
  if (!sizes.empty()) return sizes;
  return fail(Fault::usage, fmt::format("{}: no finished pictures in it; make them: headroom convert PHOTOS {}",
                                        folder.string(), folder.string()));
}

}  // namespace headroom::cli
