#include "codec/nclx_profile.h"

#include <lcms2.h>

#include <array>
#include <memory>

namespace headroom::codec {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct FreeCurve {
  void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};
using Curve = std::unique_ptr<cmsToneCurve, FreeCurve>;

constexpr cmsCIExyY d65{0.3127, 0.3290, 1};

/// H.273, table 2. Null: sRGB's own, or not known.
const cmsCIExyYTRIPLE* find_primaries(int primaries) {
  static constexpr cmsCIExyYTRIPLE bt_2020{{0.708, 0.292, 1}, {0.170, 0.797, 1}, {0.131, 0.046, 1}};
  static constexpr cmsCIExyYTRIPLE display_p3{{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
  if (primaries == 9) return &bt_2020;
  return primaries == 12 ? &display_p3 : nullptr;
}

/// H.273, table 3. What is not listed counts as sRGB's curve: browsers show video's curve (1, 6, 14, 15) so too.
Curve make_curve(int transfer) {
  if (transfer == 4) return Curve(cmsBuildGamma(nullptr, 2.2));
  if (transfer == 5) return Curve(cmsBuildGamma(nullptr, 2.8));
  if (transfer == 8) return Curve(cmsBuildGamma(nullptr, 1.0));
  const std::array<cmsFloat64Number, 5> srgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};  // IEC 61966-2-1
  return Curve(cmsBuildParametricToneCurve(nullptr, 4, srgb.data()));
}

Bytes saved(void* profile) {
  cmsUInt32Number size = 0;
  if (!cmsSaveProfileToMem(profile, nullptr, &size)) return {};
  Bytes bytes(size);
  return cmsSaveProfileToMem(profile, bytes.data(), &size) ? bytes : Bytes{};
}

}  // namespace

Bytes nclx_profile(int primaries, int transfer) {
  const cmsCIExyYTRIPLE* colours = find_primaries(primaries);
  if (!colours) return {};
  const Curve curve = make_curve(transfer);
  if (!curve) return {};
  std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
  const Profile profile(cmsCreateRGBProfile(&d65, colours, curves.data()));
  return profile ? saved(profile.get()) : Bytes{};
}

}  // namespace headroom::codec
