#include "base/private_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/descriptor.h"

namespace headroom {
namespace {

Failure unreadable(const std::string& where) {
  return fail(Fault::usage, fmt::format("{} cannot be read: {}", where, std::strerror(errno)));
}

/// systemd lets a service read its credentials by an access list, which shows as rights of the group.
bool is_credential(const std::filesystem::path& file) {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  return folder != nullptr && *folder != '\0' && file == std::filesystem::path(folder) / file.filename();
}

}  // namespace

Result<Secret> read_secret(int descriptor, std::size_t limit, std::string_view what, const std::string& where) {
  std::string text(limit + 1, '\0');  // never moves, so that no copy is left behind
  std::size_t length = 0;
  ssize_t got = 1;
  while (got != 0 && length <= limit) {
    got = ::read(descriptor, text.data() + length, text.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    length += static_cast<std::size_t>(got);
  }
  const Failure failure = unreadable(where);  // before wiping may change errno
  text.resize(length);
  Secret secret(std::move(text));
  if (got < 0) return failure;
  if (length > limit)
    return fail(Fault::usage, fmt::format("{} holds more than {} bytes, which is no {}", where, limit, what));
  return secret;
}

Result<Secret> read_private_file(const std::filesystem::path& file, std::size_t limit, std::string_view what,
                                 const std::string& where) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat about {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &about) != 0) return unreadable(where);
  if (!S_ISREG(about.st_mode)) return fail(Fault::usage, fmt::format("{} is no regular file", where));
  if ((about.st_mode & (is_credential(file) ? S_IRWXO : S_IRWXG | S_IRWXO)) != 0)
    return fail(Fault::usage,
                fmt::format("{} can be read by others (mode {:03o}): chmod 600 {}, and think about a new {}", where,
                            about.st_mode & 0777U, file.string(), what));
  if (about.st_uid != ::geteuid() && about.st_uid != 0)
    return fail(Fault::usage, fmt::format("{} belongs to another user, who could change it: make it your own", where));
  return read_secret(descriptor.get(), limit, what, where);
}

}  // namespace headroom
