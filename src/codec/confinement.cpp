#include "codec/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "base/sanitized.h"

namespace headroom::codec {
namespace {

bool set_limit(decltype(RLIMIT_AS) which, rlim_t most) {
  const rlimit limit{most, most};
  return ::setrlimit(which, &limit) == 0;
}

/// Addresses in use now, in bytes.
std::size_t addresses_in_use() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "r"), &std::fclose);
  unsigned long pages = 0;
  if (!file || std::fscanf(file.get(), "%lu", &pages) != 1) return std::size_t{1} << 30;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// most  bytes of addresses
bool limit_resources(std::size_t most) {
  bool done = set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_NOFILE, 0);
  if (!sanitized) done = set_limit(RLIMIT_AS, most) && done;
  return done;
}

/// Everything that Landlock's first version can forbid, with no exception; later versions know more.
bool forbid_files() {
  landlock_ruleset_attr rules{};
  rules.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  const long ruleset = ::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (ruleset < 0) return false;
  const bool restricted = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  ::close(static_cast<int>(ruleset));
  return restricted;
}

// What computing, memory, threads within the process (HEIF and AVIF decoders use them) and the end of it need.
constexpr std::array allowed_calls{SCMP_SYS(read),
                                   SCMP_SYS(write),
                                   SCMP_SYS(readv),
                                   SCMP_SYS(writev),
                                   SCMP_SYS(close),
                                   SCMP_SYS(fstat),
                                   SCMP_SYS(lseek),
                                   SCMP_SYS(brk),
                                   SCMP_SYS(munmap),
                                   SCMP_SYS(mremap),
                                   SCMP_SYS(madvise),
                                   SCMP_SYS(futex),
                                   SCMP_SYS(sched_yield),
                                   SCMP_SYS(getpid),
                                   SCMP_SYS(gettid),
                                   SCMP_SYS(rt_sigreturn),
                                   SCMP_SYS(rt_sigaction),
                                   SCMP_SYS(rt_sigprocmask),
                                   SCMP_SYS(sigaltstack),
                                   SCMP_SYS(exit),
                                   SCMP_SYS(exit_group),
                                   SCMP_SYS(clock_gettime),
                                   SCMP_SYS(clock_nanosleep),
                                   SCMP_SYS(nanosleep),
                                   SCMP_SYS(gettimeofday),
                                   SCMP_SYS(getrandom),
                                   SCMP_SYS(set_robust_list),
                                   SCMP_SYS(rseq),
                                   SCMP_SYS(membarrier),
                                   SCMP_SYS(getrusage),
                                   SCMP_SYS(sched_getaffinity),
                                   SCMP_SYS(restart_syscall),
                                   SCMP_SYS(setitimer)};

constexpr scmp_datum_t executable = 4;  // PROT_EXEC

/// That of a call's arguments, masked, has this value. (libseccomp's macros for it are C.)
scmp_arg_cmp argument(unsigned which, scmp_datum_t mask, scmp_datum_t value) {
  return {which, SCMP_CMP_MASKED_EQ, mask, value};
}

bool allow_when(scmp_filter_ctx filter, int call, const scmp_arg_cmp& condition) {
  return ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition) == 0;
}

bool limit_calls() {
  const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(::seccomp_init(SCMP_ACT_ERRNO(EPERM)),
                                                                &::seccomp_release);
  if (!filter) return false;
  bool done = true;
  for (const int call : allowed_calls) done = ::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0 && done;
  // Memory may be mapped and protected, but never made executable.
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    done = allow_when(filter.get(), call, argument(2, executable, 0)) && done;
  // Threads, but no processes; clone3 hides its flags in memory, so the C library is told that there is none.
  done = allow_when(filter.get(), SCMP_SYS(clone), argument(0, CLONE_THREAD, CLONE_THREAD)) && done;
  done = ::seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && done;
  // An abort is a signal to oneself.
  const auto self = static_cast<scmp_datum_t>(::getpid());
  done = allow_when(filter.get(), SCMP_SYS(tgkill), argument(0, ~scmp_datum_t{0}, self)) && done;
  return done && ::seccomp_load(filter.get()) == 0;
}

}  // namespace

std::uint32_t confine(std::size_t address_bytes) {
  const std::size_t most_addresses = addresses_in_use() + address_bytes;  // read from a file, while there are files
  std::uint32_t confined = 0;
  ::prctl(PR_SET_DUMPABLE, 0);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) confined |= confined_rights;
  if (forbid_files()) confined |= confined_files;
  if (limit_resources(most_addresses)) confined |= confined_resources;
  if (limit_calls()) confined |= confined_calls;
  return confined;
}

std::string missing_confinement(std::uint32_t confined) {
  struct {
    std::uint32_t bit;
    const char* words;
  } constexpr bars[] = {{confined_calls, "system calls are not limited (no seccomp)"},
                        {confined_files, "files are not forbidden as such (no Landlock)"},
                        {confined_resources, "memory is not limited"},
                        {confined_rights, "new privileges are not refused"}};
  std::string text;
  for (const auto& bar : bars) {
    if ((confined & bar.bit) != 0) continue;
    if (!text.empty()) text += ", ";
    text += bar.words;
  }
  return text;
}

}  // namespace headroom::codec
