#include "support/profiles.h"

#include <array>

#include <lcms2.h>

namespace headroom::test {
namespace {

constexpr cmsCIExyY d65{0.3127, 0.3290, 1};

Bytes bytes_of(cmsHPROFILE profile) {
  cmsUInt32Number count = 0;
  cmsSaveProfileToMem(profile, nullptr, &count);
  Bytes bytes(count);
  cmsSaveProfileToMem(profile, bytes.data(), &count);
  cmsCloseProfile(profile);
  return bytes;
}

Bytes rgb_profile(const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
  cmsToneCurve* curves[] = {curve, curve, curve};
  const Bytes bytes = bytes_of(cmsCreateRGBProfile(&d65, &primaries, curves));
  cmsFreeToneCurve(curve);
  return bytes;
}

cmsToneCurve* srgb_curve() {
  constexpr std::array<double, 5> values{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  return cmsBuildParametricToneCurve(nullptr, 4, values.data());
}

/// Ink to Lab as tables of 16 bits have it, by way of sRGB.
cmsInt32Number mix_inks(const cmsUInt16Number ink[], cmsUInt16Number lab[], void* srgb_to_lab) {
  std::array<double, 3> light{};
  for (std::size_t i = 0; i < 3; i++) light[i] = (65535.0 - ink[i]) / 65535 * (65535.0 - ink[3]) / 65535;
  cmsCIELab colour;
  cmsDoTransform(srgb_to_lab, light.data(), &colour, 1);
  cmsFloat2LabEncodedV2(lab, &colour);
  return TRUE;
}

}  // namespace

Bytes srgb_profile() { return bytes_of(cmsCreate_sRGBProfile()); }

Bytes display_p3_profile() {
  return rgb_profile({{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}}, srgb_curve());
}

Bytes adobe_rgb_profile() {
  return rgb_profile({{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}}, cmsBuildGamma(nullptr, 563.0 / 256));
}

Bytes grey_profile(double gamma) {
  cmsToneCurve* curve = cmsBuildGamma(nullptr, gamma);
  const Bytes bytes = bytes_of(cmsCreateGrayProfile(cmsD50_xyY(), curve));
  cmsFreeToneCurve(curve);
  return bytes;
}

Bytes cmyk_profile() {
  cmsHPROFILE srgb = cmsCreate_sRGBProfile();
  cmsHPROFILE lab = cmsCreateLab2Profile(nullptr);
  cmsHTRANSFORM srgb_to_lab =
      cmsCreateTransform(srgb, TYPE_RGB_DBL, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
  cmsStage* table = cmsStageAllocCLut16bit(nullptr, 9, 4, 3, nullptr);
  cmsStageSampleCLut16bit(table, mix_inks, srgb_to_lab, 0);
  cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, 4, 3);
  cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, table);
  cmsHPROFILE press = cmsCreateProfilePlaceholder(nullptr);
  cmsSetProfileVersion(press, 2.1);
  cmsSetDeviceClass(press, cmsSigOutputClass);
  cmsSetColorSpace(press, cmsSigCmykData);
  cmsSetPCS(press, cmsSigLabData);
  cmsWriteTag(press, cmsSigAToB0Tag, pipeline);
  cmsPipelineFree(pipeline);
  cmsDeleteTransform(srgb_to_lab);
  cmsCloseProfile(lab);
  cmsCloseProfile(srgb);
  return bytes_of(press);
}

Bytes link_profile() {
  cmsToneCurve* curve = cmsBuildGamma(nullptr, 1.5);
  cmsToneCurve* curves[] = {curve, curve, curve};
  const Bytes bytes = bytes_of(cmsCreateLinearizationDeviceLink(cmsSigRgbData, curves));
  cmsFreeToneCurve(curve);
  return bytes;
}

}  // namespace headroom::test
