#include "codec/described_profile.h"

#include "codec/lcms_handles.h"

namespace headroom::codec {
namespace {

LcmsCurve curve(cmsContext context, std::optional<double> gamma) {
  if (gamma) return LcmsCurve(cmsBuildGamma(context, *gamma));
  constexpr std::array<double, 5> srgb{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};  // IEC 61966-2-1
  constexpr int power_with_linear_start = 4;
  return LcmsCurve(cmsBuildParametricToneCurve(context, power_with_linear_start, srgb.data()));
}

Bytes bytes_of(const LcmsProfile& profile) {
  cmsUInt32Number count = 0;
  if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &count)) return {};
  Bytes bytes(count);
  return cmsSaveProfileToMem(profile.get(), bytes.data(), &count) ? bytes : Bytes{};
}

cmsCIExyY light(Chromaticity colour) { return {colour.x, colour.y, 1}; }

}  // namespace

Bytes describe_rgb(const Primaries& primaries, std::optional<double> gamma) {
  const LcmsContext context = quiet_lcms();
  if (!context) return {};
  const LcmsCurve same = curve(context.get(), gamma);
  if (!same) return {};
  cmsToneCurve* curves[] = {same.get(), same.get(), same.get()};
  const cmsCIExyY white = light(primaries.white);
  const cmsCIExyYTRIPLE colours{light(primaries.red), light(primaries.green), light(primaries.blue)};
  return bytes_of(LcmsProfile(cmsCreateRGBProfileTHR(context.get(), &white, &colours, curves)));
}

Bytes describe_grey(std::optional<double> gamma) {
  const LcmsContext context = quiet_lcms();
  if (!context) return {};
  const LcmsCurve same = curve(context.get(), gamma);
  if (!same) return {};
  return bytes_of(LcmsProfile(cmsCreateGrayProfileTHR(context.get(), cmsD50_xyY(), same.get())));
}

}  // namespace headroom::codec
