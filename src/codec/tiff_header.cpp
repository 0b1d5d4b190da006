#include "codec/tiff_header.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "codec/sniff.h"

namespace headroom::codec {
namespace {

constexpr int most_samples = 32;  // of a pixel: Photoshop writes up to 56 channels, nobody a portrait of them

bool any_of(int value, std::initializer_list<int> known) {
  return std::find(known.begin(), known.end(), value) != known.end();
}

int photometric(const TiffFile& file, int samples) {
  const int guess = samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;  // as libtiff does where the field lacks
  std::uint16_t value = 0;
  return TIFFGetField(file.get(), TIFFTAG_PHOTOMETRIC, &value) == 1 ? value : guess;
}

/// A camera's raw file is a TIFF: of a sensor's mosaic, or with a thumbnail first and the picture elsewhere.
bool from_camera(const TiffFile& file, int photometric) {
  constexpr std::uint32_t thumbnail = FILETYPE_REDUCEDIMAGE;
  std::uint32_t type = 0;
  TIFFGetField(file.get(), TIFFTAG_SUBFILETYPE, &type);
  return any_of(photometric, {PHOTOMETRIC_CFA, 34892}) || file.has(TIFFTAG_DNGVERSION) ||
         (type == thumbnail && file.has(TIFFTAG_SUBIFD));
}

/// Alpha is what says so. Channels of no stated meaning are Photoshop's selections, not transparency.
Alpha alpha_of(const TiffFile& file, int samples, int colours) {
  std::uint16_t count = 0;
  const std::uint16_t* kinds = nullptr;
  if (samples <= colours || TIFFGetField(file.get(), TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || count == 0)
    return Alpha::none;
  if (kinds[0] == EXTRASAMPLE_ASSOCALPHA) return Alpha::premultiplied;
  return kinds[0] == EXTRASAMPLE_UNASSALPHA ? Alpha::straight : Alpha::none;
}

/// 16 bits, unless nothing in it needs more than 8: an old mistake of many writers.
Palette read_palette(const TiffFile& file, int bits) {
  Palette palette{};
  const std::uint16_t *reds = nullptr, *greens = nullptr, *blues = nullptr;
  if (TIFFGetField(file.get(), TIFFTAG_COLORMAP, &reds, &greens, &blues) != 1) return palette;
  const std::array maps{reds, greens, blues};
  const int colours = 1 << bits;
  const bool wide = std::any_of(maps.begin(), maps.end(), [&](const std::uint16_t* map) {
    return std::any_of(map, map + colours, [](std::uint16_t value) { return value > 255; });
  });
  const auto level = [&](std::uint16_t value) {
    return static_cast<Byte>(wide ? (value * 255U + 32767U) / 65535U : value);
  };
  for (int i = 0; i < colours; i++) palette[i] = {level(reds[i]), level(greens[i]), level(blues[i])};
  return palette;
}

ByteView profile_of(const TiffFile& file) {
  std::uint32_t count = 0;
  const Byte* bytes = nullptr;
  if (TIFFGetField(file.get(), TIFFTAG_ICCPROFILE, &count, &bytes) != 1 || !bytes) return {};
  return {bytes, count};
}

/// Which of our ways reads these pixels.
TiffKind kind_of(const TiffFile& file, const TiffLayout& layout, int photometric) {
  const bool plain =
      any_of(layout.bits, {1, 2, 4, 8, 16}) &&
      any_of(file.number(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT), {SAMPLEFORMAT_UINT, SAMPLEFORMAT_VOID}) &&
      file.number(TIFFTAG_COMPRESSION, COMPRESSION_NONE) != COMPRESSION_OJPEG;
  if (!plain) return TiffKind::by_libtiff;
  const bool jpeg = file.number(TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG;
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
      return TiffKind::direct;
    case PHOTOMETRIC_RGB:
      return layout.samples >= 3 ? TiffKind::direct : TiffKind::by_libtiff;
    case PHOTOMETRIC_YCBCR:
      return jpeg && layout.samples == 3 && !layout.planar ? TiffKind::direct : TiffKind::by_libtiff;
    case PHOTOMETRIC_SEPARATED:
      return layout.samples >= 4 && file.number(TIFFTAG_INKSET, INKSET_CMYK) == INKSET_CMYK ? TiffKind::direct
                                                                                            : TiffKind::by_libtiff;
    case PHOTOMETRIC_PALETTE:
      return layout.bits <= 8 && layout.samples == 1 ? TiffKind::palette : TiffKind::by_libtiff;
    default:
      return TiffKind::by_libtiff;
  }
}

Colours colours_of(int photometric) {
  if (photometric == PHOTOMETRIC_MINISWHITE || photometric == PHOTOMETRIC_MINISBLACK) return Colours::grey;
  return photometric == PHOTOMETRIC_SEPARATED ? Colours::cmyk : Colours::rgb;
}

Result<TiffLayout> read_layout(const TiffFile& file, const Limits& limits) {
  std::uint32_t width = 0, height = 0;
  TIFFGetField(file.get(), TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(file.get(), TIFFTAG_IMAGELENGTH, &height);
  if (const auto fits = check_size(width, height, limits); !fits) return Failure(fits.error());
  TiffLayout layout;
  layout.size = {static_cast<int>(width), static_cast<int>(height)};
  layout.bits = file.number(TIFFTAG_BITSPERSAMPLE, 1);
  layout.samples = file.number(TIFFTAG_SAMPLESPERPIXEL, 1);
  layout.tiled = TIFFIsTiled(file.get()) != 0;
  layout.planar = layout.samples > 1 && file.number(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  if (layout.samples < 1 || layout.samples > most_samples)
    return fail(Fault::unsupported, fmt::format("a TIFF with {} channels", layout.samples));
  return layout;
}

}  // namespace

Result<TiffHeader> read_tiff_header(const TiffFile& file, const Limits& limits) {
  const auto layout = read_layout(file, limits);
  if (!layout) return Failure(layout.error());
  const int meaning = photometric(file, layout->samples);
  if (from_camera(file, meaning)) return Failure(refusal(Format::camera_raw));
  TiffHeader header;
  header.layout = *layout;
  header.kind = kind_of(file, *layout, meaning);
  header.pixels.colours = colours_of(meaning);
  header.pixels.alpha = alpha_of(file, layout->samples, header.pixels.colour_channels());
  header.inverted = meaning == PHOTOMETRIC_MINISWHITE;
  if (header.kind == TiffKind::palette) {
    header.pixels.alpha = Alpha::none;
    header.palette = read_palette(file, layout->bits);
  }
  header.orientation = orientation_of(file.number(TIFFTAG_ORIENTATION, 1));
  header.icc = profile_of(file);
  return header;
}

}  // namespace headroom::codec
