#include "cli/write_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace headroom::cli {
namespace {

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t done = ::write(descriptor, text.data(), text.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

}  // namespace

Result<void> write_file(const std::filesystem::path& file, std::string_view text) {
  const auto cannot = [&file] {
    return fail(Fault::write_failed, fmt::format("{} cannot be written: {}", file.string(), std::strerror(errno)));
  };
  const std::string temporary =
      (file.parent_path() / fmt::format(".{}.{}", file.filename().string(), ::getpid())).string();
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) return cannot();
  bool done = write_all(descriptor, text) && ::fsync(descriptor) == 0;
  done = ::close(descriptor) == 0 && done;
  if (done && std::rename(temporary.c_str(), file.c_str()) == 0) return {};
  auto failure = cannot();
  ::unlink(temporary.c_str());
  return failure;
}

}  // namespace headroom::cli
