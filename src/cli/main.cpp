#include <malloc.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>

#include "cli/commands.h"
#include "codec/decoder_server.h"

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
  // How a run starts this very program as one of its decoders; nothing for people (codec/decoder_process.cpp).
  if (argc == 2 && std::string_view(argv[1]) == "decoder-process") return headroom::codec::serve_decoder();
  const char* no_color = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  const bool plain =
      (no_color != nullptr && *no_color != '\0') || (kind != nullptr && std::string_view(kind) == "dumb");
  const bool answers = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
  const headroom::cli::Streams streams{std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1 && !plain, "/proc/self/exe",
                                       answers ? &std::cin : nullptr};
  try {
    return headroom::cli::run({argv + 1, argv + argc}, streams);
  } catch (const std::exception& error) {
    std::cerr << "headroom: " << error.what() << '\n';
    return headroom::cli::internal_error;
  }
}
