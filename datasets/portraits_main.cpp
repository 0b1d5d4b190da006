// headroom-portraits: draws synthetic portraits and writes their labels.

#include <exception>
#include <iostream>

#include <CLI/CLI.hpp>

#include "datasets/collection.h"

int main(int argument_count, char** arguments) {
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
  try {
    headroom::datasets::draw_collection(order);
  } catch (const std::exception& error) {
    std::cerr << "headroom-portraits: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
