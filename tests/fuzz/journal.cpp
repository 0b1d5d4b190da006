#include "batch/journal.h"

#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "fuzzing.h"

namespace {

/// A journal's file of this process, gone when it ends.
struct Place {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("headroom-fuzz-" + std::to_string(::getpid()));
  Place() { std::filesystem::create_directories(folder); }
  ~Place() { std::filesystem::remove_all(folder); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Place place;
  const auto file = place.folder / "journal.sqlite";
  for (const char* beside : {"journal.sqlite-wal", "journal.sqlite-shm"})
    std::filesystem::remove(place.folder / beside);
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto journal = headroom::batch::Journal::open(file);
  if (!journal) return 0;
  try {
    for (const char* name : {"ada.jpg", "", "x"}) (void)(*journal)->find(name);
  } catch (const std::exception&) {  // a damaged database: the run ends with its words
  }
  return 0;
}
