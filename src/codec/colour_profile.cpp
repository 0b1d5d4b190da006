#include "codec/colour_profile.h"

#include <new>
#include <utility>
#include <vector>

#include "codec/lcms_handles.h"
#include "codec/srgb_lattice.h"

namespace headroom::codec {
namespace {

constexpr std::size_t header_bytes = 128;  // [ICC.1:2022, 7.2]

int channels_of(Colours colours) { return colours == Colours::grey ? 1 : colours == Colours::rgb ? 3 : 4; }

/// What the profile speaks of; nothing where pixels of `colours` cannot go through it. Grey pixels can through RGB:
/// programs that take the colour out of a photo often leave its profile in, and browsers follow it.
std::optional<Colours> spoken_of(cmsHPROFILE profile, Colours colours) {
  const cmsUInt32Number space = cmsGetColorSpace(profile);  // as it stands in the file: any number
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
  const cmsUInt32Number kind = cmsGetDeviceClass(profile);
  return kind == cmsSigInputClass || kind == cmsSigDisplayClass || kind == cmsSigOutputClass ||
         kind == cmsSigColorSpaceClass;
}

std::size_t declared_bytes(ByteView icc) {
  return std::size_t{icc[0]} << 24 | std::size_t{icc[1]} << 16 | std::size_t{icc[2]} << 8 | icc[3];
}

/// Its length field must fit: what lies behind the profile is not part of it.
ByteView declared_part(ByteView icc) {
  if (icc.size() < header_bytes) return {};
  const std::size_t declared = declared_bytes(icc);
  return declared < header_bytes || declared > icc.size() ? ByteView{} : icc.first(declared);
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
  LcmsTransform make(int bytes) const {
    // Relative colorimetric with black-point compensation: what Photoshop and printers' proofs do, and for profiles of
    // cameras and displays (matrix and curves) the same as every other intent. Paper white becomes white.
    const LcmsProfile srgb_profile(cmsCreate_sRGBProfileTHR(context.get()));
    return LcmsTransform(cmsCreateTransformTHR(context.get(), source.get(), pixel_type(spoken, bytes),
                                               srgb_profile.get(), TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                               cmsFLAGS_BLACKPOINTCOMPENSATION));
  }

  /// Made when first needed, which takes a millisecond: a profile that is sRGB never needs it.
  const LcmsTransform& made(LcmsTransform& transform, int bytes) const {
    if (!transform) transform = make(bytes);
    if (!transform) throw std::bad_alloc();  // its profile has proved usable
    return transform;
  }

  template <class Sample>
  void apply(LcmsTransform& transform, const Sample* pixels, Byte* rgb, std::size_t count) const {
    const LcmsTransform& ready = made(transform, sizeof(Sample));
    const auto pixel_count = static_cast<cmsUInt32Number>(count);
    if (stored == spoken) return cmsDoTransform(ready.get(), pixels, rgb, pixel_count);
    cmsDoTransform(ready.get(), tripled(pixels, count).data(), rgb, pixel_count);
  }

  LcmsContext context;
  LcmsProfile source;
  Colours stored = Colours::rgb;  // the pixels
  Colours spoken = Colours::rgb;  // what the profile is for
  bool srgb = false;
  mutable LcmsTransform of_8_bits;
  mutable LcmsTransform of_16_bits;
};

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
  if (!made->source || !describes_a_device(made->source.get())) return {};
  const auto spoken = spoken_of(made->source.get(), colours);
  if (!spoken) return {};
  made->stored = colours;
  made->spoken = *spoken;
  const LcmsProfile xyz(cmsCreateXYZProfileTHR(made->context.get()));
  const LcmsTransform seen(cmsCreateTransformTHR(made->context.get(), made->source.get(), pixel_type(*spoken, 1),
                                                 xyz.get(), TYPE_XYZ_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                                 cmsFLAGS_NOOPTIMIZE));
  if (!seen) return {};
  made->srgb = *spoken != Colours::cmyk && shows_srgb(seen.get(), channels_of(*spoken), colours == Colours::grey);
  return ColourProfile(std::move(made));
}

bool ColourProfile::srgb() const { return transforms_->srgb; }

void ColourProfile::to_srgb(const Byte* pixels, Byte* rgb, std::size_t count) const {
  transforms_->apply(transforms_->of_8_bits, pixels, rgb, count);
}

void ColourProfile::to_srgb(const std::uint16_t* pixels, Byte* rgb, std::size_t count) const {
  transforms_->apply(transforms_->of_16_bits, pixels, rgb, count);
}

std::optional<ColourProfile> way_to_srgb(ByteView icc, Colours colours, const Limits& limits, Flags& flags) {
  if (icc.empty()) return {};
  auto profile = icc.size() > limits.icc_bytes ? std::nullopt : ColourProfile::open(icc, colours);
  if (!profile) flags.raise(Flag::profile_dropped);
  return profile && profile->srgb() ? std::nullopt : std::move(profile);
}

}  // namespace headroom::codec
