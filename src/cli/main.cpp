#include <malloc.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "cli/commands.h"

namespace {

/// Planes of megabytes come and go with every photo: kept in the process they cost no page faults.
void keep_freed_memory() {
  constexpr int largest_plane = 32 << 20;  // bytes; glibc's own upper limit for this
  constexpr int kept = 128 << 20;          // bytes
  mallopt(M_MMAP_THRESHOLD, largest_plane);
  mallopt(M_TRIM_THRESHOLD, kept);
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  const char* no_color = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  const bool plain =
      (no_color != nullptr && *no_color != '\0') || (kind != nullptr && std::string_view(kind) == "dumb");
  const headroom::cli::Streams streams{std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1 && !plain};
  try {
    return headroom::cli::run({argv + 1, argv + argc}, streams);
  } catch (const std::exception& error) {
    std::cerr << "headroom: " << error.what() << '\n';
    return headroom::cli::internal_error;
  }
}
