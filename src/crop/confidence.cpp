#include "crop/confidence.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace headroom::crop {
namespace {

struct Knot {
  double at;
  double share;
};

/// Straight lines from knot to knot, level beyond the ends.
template <std::size_t count>
double between(const std::array<Knot, count>& knots, double at) {
  const auto next = std::ranges::find_if(knots, [at](const Knot& knot) { return knot.at >= at; });
  if (next == knots.end()) return knots.back().share;
  if (next == knots.begin()) return knots.front().share;
  const Knot &from = *(next - 1), &to = *next;
  return from.share + (to.share - from.share) * (at - from.at) / (to.at - from.at);
}

constexpr std::array face_knots{Knot{0.3, 0.67},  Knot{0.45, 0.75}, Knot{0.55, 0.82}, Knot{0.65, 0.90},
                                Knot{0.75, 0.90}, Knot{0.85, 0.96}, Knot{0.92, 0.99}};
// Of both tables together, each photo weighed as often as it came.
constexpr std::array alone_knots{Knot{0.3, 0.3}, Knot{0.5, 0.5}, Knot{0.65, 0.85}, Knot{0.85, 0.94}, Knot{0.92, 0.99}};
constexpr std::array contested_knots{Knot{0.3, 0.05}, Knot{0.5, 0.3}, Knot{0.69, 0.45}, Knot{0.8, 0.77}};
constexpr std::array skin_knots{Knot{0.6, 0.03}, Knot{0.8, 0.3}, Knot{0.9, 0.48}, Knot{0.95, 0.75}, Knot{1, 0.93}};

}  // namespace

double confidence_of_face(double score) { return between(face_knots, score); }
double confidence_of_face_alone(double score) { return between(alone_knots, score); }
double confidence_of_contested_face(double score) { return between(contested_knots, score); }
double confidence_without_face(double skin_confidence) { return between(skin_knots, skin_confidence); }

}  // namespace headroom::crop
