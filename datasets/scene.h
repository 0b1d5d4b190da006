#pragma once

#include <cstdint>
#include <string_view>

#include "base/image.h"
#include "datasets/colour.h"
#include "datasets/random.h"

namespace headroom::datasets {

enum class Hair { none, cropped, parted, bob, long_hair, bun };
enum class Clothing { jumper, v_neck, suit, shirt };
enum class Backdrop { plain, panels, window, blurred_room };

/// Apparent brightness of skin in the picture, for labels; it says nothing about a person.
enum class Tone { dark, medium, light };
std::string_view name(Tone tone);

/// One person. Lengths in pixels of the photo, angles in radians.
struct Person {
  double face_x = 0;  // middle of the face, between hairline and chin
  double face_y = 0;
  double face_height = 0;  // hairline to chin
  double tilt = 0;         // clockwise
  double turn = 0;         // -1 (looks far to the left of the picture) .. 1
  Colour skin;
  Tone tone = Tone::medium;
  Colour hair_colour;
  Hair hair = Hair::cropped;
  Colour iris;
  Clothing clothing = Clothing::jumper;
  Colour cloth;
  bool beard = false;
  bool glasses = false;
  bool smile = false;
};

struct Light {
  double side = 0;       // -1 from the left .. 1 from the right
  Colour tint{1, 1, 1};  // factor per channel: warm or cool
};

/// Everything about one picture, before a pixel is drawn.
struct Scene {
  Size size;
  Backdrop backdrop = Backdrop::plain;
  Colour wall;  // as it is lit
  Light light;
  Person person;
  double noise = 0;        // standard deviation in luma levels
  std::uint64_t seed = 0;  // of what is drawn by chance: clutter and noise
};

/// The size of a picture of `megapixels`, in a camera's proportions (4:3 or 3:2), upright or lying; at least 1x1.
Size plan_size(Random& random, double megapixels);

Scene plan_scene(Random random, double megapixels);

}  // namespace headroom::datasets
