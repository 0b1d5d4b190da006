#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "cli/commands.h"

int main(int argc, char** argv) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  const bool plain = (no_color != nullptr && *no_color != '\0') || (kind != nullptr && std::string_view(kind) == "dumb");
  const headroom::cli::Streams streams{std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1 && !plain};
  try {
    return headroom::cli::run({argv + 1, argv + argc}, streams);
  } catch (const std::exception& error) {
    std::cerr << "headroom: " << error.what() << '\n';
    return headroom::cli::internal_error;
  }
}
