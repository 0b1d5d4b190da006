#include "support/temporary_folder.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace headroom::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder(const std::string& prefix) {
  std::string name = (fs::temp_directory_path() / (prefix + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const fs::path& name, std::string_view text) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::string listing_of(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    const std::string name = file.path().lexically_relative(folder).generic_string();
    if (file.is_regular_file() && !name.starts_with(".headroom")) names.insert(name);
  }
  std::string listing;
  for (const auto& name : names) listing += name + "\n";
  return listing;
}

}  // namespace headroom::test
