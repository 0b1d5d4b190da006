#include "datasets/collection.h"

#include <fstream>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "datasets/jpeg_file.h"
#include "datasets/labels.h"
#include "datasets/portrait.h"
#include "datasets/random.h"
#include "datasets/scene.h"

namespace headroom::datasets {
namespace {

void write_file(const std::filesystem::path& path, const char* start, std::size_t length) {
  std::ofstream file(path, std::ios::binary);
  file.write(start, static_cast<std::streamsize>(length));
  file.close();
  if (!file) throw std::runtime_error(path.string() + " could not be written: check the disk's space and your rights");
}

/// Draws and writes one portrait and returns its row of labels.csv.
std::string draw_one(const Order& order, int number) {
  const Scene scene = plan_scene(Random::for_item(order.seed, static_cast<std::uint64_t>(number)), order.megapixels);
  const Bytes file = encode_jpeg(draw(scene), scene.size, {});
  Label row = label(scene);
  row.file = fmt::format("portrait_{:05}.jpg", number);
  row.source = fmt::format("headroom-portraits --seed {}", order.seed);
  row.licence = "CC0-1.0";
  write_file(order.folder / row.file, reinterpret_cast<const char*>(file.data()), file.size());
  return text(row);
}

}  // namespace

void draw_collection(const Order& order) {
  std::filesystem::create_directories(order.folder);
  std::string rows(label_header());
  for (int number = 1; number <= order.count; number++) rows += draw_one(order, number);
  write_file(order.folder / "labels.csv", rows.data(), rows.size());
}

}  // namespace headroom::datasets
