#pragma once

#include <string_view>

#include "base/image.h"
#include "datasets/colour.h"
#include "datasets/random.h"

namespace headroom::datasets {

enum class Hair { none, cropped, parted, bob, long_hair, bun };
enum class Clothing { jumper, v_neck, suit, shirt };

/// Apparent brightness of skin in the picture, for labels; it says nothing about a person.
enum class Tone { dark, medium, light };
std::string_view name(Tone tone);

struct Light {
  double side = 0;       // -1 from the left .. 1 from the right
  Colour tint{1, 1, 1};  // factor per channel: warm or cool
};

/// One person. Lengths in pixels of the photo, angles in radians.
struct Person {
  double face_x = 0;  // middle of the face, between hairline and chin
  double face_y = 0;
  double face_height = 0;  // hairline to chin
  double tilt = 0;         // clockwise
  double turn = 0;         // -1 (looks far to the left of the picture) .. 1
  double build = 1;        // how broad the shoulders are
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

/// Somebody, for whom place and size are still to be found.
Person plan_person(Random& random, const Light& light);

}  // namespace headroom::datasets
