#include "kernels/vintage.h"

#include "filter/curves.h"
#include "filter/filter.h"
#include "filter/grain_numbers.h"
#include "filter/twin.h"
#include "filter/vignette_numbers.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"fade", "%", 0, 100, "how far blacks, whites and colours have faded"},
                                    {"grain", "%", 0, 200, "strength of the grain"},
                                    {"shade", "%", 0, 100, "light lost in the corners"}};
constexpr Preset presets[] = {{"vintage", {100, 100, 35}}};

/// Blacks become a dull blue-green, whites cream, and what lies between keeps its contrast.
Tone curve(Tone tone, const Values& values, const Surface&) {
  const double fade = values[0] / 100.0;
  const double share = tone.luma / 255;
  const double steeper = blended(share, share * share * (3 - 2 * share), 0.5);
  const double luma = blended(tone.luma, 26 + 218 * steeper, fade);
  const double shadow = (1 - share) * (1 - share) * (1 - share);
  const double middle = 4 * share * (1 - share);  // skin of all tones
  const double gain = blended(1, 0.86, fade);
  return {luma, tone.gain * gain, tone.blue * gain + fade * (5 * shadow - 4 * middle - 9 * share),
          tone.red * gain + fade * (4 * middle + 2 * share - 5 * shadow)};
}

std::vector<int> numbers(const Values& values, const Occasion& occasion) {
  std::vector<int> numbers = vignette_numbers(values[2], 50);
  const Grain grain = grain_for(occasion.output, 280, 0.12 * values[1]);
  numbers.insert(numbers.end(), {static_cast<int>(occasion.seed), grain.step, grain.amount});
  return numbers;
}

}  // namespace

extern const Filter vintage;
const Filter vintage{.name = "vintage",
                     .option = "effect",
                     .help = "a faded print: soft blacks, cream whites, pale colours",
                     .parameters = parameters,
                     .presets = presets,
                     .curve = curve,
                     .numbers = numbers,
                     .on_cpu = twin<vintage_pixel>};

}  // namespace headroom::filter
