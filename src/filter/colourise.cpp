#include "filter/curves.h"
#include "filter/filter.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"keep", "%", 0, 100, "what stays of the photo's own colours"},
                                    {"blue", "levels", -80, 80, "blue difference of the tint in the middle tones"},
                                    {"red", "levels", -80, 80, "red difference of the tint in the middle tones"},
                                    {"skin", "%", 0, 100, "how far colours of skin are spared"}};
constexpr Preset presets[] = {{"blue", {45, 26, -16, 80}},   {"red", {50, -7, 28, 60}},
                              {"green", {45, -14, -18, 80}}, {"yellow", {50, -32, 6, 55}},
                              {"orange", {50, -25, 18, 45}}, {"pink", {50, 4, 21, 60}},
                              {"purple", {45, 21, 11, 78}}};

/// Most in the middle tones, nothing in black and white: shadows stay deep and white walls white.
double strength_at(double luma) {
  const double share = luma / 255;
  const double middle = 4 * share * (1 - share);
  return middle * blended(1.35, 0.6, share);  // shadows carry more of a tint than light skin
}

Tone curve(Tone tone, const Values& values, const Surface& surface) {
  const double spared = surface.skin ? values[3] / 100.0 : 0;
  const double keep = blended(values[0] / 100.0, 1, spared);
  const double strength = strength_at(tone.luma) * (1 - spared);
  return {tone.luma, tone.gain * keep, tone.blue * keep + values[1] * strength, tone.red * keep + values[2] * strength};
}

}  // namespace

extern const Filter colourise;
const Filter colourise{.name = "colourise",
                       .option = "colourise",
                       .help = "a tint over the whole picture",
                       .parameters = parameters,
                       .presets = presets,
                       .curve = curve};

}  // namespace headroom::filter
