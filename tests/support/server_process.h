#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace headroom::test {

/// Runs a program to its end; its output, or its complaint, in `said`.
///
/// returns its exit status; -1: it was killed
int run_program(const std::vector<std::string>& command, std::string& said);

/// The same for a program that must succeed.
///
/// throws  std::runtime_error with what it said
void run_or_throw(const std::vector<std::string>& command);

/// NAME=VALUE, a line each, as the scripts of tests/servers write them.
std::map<std::string, std::string> read_facts(const std::filesystem::path& file);

/// A program that runs beside the test, and ends with it, even when the test crashes: the kernel sees to that (it goes
/// by the thread that started it, so start servers from the test's own thread).
class ServerProcess {
 public:
  /// Output goes to the end of `log`.
  ServerProcess(std::vector<std::string> command, std::filesystem::path log);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  void start();
  void kill();    // as a crash; waits until it has gone
  void freeze();  // it stays there, holds its connections, and answers nothing
  void thaw();
  pid_t id() const { return id_; }
  bool is_running() const;

 private:
  std::vector<std::string> command_;
  std::filesystem::path log_;
  pid_t id_ = -1;
};

}  // namespace headroom::test
