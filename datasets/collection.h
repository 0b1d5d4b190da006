#pragma once

#include <cstdint>
#include <filesystem>

#include "datasets/camera.h"

namespace headroom::datasets {

/// A folder of portraits to be drawn.
struct Order {
  int count = 10;
  double megapixels = 1;   // of each; at least one pixel is drawn
  std::uint64_t seed = 1;  // the same order gives the same bytes, and photo 17 is the same whatever the count
  Camera camera = {};
  std::filesystem::path folder;
};

/// Writes portrait_00001.jpg and so on, and labels.csv; makes the folder when it is missing.
/// throws  std::runtime_error with a message for people when a file cannot be written
void draw_collection(const Order& order);

}  // namespace headroom::datasets
