#include <algorithm>

#include "filter/curves.h"
#include "filter/filter.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"amount", "%", -60, 300, "how much lighter the darkest tones become"}};
constexpr Preset presets[] = {{"reduce", {-28}}, {"light", {25}}, {"medium", {55}}, {"mega", {110}}, {"ultra", {190}}};

// The lightest fiftieth of a well-lit face lies above these levels whatever the tone of its skin: the darkest twentieth
// of 293 labelled portraits begins at 142 (dark skin), 147 (light) and 176 (medium). Their median skin says nothing
// about light: it would make dark skin pale. source: bench/README.md, "What auto goes by"
constexpr int darkest = 142;
constexpr int palest = 208;  // and half of the face below this

Tone curve(Tone tone, const Values& values, const Surface&) {
  const double luma = 255 * bent(tone.luma / 255, values[0] / 100.0);
  const double gain = chroma_gain(tone.luma, luma, 0.8);
  return {luma, tone.gain * gain, tone.blue * gain, tone.red * gain};
}

/// The bend that moves one level to another, in percent.
int bend_between(int from, int to) {
  const double share = from / 255.0, wanted = to / 255.0;
  return static_cast<int>(100 * (wanted * (1 - share) / (share * (1 - wanted)) - 1));
}

Values automatic(const Exposure& exposure) {
  if (!exposure.known) return {0};
  const int brightest = std::max(exposure.brightest, 20);
  if (brightest < darkest) return {std::min(110, bend_between(brightest, darkest))};
  if (exposure.middle > palest) return {std::max(-28, bend_between(exposure.middle, palest))};
  return {0};
}

}  // namespace

extern const Filter brightness;
const Filter brightness{.name = "brightness",
                        .option = "brightness",
                        .help = "lighter or darker; white stays white and black black",
                        .parameters = parameters,
                        .presets = presets,
                        .curve = curve,
                        .automatic = automatic};

}  // namespace headroom::filter
