#pragma once

#include <vector>

#include "datasets/paint.h"
#include "datasets/scene.h"

namespace headroom::datasets {

// A person as a list of strokes, back to front. Lengths in face heights (hairline to chin), origin in the middle of the
// face: the chin is at y = 0.5, the ears at x = +-0.38.

/// Ear to ear and hairline to chin, half of each: what a face box encloses.
constexpr double face_half_width = 0.39;
constexpr double face_half_height = 0.5;

struct Pupils {
  double left_x = 0;  // of the eye on the left in the picture
  double right_x = 0;
  double y = 0;
};
Pupils pupils(const Person& person);

/// What is behind the head or below it: long hair, neck, shoulders, clothing.
std::vector<Stroke> body_strokes(const Person& person, const Light& light);

/// The head itself, for a head held straight; the caller tilts it.
std::vector<Stroke> head_strokes(const Person& person, const Light& light);

}  // namespace headroom::datasets
