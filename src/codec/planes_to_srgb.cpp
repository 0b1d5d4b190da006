#include "codec/planes_to_srgb.h"

#include <cstddef>
#include <vector>

#include "codec/average.h"
#include "codec/rgb_to_ycc.h"

namespace headroom::codec {
namespace {

Axis part_of(Axis axis, int first) { return {axis.origin + first * axis.step, axis.step}; }

/// One row of pixels, on their way through a profile.
class Row {
 public:
  Row(int width, const ColourProfile& profile)
      : width_(width), profile_(profile), rgb_(static_cast<std::size_t>(width) * 3) {}

  void convert_grey(const Byte* stored, Byte* luma) {
    profile_.to_srgb(stored, rgb_.data(), static_cast<std::size_t>(width_));
    const Byte* rgb = rgb_.data();
    for (int x = 0; x < width_; x++, rgb += 3) luma[x] = rgb_to_ycc(rgb[0], rgb[1], rgb[2]).y;
  }

  /// Chroma in place.
  void convert(const Byte* stored, Byte* luma, Byte* cb, Byte* cr) {
    Byte* rgb = rgb_.data();
    for (int x = 0; x < width_; x++, rgb += 3) {
      const Rgb pixel = ycc_to_rgb(stored[x], cb[x], cr[x]);
      rgb[0] = pixel.red;
      rgb[1] = pixel.green;
      rgb[2] = pixel.blue;
    }
    profile_.to_srgb(rgb_.data(), rgb_.data(), static_cast<std::size_t>(width_));
    rgb = rgb_.data();
    for (int x = 0; x < width_; x++, rgb += 3) {
      const Ycc pixel = rgb_to_ycc(rgb[0], rgb[1], rgb[2]);
      luma[x] = pixel.y;
      cb[x] = pixel.cb;
      cr[x] = pixel.cr;
    }
  }

 private:
  int width_;
  const ColourProfile& profile_;
  std::vector<Byte> rgb_;
};

}  // namespace

Image planes_to_srgb(const Image& image, Rect window, const ColourProfile& profile) {
  Image srgb;
  srgb.luma = Plane({window.width, window.height});
  srgb.luma.across = part_of(image.luma.across, window.x);
  srgb.luma.down = part_of(image.luma.down, window.y);
  if (!image.grey()) {
    srgb.cb = average_at(image.cb, srgb.luma.size(), srgb.luma.across, srgb.luma.down);
    srgb.cr = average_at(image.cr, srgb.luma.size(), srgb.luma.across, srgb.luma.down);
  }
  Row row(window.width, profile);
  for (int y = 0; y < window.height; y++) {
    const Byte* stored = image.luma.row(window.y + y) + window.x;
    if (image.grey())
      row.convert_grey(stored, srgb.luma.row(y));
    else
      row.convert(stored, srgb.luma.row(y), srgb.cb.row(y), srgb.cr.row(y));
  }
  return srgb;
}

}  // namespace headroom::codec
