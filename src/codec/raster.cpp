#include "codec/raster.h"

#include <algorithm>

#include "codec/rgb_to_ycc.h"

namespace headroom::codec {
namespace {

int over_white(int value, int alpha) { return (value * alpha + 255 * (255 - alpha) + 127) / 255; }

void put_grey(Byte* luma, const Byte* pixels, int width) { std::copy_n(pixels, width, luma); }

void put_grey_alpha(Byte* luma, const Byte* pixels, int width) {
  for (int x = 0; x < width; x++) luma[x] = static_cast<Byte>(over_white(pixels[2 * x], pixels[2 * x + 1]));
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

void put_rgb_alpha(YccRow row, const Byte* pixels, int width) {
  for (int x = 0; x < width; x++) {
    const Byte* pixel = pixels + 4 * x;
    const int alpha = pixel[3];
    row.put(x, rgb_to_ycc(over_white(pixel[0], alpha), over_white(pixel[1], alpha), over_white(pixel[2], alpha)));
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

void put_row(Image& image, int y, const Byte* pixels, int channels) {
  const int width = image.luma.width();
  Byte* luma = image.luma.row(y);
  if (channels == 1) return put_grey(luma, pixels, width);
  if (channels == 2) return put_grey_alpha(luma, pixels, width);
  const YccRow row{luma, image.cb.row(y), image.cr.row(y)};
  channels == 3 ? put_rgb(row, pixels, width) : put_rgb_alpha(row, pixels, width);
}

void drop_neutral_chroma(Image& image) {
  if (image.grey() || !neutral(image.cb) || !neutral(image.cr)) return;
  image.cb = {};
  image.cr = {};
}

}  // namespace headroom::codec
