#include "cli/secret_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

namespace headroom::cli {
namespace {

constexpr std::size_t longest = 4096;  // bytes; no secret is longer, and a wrong file is none

/// A buffer that never moves, so that no copy of a secret is left behind, and is wiped in the end.
struct Buffer {
  std::array<char, longest + 2> bytes{};
  std::size_t length = 0;

  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { ::explicit_bzero(bytes.data(), bytes.size()); }
};

/// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int get() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

/// Up to one byte more than a secret may have.
bool read_all(int descriptor, Buffer& buffer) {
  while (buffer.length <= longest) {
    const ssize_t got = ::read(descriptor, buffer.bytes.data() + buffer.length, longest + 1 - buffer.length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) return true;
    buffer.length += static_cast<std::size_t>(got);
  }
  return true;
}

/// what   "password"
/// where  "the password file FILE", for messages
Result<Secret> secret_of(Buffer& buffer, std::string_view what, const std::string& where) {
  if (buffer.length > longest)
    return fail(Fault::usage, fmt::format("{} holds more than {} bytes, which is no {}", where, longest, what));
  std::size_t length = buffer.length;
  if (length > 0 && buffer.bytes[length - 1] == '\n') length--;
  if (length > 0 && buffer.bytes[length - 1] == '\r') length--;
  if (length == 0) return fail(Fault::usage, fmt::format("{} gives an empty {}", where, what));
  // A wrong file must not be tried as a password: accounts get locked.
  if (std::string_view(buffer.bytes.data(), length).find_first_of(std::string_view("\n\0", 2)) !=
      std::string_view::npos)
    return fail(Fault::usage, fmt::format("{} holds more than one line, which is no {}", where, what));
  return Secret(std::string(buffer.bytes.data(), length));
}

Failure unreadable(const std::string& where) {
  return fail(Fault::usage, fmt::format("{} cannot be read: {}", where, std::strerror(errno)));
}

/// forbidden  permission bits that the file must not have
Result<Secret> read_secret(const std::filesystem::path& file, std::string_view what, const std::string& where,
                           mode_t forbidden) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat about {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &about) != 0) return unreadable(where);
  if (!S_ISREG(about.st_mode)) return fail(Fault::usage, fmt::format("{} is no regular file", where));
  if ((about.st_mode & forbidden) != 0)
    return fail(Fault::usage,
                fmt::format("{} can be read by others (mode {:03o}): chmod 600 {}, and think about a new {}", where,
                            about.st_mode & 0777U, file.string(), what));
  if (about.st_uid != ::geteuid() && about.st_uid != 0)
    return fail(Fault::usage, fmt::format("{} belongs to another user, who could change it: make it your own", where));
  Buffer buffer;
  if (!read_all(descriptor.get(), buffer)) return unreadable(where);
  return secret_of(buffer, what, where);
}

Result<Secret> from_credential(const std::string& name, std::string_view what) {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr || *folder == '\0')
    return fail(Fault::usage,
                "there are no credentials: systemd gives them to a service that has LoadCredential= or "
                "LoadCredentialEncrypted=");
  if (name.empty() || name.find('/') != std::string::npos)
    return fail(Fault::usage, fmt::format("'{}' is no name of a credential", name));
  // systemd lets a service read its own by an access list, which shows as rights of the group.
  return read_secret(std::filesystem::path(folder) / name, what, "the credential " + name, S_IRWXO);
}

Result<pid_t> start_shell(const std::string& command, std::string_view what, int output) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  std::string shell = "sh", option = "-c", text = command;
  const std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
  pid_t process = -1;
  const int failed = ::posix_spawn(&process, "/bin/sh", &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    return fail(Fault::usage, fmt::format("the {} command cannot be started: {}", what, std::strerror(failed)));
  return process;
}

Result<Secret> from_command(const std::string& command, std::string_view what) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(Fault::usage, fmt::format("the {} command cannot be started: {}", what, std::strerror(errno)));
  Descriptor ours(ends[0]);
  Descriptor its(ends[1]);
  const auto process = start_shell(command, what, its.get());
  if (!process) return Failure(process.error());
  its.close();
  Buffer buffer;
  const bool all = read_all(ours.get(), buffer);
  ours.close();
  int status = 0;
  while (::waitpid(*process, &status, 0) < 0 && errno == EINTR) continue;
  if (!all || !WIFEXITED(status) || (WEXITSTATUS(status) != 0 && buffer.length <= longest))
    return fail(Fault::usage, WIFEXITED(status) ? fmt::format("the {} command failed with exit status {}; what it said "
                                                              "stands above",
                                                              what, WEXITSTATUS(status))
                                                : fmt::format("the {} command was killed", what));
  return secret_of(buffer, what, fmt::format("the {} command", what));
}

bool has_credential(const char* name) {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  std::error_code error;
  return folder != nullptr && *folder != '\0' && std::filesystem::exists(std::filesystem::path(folder) / name, error);
}

}  // namespace

void keep_memory_private() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

Secret take_from_environment(const SecretKind& kind) {
  char* value = std::getenv(kind.variable);
  if (value == nullptr) return {};
  Secret taken{std::string(value)};
  ::explicit_bzero(value, std::strlen(value));  // it stands in the memory that /proc/PID/environ shows
  ::unsetenv(kind.variable);
  return taken;
}

void hide_secrets(DeliveryRequest& request) {
  keep_memory_private();
  for (const auto& [kind, source] :
       {std::pair(&directory_password, &request.secret), std::pair(&client_secret, &request.client_secret),
        std::pair(&exchange_password, &request.exchange_secret)})
    if (Secret taken = take_from_environment(*kind); !taken.empty()) source->environment = std::move(taken);
}

Result<Secret> find_secret(const SecretKind& kind, const SecretSource& source) {
  const int named = !source.file.empty() + !source.command.empty() + !source.credential.empty();
  if (named > 1) return fail(Fault::usage, fmt::format("{}: name one of them, not several", kind.options));
  if (!source.file.empty())
    return read_secret(source.file, kind.what, fmt::format("the {} file {}", kind.what, source.file),
                       S_IRWXG | S_IRWXO);
  if (!source.command.empty()) return from_command(source.command, kind.what);
  if (!source.credential.empty()) return from_credential(source.credential, kind.what);
  if (!source.environment.empty()) return source.environment.duplicate();
  if (has_credential(kind.credential)) return from_credential(kind.credential, kind.what);
  return Secret();
}

}  // namespace headroom::cli
