#include "datasets/collection.h"

#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "datasets/labels.h"
#include "datasets/portrait.h"
#include "datasets/random.h"
#include "datasets/scene.h"

namespace headroom::datasets {
namespace {

std::runtime_error not_written(const std::filesystem::path& path) {
  return std::runtime_error(path.string() + " could not be written: check the disk's space and your rights");
}

void write_file(const std::filesystem::path& path, const char* start, std::size_t length) {
  std::ofstream file(path, std::ios::binary);
  file.write(start, static_cast<std::streamsize>(length));
  file.close();
  if (!file) throw not_written(path);
}

/// Draws and writes one portrait and returns its row of labels.csv.
std::string draw_one(const Order& order, int number) {
  const Scene scene = plan_scene(Random::for_item(order.seed, static_cast<std::uint64_t>(number)), order.megapixels);
  const Bytes file = camera_file(draw(scene, upright_sampling(order.camera)), order.camera);
  Label row = label(scene);
  if (order.camera.jpeg.sampling.grey()) row.tags += ";grey";
  row.file = fmt::format("portrait_{:05}.jpg", number);
  row.source = fmt::format("headroom-portraits --seed {}", order.seed);
  row.licence = "CC0-1.0";
  write_file(order.folder / row.file, reinterpret_cast<const char*>(file.data()), file.size());
  return text(row);
}

}  // namespace

void draw_collection(const Order& order) {
  std::error_code refused;
  std::filesystem::create_directories(order.folder, refused);
  if (refused) throw not_written(order.folder);
  std::string rows(label_header());
  for (int number = 1; number <= order.count; number++) rows += draw_one(order, number);
  write_file(order.folder / "labels.csv", rows.data(), rows.size());
}

}  // namespace headroom::datasets
