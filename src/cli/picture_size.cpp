#include "cli/picture_size.h"

#include <fmt/format.h>

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

Result<Size> largest_outputs(const fs::path& folder) {
  Size largest;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory(error) && (name == ".headroom" || name == "contact-sheet"))
      entry.disable_recursion_pending();
    if (const Size size = size_in_name(entry->path()); size.pixels() > largest.pixels()) largest = size;
  }
  if (largest != Size{}) return largest;
  return fail(Fault::usage, fmt::format("{}: no finished pictures in it; make them: headroom convert PHOTOS {}",
                                        folder.string(), folder.string()));
}

}  // namespace headroom::cli
