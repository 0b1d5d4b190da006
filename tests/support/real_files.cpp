#include "support/real_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace headroom::test {
namespace {

/// Fields of one line; quoted ones may hold commas.
std::vector<std::string> split_csv(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"')
      quoted = !quoted;
    else if (letter == ',' && !quoted)
      fields.emplace_back();
    else if (letter != '\r')
      fields.back() += letter;
  }
  return fields;
}

}  // namespace

std::filesystem::path photos_folder() {
  const char* folder = std::getenv("HEADROOM_PHOTOS");
  return folder ? std::filesystem::path(folder) : std::filesystem::path();
}

std::vector<std::filesystem::path> real_files(const std::string& folder, const std::string& extension) {
  std::vector<std::filesystem::path> files;
  const auto path = photos_folder() / folder;
  if (photos_folder().empty() || !std::filesystem::is_directory(path)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(path))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::ostream& operator<<(std::ostream& out, const FormatCase& format_case) { return out << format_case.file; }

std::vector<FormatCase> format_cases() {
  std::vector<FormatCase> cases;
  if (photos_folder().empty()) return cases;
  std::ifstream manifest(photos_folder() / "formats" / "manifest.csv");
  std::string line;
  std::getline(manifest, line);  // the header
  while (std::getline(manifest, line)) {
    auto fields = split_csv(line);
    fields.resize(4);
    cases.push_back({fields[0], fields[2], fields[3]});
  }
  return cases;
}

Bytes read_file(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) return {};
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

}  // namespace headroom::test
