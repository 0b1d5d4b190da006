#include "codec/decoder_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "base/descriptor.h"
#include "codec/decoder_server.h"

namespace headroom::codec {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto start_time = std::chrono::seconds(20);  // a busy machine loads libraries slowly

Failure cannot_start(int code) {
  return fail(Fault::internal,
              fmt::format("no decoder process can be started: {}; try --in-process", std::strerror(code)));
}

/// A copy above the numbers that the new process gives its own meaning.
Descriptor raised(int number) { return Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, 10)); }

/// What the new process inherits, and nothing else.
class Inheritance {
 public:
  Inheritance(int socket, int memory) {
    ::posix_spawn_file_actions_init(&actions_);
    for (const int standard : {0, 1, 2})
      ::posix_spawn_file_actions_addopen(&actions_, standard, "/dev/null", standard == 0 ? O_RDONLY : O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, decoder_socket);
    ::posix_spawn_file_actions_adddup2(&actions_, memory, decoder_memory);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, decoder_memory + 1);
  }
  ~Inheritance() { ::posix_spawn_file_actions_destroy(&actions_); }
  Inheritance(const Inheritance&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// Signals as a fresh process has them: those that this thread blocks or ignores are no business of a decoder.
class FreshSignals {
 public:
  FreshSignals() {
    ::posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    // A group of its own: Ctrl-C ends the run in its own time, and the decoders with it.
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~FreshSignals() { ::posix_spawnattr_destroy(&attributes_); }
  FreshSignals(const FreshSignals&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// The new process's number. Its end of the socket is closed here, so that this side sees the end of it.
Result<pid_t> spawn(const std::filesystem::path& program, const Descriptor& its_end, int shared_memory) {
  const Descriptor socket = raised(its_end.get()), memory = raised(shared_memory);
  const Inheritance inheritance(socket.get(), memory.get());
  const FreshSignals signals;
  std::array<char, 9> name{"headroom"};
  std::array<char, 16> role{"decoder-process"};
  const std::array<char*, 3> arguments{name.data(), role.data(), nullptr};
  const std::array<char*, 1> environment{nullptr};
  pid_t process = -1;
  const int failed =
      ::posix_spawn(&process, program.c_str(), inheritance.get(), signals.get(), arguments.data(), environment.data());
  if (failed != 0) return cannot_start(failed);
  return process;
}

}  // namespace

Result<std::unique_ptr<DecoderProcess>> DecoderProcess::start(const std::filesystem::path& program,
                                                              const Limits& limits) {
  auto memory = SharedArea::create(shared_bytes(limits));
  if (!memory) return Failure(memory.error());
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return cannot_start(errno);
  Descriptor ours(ends[0]);
  const auto process = spawn(program, Descriptor(ends[1]), memory->descriptor());
  if (!process) return Failure(process.error());
  std::unique_ptr<DecoderProcess> decoder(new DecoderProcess(std::move(*memory), ours.release(), *process));
  Hello hello;
  if (const auto greeted = decoder->receive(&hello, sizeof hello, Clock::now() + start_time); !greeted)
    return fail(Fault::internal, "a decoder process did not start; try --in-process");
  decoder->confined_ = hello.confined;
  return decoder;
}

DecoderProcess::~DecoderProcess() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  ::close(socket_);
}

Result<Reply> DecoderProcess::ask(const Request& request, Clock::time_point deadline) {
  // Far smaller than a socket's buffer, which is empty between requests: this never waits.
  if (::send(socket_, &request, sizeof request, MSG_NOSIGNAL) != static_cast<ssize_t>(sizeof request)) return ended();
  Reply reply;
  if (const auto received = receive(&reply, sizeof reply, deadline); !received) return Failure(received.error());
  return reply;
}

Result<void> DecoderProcess::receive(void* message, std::size_t length, Clock::time_point deadline) {
  auto* at = static_cast<std::byte*>(message);
  while (length > 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{socket_, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::clamp<long long>(left, 0, 1 << 30)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return fail(Fault::decoder_timeout, "took longer to decode than allowed");
    const ssize_t got = ::recv(socket_, at, length, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return ended();
    at += got;
    length -= static_cast<std::size_t>(got);
  }
  return {};
}

Failure DecoderProcess::ended() {
  ::kill(process_, SIGKILL);  // it may have closed its socket and gone on
  int status = 0;
  const bool known = ::waitpid(std::exchange(process_, -1), &status, 0) > 0;
  if (known && WIFSIGNALED(status))
    return fail(Fault::decoder_crashed, fmt::format("the decoder crashed on it (signal {})", WTERMSIG(status)));
  return fail(Fault::decoder_crashed, "the decoder ended on it");
}

void DecoderProcess::tidy(std::size_t file_bytes, std::size_t plane_bytes, const Limits& limits) const {
  constexpr std::size_t usual = std::size_t{16} << 20;  // of a camera's photo and of what a crop of it takes
  if (file_bytes > usual) memory_.release(usual, file_bytes);
  if (plane_bytes > usual) memory_.release(planes_at(limits) + usual, planes_at(limits) + plane_bytes);
}

}  // namespace headroom::codec
