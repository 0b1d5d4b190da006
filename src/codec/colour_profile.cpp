#include "codec/colour_profile.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

#include "codec/lcms_handles.h"

namespace headroom::codec {
namespace {

// Press profiles take up to 3 MiB, those of cameras and displays a thousandth of it; 4 is also what Chrome's PNG reader
// and this program's PNG reader inflate at most.
constexpr std::size_t largest_profile = std::size_t{4} << 20;
constexpr std::size_t header_bytes = 128;  // [ICC.1:2022, 7.2]

int channels_of(Colours colours) { return colours == Colours::grey ? 1 : colours == Colours::rgb ? 3 : 4; }

/// What the profile speaks of; nothing where pixels of `colours` cannot go through it. Grey pixels can through RGB:
/// programs that take the colour out of a photo often leave its profile in, and browsers follow it.
std::optional<Colours> spoken_of(cmsHPROFILE profile, Colours colours) {
  const cmsColorSpaceSignature space = cmsGetColorSpace(profile);
  if (space == cmsSigGrayData && colours == Colours::grey) return Colours::grey;
  if (space == cmsSigRgbData && colours != Colours::cmyk) return Colours::rgb;
  if (space == cmsSigCmykData && colours == Colours::cmyk) return Colours::cmyk;
  return {};
}

cmsUInt32Number pixel_type(Colours colours, int bytes) {
  const int space = colours == Colours::grey ? PT_GRAY : colours == Colours::rgb ? PT_RGB : PT_CMYK;
  return static_cast<cmsUInt32Number>(COLORSPACE_SH(space) | CHANNELS_SH(channels_of(colours)) | BYTES_SH(bytes));
}

/// Whether the profile speaks of pixels of a device: links, effects and named colours are no such thing.
bool describes_a_device(cmsHPROFILE profile) {
  const auto kind = cmsGetDeviceClass(profile);
  return kind == cmsSigInputClass || kind == cmsSigDisplayClass || kind == cmsSigOutputClass ||
         kind == cmsSigColorSpaceClass;
}

std::size_t declared_bytes(ByteView icc) {
  return std::size_t{icc[0]} << 24 | std::size_t{icc[1]} << 16 | std::size_t{icc[2]} << 8 | icc[3];
}

/// Its length field must fit: what lies behind the profile is not part of it.
ByteView declared_part(ByteView icc) {
  if (icc.size() < header_bytes || icc.size() > largest_profile) return {};
  const std::size_t declared = declared_bytes(icc);
  return declared < header_bytes || declared > icc.size() ? ByteView{} : icc.first(declared);
}

/// Colours all over the cube, greys among them: enough to tell any curve or primary that differs.
std::vector<Byte> lattice(Colours stored, Colours spoken) {
  constexpr std::array<Byte, 6> coarse{0, 32, 80, 128, 192, 255};
  std::vector<Byte> pixels;
  for (int level = 0; level <= 255; level += 15)
    pixels.insert(pixels.end(), static_cast<std::size_t>(channels_of(spoken)), static_cast<Byte>(level));
  if (stored == Colours::grey) return pixels;
  for (const Byte red : coarse)
    for (const Byte green : coarse)
      for (const Byte blue : coarse) pixels.insert(pixels.end(), {red, green, blue});
  return pixels;
}

/// Grey as red, green and blue.
template <class Sample>
std::vector<Sample> tripled(const Sample* grey, std::size_t count) {
  std::vector<Sample> rgb(count * 3);
  for (std::size_t i = 0; i < rgb.size(); i++) rgb[i] = grey[i / 3];
  return rgb;
}

}  // namespace

struct ColourProfile::Transforms {
  LcmsTransform make(int bytes, cmsUInt32Number flags) const {
    // Relative colorimetric with black-point compensation: what Photoshop and printers' proofs do, and for profiles of
    // cameras and displays (matrix and curves) the same as every other intent. Paper white becomes white.
    return LcmsTransform(cmsCreateTransformTHR(context.get(), source.get(), pixel_type(spoken, bytes), target.get(),
                                               TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                               flags | cmsFLAGS_BLACKPOINTCOMPENSATION));
  }

  /// The fast one is made when first needed: a profile that is sRGB never needs it.
  const LcmsTransform& fast(LcmsTransform& transform, int bytes) const {
    if (!transform) transform = make(bytes, bytes == 2 ? cmsFLAGS_HIGHRESPRECALC : 0);
    return transform;
  }

  template <class Sample>
  void apply(LcmsTransform& transform, const Sample* pixels, Byte* rgb, std::size_t count) const {
    const LcmsTransform& made = fast(transform, sizeof(Sample));
    const auto pixel_count = static_cast<cmsUInt32Number>(count);
    if (stored == spoken) return cmsDoTransform(made.get(), pixels, rgb, pixel_count);
    cmsDoTransform(made.get(), tripled(pixels, count).data(), rgb, pixel_count);
  }

  LcmsContext context;
  LcmsProfile source;
  LcmsProfile target;
  Colours stored = Colours::rgb;  // the pixels
  Colours spoken = Colours::rgb;  // what the profile is for
  bool srgb = false;
  mutable LcmsTransform of_8_bits;
  mutable LcmsTransform of_16_bits;
};

namespace {

bool leaves_as_they_are(cmsHTRANSFORM transform, Colours stored, Colours spoken) {
  if (spoken == Colours::cmyk) return false;
  const std::vector<Byte> pixels = lattice(stored, spoken);
  const auto channels = static_cast<std::size_t>(channels_of(spoken));
  const std::size_t count = pixels.size() / channels;
  std::vector<Byte> rgb(count * 3);
  cmsDoTransform(transform, pixels.data(), rgb.data(), static_cast<cmsUInt32Number>(count));
  for (std::size_t i = 0; i < rgb.size(); i++)
    if (std::abs(rgb[i] - pixels[channels == 3 ? i : i / 3]) > 1) return false;
  return true;
}

}  // namespace

ColourProfile::ColourProfile(std::unique_ptr<Transforms> transforms) : transforms_(std::move(transforms)) {}
ColourProfile::ColourProfile(ColourProfile&&) noexcept = default;
ColourProfile& ColourProfile::operator=(ColourProfile&&) noexcept = default;
ColourProfile::~ColourProfile() = default;

std::optional<ColourProfile> ColourProfile::open(ByteView icc, Colours colours) {
  const ByteView part = declared_part(icc);
  if (part.empty()) return {};
  auto made = std::make_unique<Transforms>();
  made->context = quiet_lcms();
  if (!made->context) return {};
  made->source.reset(
      cmsOpenProfileFromMemTHR(made->context.get(), part.data(), static_cast<cmsUInt32Number>(part.size())));
  made->target.reset(cmsCreate_sRGBProfileTHR(made->context.get()));
  if (!made->source || !made->target || !describes_a_device(made->source.get())) return {};
  const auto spoken = spoken_of(made->source.get(), colours);
  if (!spoken) return {};
  made->stored = colours;
  made->spoken = *spoken;
  const LcmsTransform plain = made->make(1, cmsFLAGS_NOOPTIMIZE);  // made in no time, slow to use
  if (!plain) return {};
  made->srgb = leaves_as_they_are(plain.get(), colours, *spoken);
  return ColourProfile(std::move(made));
}

bool ColourProfile::srgb() const { return transforms_->srgb; }

void ColourProfile::to_srgb(const Byte* pixels, Byte* rgb, std::size_t count) const {
  transforms_->apply(transforms_->of_8_bits, pixels, rgb, count);
}

void ColourProfile::to_srgb(const std::uint16_t* pixels, Byte* rgb, std::size_t count) const {
  transforms_->apply(transforms_->of_16_bits, pixels, rgb, count);
}

}  // namespace headroom::codec
