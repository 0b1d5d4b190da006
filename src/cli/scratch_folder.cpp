#include "cli/scratch_folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace headroom::cli {
namespace fs = std::filesystem;

Result<std::unique_ptr<ScratchFolder>> ScratchFolder::make(const fs::path& state) {
  std::error_code error;
  if (fs::create_directories(state, error)) fs::permissions(state, fs::perms::owner_all, error);
  const fs::path parent = state / ".headroom" / "tmp";
  fs::create_directories(parent, error);
  std::string name = (parent / "scratch-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    return fail(Fault::write_failed,
                fmt::format("no folder can be made in {}: {}", parent.string(), std::strerror(errno)));
  return std::unique_ptr<ScratchFolder>(new ScratchFolder(name));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace headroom::cli
