#include <algorithm>

#include "filter/curves.h"
#include "filter/filter.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"amount", "%", -60, 200, "how much steeper the middle tones become"}};
constexpr Preset presets[] = {{"reduce", {-28}}, {"light", {22}}, {"medium", {45}}, {"mega", {85}}, {"ultra", {140}}};

// Faces of 293 labelled portraits span 56 to 151 levels from their 10 % to their 90 % point, the widest and narrowest
// twentieth apart, much the same for light and dark skin (bench/README.md).
constexpr int flattest = 58;
constexpr int harshest = 165;

/// Contrast turns about the face's own level, so that the face gets no lighter and no darker.
double pivot_of(const Exposure& exposure) {
  constexpr int usual = 118;  // middle grey in sRGB
  return exposure.known ? std::clamp(exposure.middle, 70, 175) : usual;
}

double curved(double luma, double pivot, double bend) {
  if (luma >= pivot) return pivot + (255 - pivot) * bent((luma - pivot) / (255 - pivot), bend);
  const double depth = (pivot - luma) / pivot;
  if (bend >= 0) return pivot - pivot * bent(depth, bend);
  return pivot - pivot * depth * (1 + 0.45 * bend) * blended(1, 1 / (1 - 0.45 * bend), 0.2 * depth);  // shadows open
}

Tone curve(Tone tone, const Values& values, const Surface& surface) {
  const double bend = values[0] / 100.0;
  const double luma = curved(tone.luma, pivot_of(surface.exposure), bend);
  // A steeper curve makes colours stronger, too; half of that is enough.
  const double gain = chroma_gain(tone.luma, luma, 0.5) * (1 + 0.12 * bend);
  return {luma, tone.gain * gain, tone.blue * gain, tone.red * gain};
}

Values automatic(const Exposure& exposure) {
  const int span = std::max(exposure.bright - exposure.dark, 20);
  if (!exposure.known) return {0};
  if (span < flattest) return {std::min(45, 100 * (flattest - span) / span)};
  if (span > harshest) return {std::max(-28, 100 * (harshest - span) / span)};
  return {0};
}

}  // namespace

extern const Filter contrast;
const Filter contrast{.name = "contrast",
                      .option = "contrast",
                      .help = "difference between light and dark, about the brightness of the face",
                      .parameters = parameters,
                      .presets = presets,
                      .curve = curve,
                      .automatic = automatic};

}  // namespace headroom::filter
