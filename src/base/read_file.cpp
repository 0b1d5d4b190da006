#include "base/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace headroom {
namespace {

Failure read_failure(int error_number) {
  return fail(Fault::unreadable,
              fmt::format("cannot be read: {}; check the disk and its rights", std::strerror(error_number)));
}

Result<Bytes> read_open_file(int descriptor, std::size_t limit) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return read_failure(errno);
  if (!S_ISREG(status.st_mode)) return fail(Fault::not_an_image, "not a regular file");
  const auto length = static_cast<std::size_t>(status.st_size);
  if (length > limit) return fail(Fault::too_large, fmt::format("{} MiB; the limit is {}", length >> 20, limit >> 20));
  Bytes bytes(length);
  std::size_t done = 0;
  while (done < length) {
    const ssize_t got = ::read(descriptor, bytes.data() + done, length - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_failure(errno);
    if (got == 0) return fail(Fault::unreadable, "became shorter while it was read; run again");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return read_failure(errno);
  auto bytes = read_open_file(descriptor, limit);
  ::close(descriptor);
  return bytes;
}

}  // namespace headroom
