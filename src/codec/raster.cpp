#include "codec/raster.h"

#include <algorithm>

#include <fmt/format.h>

#include "codec/rgb_to_ycc.h"

namespace headroom::codec {
namespace {

int over(int background, int value, int alpha) { return (value * alpha + background * (255 - alpha) + 127) / 255; }

void put_grey_alpha(Byte* luma, const Byte* pixels, int width, int background) {
  for (int x = 0; x < width; x++) luma[x] = static_cast<Byte>(over(background, pixels[2 * x], pixels[2 * x + 1]));
}

struct YccRow {
  Byte* luma;
  Byte* cb;
  Byte* cr;

  void put(int x, Ycc pixel) const {
    luma[x] = pixel.y;
    cb[x] = pixel.cb;
    cr[x] = pixel.cr;
  }
};

void put_rgb(YccRow row, const Byte* pixels, int width) {
  for (int x = 0; x < width; x++) row.put(x, rgb_to_ycc(pixels[3 * x], pixels[3 * x + 1], pixels[3 * x + 2]));
}

/// `colours` is 3, or 1: the same value for all.
void put_alpha(YccRow row, const Byte* pixels, int width, int colours, Rgb background) {
  const int green = colours / 2, blue = colours - 1;
  for (int x = 0; x < width; x++, pixels += colours + 1) {
    const int alpha = pixels[colours];
    row.put(x, rgb_to_ycc(over(background.red, pixels[0], alpha), over(background.green, pixels[green], alpha),
                          over(background.blue, pixels[blue], alpha)));
  }
}

bool neutral(const Plane& chroma) {
  for (int y = 0; y < chroma.height(); y++) {
    const Byte* row = chroma.row(y);
    if (!std::all_of(row, row + chroma.width(), [](Byte sample) { return sample == neutral_chroma; })) return false;
  }
  return true;
}

}  // namespace

void look_up(const Byte* indices, int count, const Palette& palette, Byte* pixels) {
  for (int i = 0; i < count; i++) {
    const Rgb colour = palette[indices[i]];
    *pixels++ = colour.red;
    *pixels++ = colour.green;
    *pixels++ = colour.blue;
  }
}

Image make_planes(Size size, bool grey) {
  Image image;
  image.luma = Plane(size);
  if (grey) return image;
  image.cb = Plane(size);
  image.cr = Plane(size);
  return image;
}

Result<void> check_raster(long long width, long long height, std::size_t more_bytes, const Limits& limits) {
  if (auto fits = check_size(width, height, limits); !fits) return fits;
  return check_decode_bytes(static_cast<std::size_t>(width * height) * 3 + more_bytes, limits);
}

void put_row(Image& image, int y, const Byte* pixels, int channels, Rgb background) {
  const int width = image.luma.width();
  Byte* luma = image.luma.row(y);
  if (image.grey() && channels == 1) std::copy_n(pixels, width, luma);
  if (image.grey() && channels == 2) put_grey_alpha(luma, pixels, width, background.green);
  if (image.grey()) return;
  const YccRow row{luma, image.cb.row(y), image.cr.row(y)};
  channels == 3 ? put_rgb(row, pixels, width) : put_alpha(row, pixels, width, channels - 1, background);
}

void fill_rows(Image& image, int first, int end, Rgb colour) {
  const Ycc pixel = rgb_to_ycc(colour.red, colour.green, colour.blue);
  const auto fill = [&](Plane& plane, Byte value) {
    for (int y = first; y < end && !plane.empty(); y++) std::fill_n(plane.row(y), plane.width(), value);
  };
  fill(image.luma, pixel.y);
  fill(image.cb, pixel.cb);
  fill(image.cr, pixel.cr);
}

Result<void> accept_rows(Raster& raster, int there, int all, std::string_view why) {
  if (there >= all) return {};
  if (there * 10LL < all * 9LL)
    return fail(Fault::broken, fmt::format("cut off or damaged after {} % of its rows{}", 100LL * there / all,
                                           why.empty() ? "" : fmt::format(" ({})", why)));
  raster.flags.raise(Flag::damaged);
  return {};
}

void drop_neutral_chroma(Image& image) {
  if (image.grey() || !neutral(image.cb) || !neutral(image.cr)) return;
  image.cb = {};
  image.cr = {};
}

}  // namespace headroom::codec
