// headroom-portraits: draws synthetic portraits and writes their labels.

#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>

#include "datasets/collection.h"

namespace {

int run(int argument_count, char** arguments) {
  headroom::datasets::Order order;
  CLI::App app(
      "Draws synthetic portraits as JPEG files, and labels.csv beside them. The same seed gives the same bytes.");
  app.add_option("--count", order.count, "how many")->check(CLI::Range(0, 10'000'000))->capture_default_str();
  app.add_option("--megapixels", order.megapixels, "size of each")
      ->check(CLI::Range(1e-6, 500.0))
      ->capture_default_str();
  app.add_option("--seed", order.seed, "what chance starts from")->capture_default_str();
  app.add_option("DIR", order.folder, "folder to write to; made when missing")->required();
  CLI11_PARSE(app, argument_count, arguments);
  headroom::datasets::draw_collection(order);
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  try {
    return run(argument_count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "headroom-portraits: %s\n", error.what());
    return 1;
  }
}
