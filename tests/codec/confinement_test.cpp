#include "codec/confinement.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>
#include <vector>

#include "base/sanitized.h"

namespace headroom::codec {
namespace {

constexpr std::size_t room = std::size_t{256} << 20;

/// What `attempt` returns in a process that has confined itself; -1 when the process died of it.
int confined(int (*attempt)()) {
  const pid_t child = ::fork();
  if (child == 0) {
    confine(room);
    ::_exit(attempt());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int refused = 0, possible = 1;

TEST(Confinement, holds_fully_on_this_system_or_says_what_is_missing) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(static_cast<int>(confine(room)));
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  const auto bits = static_cast<std::uint32_t>(WEXITSTATUS(status));
  EXPECT_EQ(missing_confinement(bits).empty(), bits == confined_fully);
  EXPECT_NE(bits & confined_calls, 0U);
  EXPECT_NE(bits & confined_rights, 0U);
}

TEST(Confinement, names_what_is_missing) {
  EXPECT_EQ(missing_confinement(confined_fully), "");
  EXPECT_EQ(missing_confinement(confined_fully & ~std::uint32_t{confined_files}),
            "files are not forbidden as such (no Landlock)");
}

TEST(Confinement, opens_no_file) {
  EXPECT_EQ(confined([] { return ::open("/etc/passwd", O_RDONLY) < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] { return ::open("/tmp", O_TMPFILE | O_RDWR, 0600) < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] { return ::unlink("/tmp/headroom-nothing") != 0 && errno == EPERM ? refused : possible; }),
            refused);
  EXPECT_EQ(confined([] { return ::memfd_create("x", 0) < 0 ? refused : possible; }), refused);
}

TEST(Confinement, opens_no_socket) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX})
    EXPECT_EQ(::socket(family, SOCK_STREAM, 0) < 0, false) << "here it works";
  EXPECT_EQ(confined([] { return ::socket(AF_INET, SOCK_STREAM, 0) < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] { return ::socket(AF_UNIX, SOCK_DGRAM, 0) < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] {
              int ends[2];
              return ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0 ? refused : possible;
            }),
            refused);
}

TEST(Confinement, starts_no_process_and_touches_no_other) {
  EXPECT_EQ(confined([] { return ::fork() < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] { return ::syscall(SYS_vfork) < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] {
              char name[] = "/bin/true";
              char* arguments[] = {name, nullptr};
              ::execv(name, arguments);
              return refused;
            }),
            refused);
  EXPECT_EQ(confined([] { return ::kill(::getppid(), 0) < 0 ? refused : possible; }), refused);
  EXPECT_EQ(confined([] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) < 0 ? refused : possible; }), refused);
}

TEST(Confinement, makes_no_memory_executable) {
  EXPECT_EQ(confined([] {
              void* page =
                  ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return page == MAP_FAILED ? refused : possible;
            }),
            refused);
  EXPECT_EQ(confined([] {
              void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return page != MAP_FAILED && ::mprotect(page, 4096, PROT_READ | PROT_EXEC) != 0 ? refused : possible;
            }),
            refused);
}

TEST(Confinement, leaves_computing_memory_and_threads) {
  EXPECT_EQ(confined([] {
              std::vector<int> numbers(1 << 20, 1);
              long sum = 0;
              std::thread([&] {
                for (const int number : numbers) sum += number;
              }).join();
              return sum == 1 << 20 ? possible : refused;
            }),
            possible);
}

TEST(Confinement, ends_memory_where_it_was_told_to) {
  if (sanitized) GTEST_SKIP() << "sanitizers reserve more addresses than any limit allows";
  EXPECT_EQ(confined([] {
              void* volatile block = std::malloc(4 * room);  // else a compiler may leave it out and assume success
              return block == nullptr ? refused : possible;
            }),
            refused);
}

}  // namespace
}  // namespace headroom::codec
