#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "cli/options.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("configuration", 0);
  if (::write(file, data, size) == static_cast<ssize_t>(size))
    (void)headroom::cli::from_file("/proc/self/fd/" + std::to_string(file));
  ::close(file);
  return 0;
}
