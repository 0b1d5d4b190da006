#pragma once

#include <string_view>

#include "base/image.h"
#include "base/photo.h"
#include "base/result.h"
#include "codec/limits.h"
#include "codec/orientation.h"
#include "codec/rgb.h"

namespace headroom::codec {

/// A whole decoded picture, as stored.
struct Raster {
  Image image;              // planes of equal size, axes 0 and 1
  std::string_view format;  // "PNG" ...
  Orientation orientation;
  Flags flags;  // damaged, profile_dropped
};

/// Palette indices into 8-bit RGB pixels.
void look_up(const Byte* indices, int count, const Palette& palette, Byte* pixels);

/// Uninitialised planes for a picture: three, or luma alone when `grey`.
Image make_planes(Size size, bool grey);

/// Checks `size` and what its planes and `more_bytes` of buffers take, before they are allocated.
/// fails broken, too_large
Result<void> check_raster(long long width, long long height, std::size_t more_bytes, const Limits& limits);

/// One row of 8-bit pixels into the planes: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. Alpha is laid over
/// `background`. An image of luma alone takes grey pixels, over a neutral background; one of three planes takes all but
/// plain grey.
void put_row(Image& image, int y, const Byte* pixels, int channels, Rgb background = white);

/// Rows `first` to `end` - 1 become one colour.
void fill_rows(Image& image, int first, int end, Rgb colour);

/// Judges a picture of which `there` rows of `all` came: nine tenths are enough for a damaged picture. The caller fills
/// the others.
///
/// why    what the decoder says, for people; may be empty
/// fails  broken
Result<void> accept_rows(Raster& raster, int there, int all, std::string_view why);

/// Drops the chroma planes of a picture without any colour: what a palette or RGB says of a grey photo.
void drop_neutral_chroma(Image& image);

}  // namespace headroom::codec
