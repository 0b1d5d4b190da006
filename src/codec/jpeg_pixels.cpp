#include "codec/jpeg_pixels.h"

#include <cstddef>

#include "codec/raster.h"

namespace headroom::codec {
namespace {

/// In place: RGB is shorter than CMYK.
void ink_row_to_rgb(Byte* pixels, int width) {
  const Byte* ink = pixels;
  for (int x = 0; x < width; x++, ink += 4) {
    const Rgb rgb = ink_to_rgb(ink[0], ink[1], ink[2], ink[3]);
    *pixels++ = rgb.red;
    *pixels++ = rgb.green;
    *pixels++ = rgb.blue;
  }
}

}  // namespace

Result<JpegPlanes> decode_pixels(JpegReader& reader, const JpegHeader& header, int eighths,
                                 const ColourProfile* profile) {
  const auto size = reader.start_pixels(eighths);
  if (!size) return Failure(size.error());
  JpegPlanes decoded{make_planes(*size, false), false};
  const Axis axis{0, 8.0 / eighths};
  for (Plane* plane : decoded.image.planes()) plane->across = plane->down = axis;
  Bytes pixels(static_cast<std::size_t>(size->width) * 4);
  Bytes converted(pixels.size());
  for (int y = 0; y < size->height; y++) {
    if (const auto read = reader.read_row(pixels.data()); !read) return Failure(read.error());
    if (profile) {
      profile->to_srgb(pixels.data(), converted.data(), static_cast<std::size_t>(size->width));
    } else if (header.colour == JpegColour::cmyk) {
      ink_row_to_rgb(pixels.data(), size->width);
    }
    put_row(decoded.image, y, profile ? converted.data() : pixels.data(), 3);
  }
  const auto damaged = reader.finish();
  if (!damaged) return Failure(damaged.error());
  decoded.damaged = *damaged;
  return decoded;
}

}  // namespace headroom::codec
