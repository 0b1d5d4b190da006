#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "base/image.h"

namespace headroom::test {

/// The folder that HEADROOM_PHOTOS names, with faces/, hires/ and formats/ in it; empty when the variable is not set.
std::filesystem::path photos_folder();

/// The files of a folder in it, sorted by name; none when there is no such folder.
std::vector<std::filesystem::path> real_files(const std::string& folder, const std::string& extension);

/// One row of formats/manifest.csv.
struct FormatCase {
  std::string file;      // relative to formats/
  std::string expected;  // "ok", "ok-with-warning", "reject"
  std::string notes;
};
std::ostream& operator<<(std::ostream& out, const FormatCase& format_case);

/// The whole manifest; empty when the variable is not set.
std::vector<FormatCase> format_cases();

Bytes read_file(const std::filesystem::path& path);

}  // namespace headroom::test
