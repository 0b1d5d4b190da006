#include "support/server_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fstream>

#include <array>
#include <csignal>
#include <stdexcept>

namespace headroom::test {

namespace {

std::vector<char*> arguments_of(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  return arguments;
}

/// Where a program's output goes; standard input is empty.
class Files {
 public:
  Files() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  ~Files() { posix_spawn_file_actions_destroy(&actions_); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  void to_file(const std::filesystem::path& file) {
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
  }
  void to_descriptor(int descriptor) {
    posix_spawn_file_actions_adddup2(&actions_, descriptor, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, descriptor, STDERR_FILENO);
  }

  pid_t spawn(const std::vector<std::string>& command) const {
    pid_t id = -1;
    auto arguments = arguments_of(command);
    const int failed = posix_spawnp(&id, arguments[0], &actions_, nullptr, arguments.data(), environ);
    if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
    return id;
  }

 private:
  posix_spawn_file_actions_t actions_{};
};

std::string read_to_end(int descriptor) {
  std::string text;
  std::array<char, 4096> chunk{};
  for (ssize_t got = 0; (got = ::read(descriptor, chunk.data(), chunk.size())) > 0;)
    text.append(chunk.data(), static_cast<std::size_t>(got));
  return text;
}

}  // namespace

int run_program(const std::vector<std::string>& command, std::string& said) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  Files files;
  files.to_descriptor(ends[1]);
  const pid_t id = files.spawn(command);
  ::close(ends[1]);
  said = read_to_end(ends[0]);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(id, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void run_or_throw(const std::vector<std::string>& command) {
  std::string said;
  if (run_program(command, said) != 0) throw std::runtime_error(said);
}

std::map<std::string, std::string> read_facts(const std::filesystem::path& file) {
  std::map<std::string, std::string> facts;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const auto sign = line.find('=');
    facts[line.substr(0, sign)] = line.substr(sign + 1);
  }
  return facts;
}

ServerProcess::ServerProcess(std::vector<std::string> command, std::filesystem::path log)
    : command_(std::move(command)), log_(std::move(log)) {}

ServerProcess::~ServerProcess() { kill(); }

void ServerProcess::start() {
  if (id_ > 0) return;
  std::vector<std::string> command{"setpriv", "--pdeathsig", "KILL"};
  command.insert(command.end(), command_.begin(), command_.end());
  Files files;
  files.to_file(log_);
  id_ = files.spawn(command);
}

void ServerProcess::kill() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
  id_ = -1;
}

void ServerProcess::freeze() {
  if (id_ <= 0) return;
  ::kill(id_, SIGSTOP);
  int status = 0;
  ::waitpid(id_, &status, WUNTRACED);  // a signal takes its time, and an answer might slip out
}

void ServerProcess::thaw() {
  if (id_ > 0) ::kill(id_, SIGCONT);
}

bool ServerProcess::is_running() const {
  return id_ > 0 && ::kill(id_, 0) == 0 && ::waitpid(id_, nullptr, WNOHANG) == 0;
}

}  // namespace headroom::test
