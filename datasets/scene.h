#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"
#include "datasets/colour.h"
#include "datasets/person.h"
#include "datasets/random.h"

namespace headroom::datasets {

enum class Backdrop { plain, wood, brick, sand, window, shelves, room, foliage };

/// Everything about one picture, before a pixel is drawn.
struct Scene {
  Size size;
  Backdrop backdrop = Backdrop::plain;
  Colour wall;  // as it is lit
  Light light;
  std::vector<Person> people;  // the main one first: the largest face
  double noise = 0;            // standard deviation in luma levels
  std::uint64_t seed = 0;      // of what is drawn by chance: clutter and noise
};

/// The size of a picture of `megapixels`, in a camera's proportions (4:3 or 3:2), upright or lying; at least 1x1. Sides
/// are multiples of 4, as cameras' are, unless they are smaller.
Size plan_size(Random& random, double megapixels);

Scene plan_scene(Random random, double megapixels);

}  // namespace headroom::datasets
