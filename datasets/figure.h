#pragma once

#include <vector>

#include "datasets/paint.h"
#include "datasets/person.h"

namespace headroom::datasets {

// A person as strokes, back to front. Lengths in face heights (hairline to chin), origin in the middle of the face: the
// chin is at y = 0.5, the ears at x = +-0.38. Everything is as for a head held straight.

using Strokes = std::vector<Stroke>;

/// Ear to ear and hairline to chin, half of each: what a face box encloses.
constexpr double face_half_width = 0.372;
constexpr double face_half_height = 0.5;

/// Where the neck rises from the shoulders: a head tilts about this point.
constexpr double neck_base = 0.72;

struct Pupils {
  double left_x = 0;  // of the eye on the left in the picture
  double right_x = 0;
  double y = 0;
};
Pupils pupils(const Person& person);

// The parts, in the order they are painted. What hangs on the head tilts with it.
void add_hair_behind(Strokes& head, const Person& person, double light_side);
void add_body(Strokes& body, const Person& person, double light_side);
void add_neck(Strokes& head, const Person& person, double light_side);
void add_collar(Strokes& body, const Person& person);
void add_head(Strokes& head, const Person& person, double light_side);

// Parts of the head.
void add_hair_cap(Strokes& head, const Person& person, double light_side);
void add_fringe(Strokes& head, const Person& person, double light_side);

}  // namespace headroom::datasets
