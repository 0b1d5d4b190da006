#include "cli/secret_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include "base/descriptor.h"
#include "base/private_file.h"

namespace headroom::cli {
namespace {

constexpr std::size_t longest = 4096;  // bytes; no secret is longer, and a wrong file is none

/// what   "password"
/// where  "the password file FILE", for messages
Result<Secret> line_of(Result<Secret> read, std::string_view what, const std::string& where) {
  if (!read) return read;
  std::string_view line = read->revealed();
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) return fail(Fault::usage, fmt::format("{} gives an empty {}", where, what));
  // A wrong file must not be tried as a password: accounts get locked.
  if (line.find_first_of(std::string_view("\n\0", 2)) != std::string_view::npos)
    return fail(Fault::usage, fmt::format("{} holds more than one line, which is no {}", where, what));
  return Secret(std::string(line));
}

Result<Secret> from_file(const std::filesystem::path& file, std::string_view what, const std::string& where) {
  return line_of(read_private_file(file, longest, what, where), what, where);
}

Result<Secret> from_credential(const std::string& name, std::string_view what) {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr || *folder == '\0')
    return fail(Fault::usage,
                "there are no credentials: systemd gives them to a service that has LoadCredential= or "
                "LoadCredentialEncrypted=");
  if (name.empty() || name.find('/') != std::string::npos)
    return fail(Fault::usage, fmt::format("'{}' is no name of a credential", name));
  return from_file(std::filesystem::path(folder) / name, what, "the credential " + name);
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
  const std::string where = fmt::format("the {} command", what);
  auto said = read_secret(ours.get(), longest, what, where);
  ours.close();
  int status = 0;
  while (::waitpid(*process, &status, 0) < 0 && errno == EINTR) continue;
  if (!said) return said;
  if (!WIFEXITED(status)) return fail(Fault::usage, where + " was killed");
  if (WEXITSTATUS(status) != 0)
    return fail(Fault::usage,
                fmt::format("{} failed with exit status {}; what it said stands above", where, WEXITSTATUS(status)));
  return line_of(std::move(said), what, where);
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
    return from_file(source.file, kind.what, fmt::format("the {} file {}", kind.what, source.file));
  if (!source.command.empty()) return from_command(source.command, kind.what);
  if (!source.credential.empty()) return from_credential(source.credential, kind.what);
  if (!source.environment.empty()) return source.environment.duplicate();
  if (has_credential(kind.credential)) return from_credential(kind.credential, kind.what);
  return Secret();
}

}  // namespace headroom::cli
