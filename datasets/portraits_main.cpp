// headroom-portraits: draws synthetic portraits and writes their labels.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "datasets/jpeg_file.h"
#include "datasets/labels.h"
#include "datasets/portrait.h"
#include "datasets/random.h"
#include "datasets/scene.h"

namespace {

using namespace headroom::datasets;
namespace fs = std::filesystem;

struct Order {
  int count = 10;
  double megapixels = 1;
  std::uint64_t seed = 1;
  fs::path folder;
};

void write_file(const fs::path& path, const char* start, std::size_t length) {
  std::ofstream file(path, std::ios::binary);
  file.write(start, static_cast<std::streamsize>(length));
  file.close();
  if (!file) throw std::runtime_error(path.string() + " could not be written: check the disk's space and your rights");
}

void draw_all(const Order& order) {
  fs::create_directories(order.folder);
  std::string rows(label_header());
  for (int number = 1; number <= order.count; number++) {
    const Scene scene = plan_scene(Random::for_item(order.seed, static_cast<std::uint64_t>(number)), order.megapixels);
    const headroom::Bytes file = encode_jpeg(draw(scene), scene.size, {});
    Label row = label(scene);
    row.file = fmt::format("portrait_{:05}.jpg", number);
    row.source = fmt::format("headroom-portraits --seed {}", order.seed);
    row.licence = "CC0-1.0";
    write_file(order.folder / row.file, reinterpret_cast<const char*>(file.data()), file.size());
    rows += text(row);
  }
  write_file(order.folder / "labels.csv", rows.data(), rows.size());
}

}  // namespace

int main(int argument_count, char** arguments) {
  Order order;
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
    draw_all(order);
  } catch (const std::exception& error) {
    std::cerr << "headroom-portraits: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
