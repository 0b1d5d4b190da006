#include "kernels/light_leak.h"

#include <iterator>

#include "filter/filter.h"
#include "filter/random.h"
#include "filter/twin.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"amount", "%", 0, 100, "strength of the light"}};
constexpr Preset presets[] = {{"light-leak", {70}}};

constexpr int unit = 8192;  // half the output, in the places of kernels/pixels.h

/// A glow by the edge it comes from: red reaches furthest, and the middle is nearly white.
struct Glow {
  int reach_in;     // from the edge
  int reach_along;  //
  int luma, cb, cr;
  int strength;  // percent
};
constexpr Glow glows[leak_count] = {
    {10400, 15000, 120, 104, 196, 62}, {6600, 10500, 205, 78, 176, 78}, {3000, 6400, 245, 100, 140, 70}};

std::vector<int> numbers(const Values& values, const Occasion& occasion) {
  Random random(occasion.seed);
  const bool from_side = random.between(0, 3) != 0;  // now and then from above
  const int edge = from_side && random.between(0, 1) == 0 ? unit + 600 : -unit - 600;
  const int along = random.between(-unit * 3 / 4, unit * 3 / 4);
  std::vector<int> numbers;
  for (const Glow& glow : glows) {
    const int near = along + random.between(-900, 900);
    const int in = (1 << 24) / (glow.reach_in + random.between(0, 1200));
    const int beside = (1 << 24) / (glow.reach_along + random.between(0, 1200));
    if (from_side)
      numbers.insert(numbers.end(), {edge, near, in, beside});
    else
      numbers.insert(numbers.end(), {near, edge, beside, in});
    numbers.insert(numbers.end(), {glow.luma, glow.cb, glow.cr, 4096 * glow.strength / 100 * values[0] / 100});
  }
  return numbers;
}

}  // namespace

extern const Filter light_leak;
const Filter light_leak{.name = "light_leak",
                        .option = "effect",
                        .help = "a warm glow from an edge, as of a camera with a loose back",
                        .parameters = parameters,
                        .presets = presets,
                        .numbers = numbers,
                        .on_cpu = twin<light_leak_pixel>};

}  // namespace headroom::filter
