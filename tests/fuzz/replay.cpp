// Runs a target over the files of folders, once each: what ctest does with every compiler.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzzing.h"

int main(int count, char** folders) {
  int files = 0;
  for (int i = 1; i < count; i++)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folders[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(file), {});
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      files++;
    }
  std::printf("%d inputs\n", files);
  return files > 0 ? 0 : 1;
}
