#pragma once

#include <png.h>
#include <zlib.h>

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "base/image.h"

namespace headroom::test {

/// How a PNG for a test is written.
struct PngLook {
  int depth = 8;  // bits of a channel
  int colour_type = PNG_COLOR_TYPE_RGB;
  bool interlaced = false;
  std::vector<png_color> palette;
  Bytes palette_alpha;
  Bytes exif;
  Bytes icc;
  std::optional<double> gama;
  std::optional<std::array<double, 8>> chrm;  // white, red, green, blue: x and y
  bool srgb = false;
};

inline void append_u32(Bytes& to, double value) {
  const auto number = static_cast<std::uint32_t>(value + 0.5);
  for (const int shift : {24, 16, 8, 0}) to.push_back(static_cast<Byte>(number >> shift));
}

inline void write_chunk(png_structp png, const char* name, const Bytes& content) {
  png_write_chunk(png, reinterpret_cast<png_const_bytep>(name), content.data(), content.size());
}

/// Chunk by chunk: libpng would refuse what is wrong.
inline void write_colours(png_structp png, const PngLook& look) {
  if (look.srgb) write_chunk(png, "sRGB", {0});
  if (!look.icc.empty()) {
    uLongf size = compressBound(static_cast<uLong>(look.icc.size()));
    Bytes packed(size);
    compress(packed.data(), &size, look.icc.data(), static_cast<uLong>(look.icc.size()));
    packed.resize(size);
    packed.insert(packed.begin(), {'p', 0, 0});  // its name, and how it is packed
    write_chunk(png, "iCCP", packed);
  }
  Bytes numbers;
  if (look.gama) append_u32(numbers, *look.gama * 100'000);
  if (look.gama) write_chunk(png, "gAMA", numbers);
  numbers.clear();
  if (look.chrm)
    for (const double number : *look.chrm) append_u32(numbers, number * 100'000);
  if (look.chrm) write_chunk(png, "cHRM", numbers);
}

/// `row_of(y)` gives the bytes of a row as PNG stores it. libpng's errors end the test program.
inline Bytes write_png(Size size, const PngLook& look, const std::function<Bytes(int)>& row_of) {
  Bytes file;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  const auto append = [](png_structp writer, png_bytep bytes, std::size_t count) {
    auto& to = *static_cast<Bytes*>(png_get_io_ptr(writer));
    to.insert(to.end(), bytes, bytes + count);
  };
  png_set_write_fn(png, &file, append, [](png_structp) {});
  png_set_IHDR(png, info, static_cast<png_uint_32>(size.width), static_cast<png_uint_32>(size.height), look.depth,
               look.colour_type, look.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
               PNG_FILTER_TYPE_BASE);
  if (!look.palette.empty()) png_set_PLTE(png, info, look.palette.data(), static_cast<int>(look.palette.size()));
  if (!look.palette_alpha.empty())
    png_set_tRNS(png, info, look.palette_alpha.data(), static_cast<int>(look.palette_alpha.size()), nullptr);
  Bytes exif = look.exif;
  if (!exif.empty()) png_set_eXIf_1(png, info, static_cast<png_uint_32>(exif.size()), exif.data());
  png_write_info_before_PLTE(png, info);
  write_colours(png, look);
  png_write_info(png, info);
  std::vector<Bytes> rows;
  std::vector<png_bytep> places;
  for (int y = 0; y < size.height; y++) rows.push_back(row_of(y));
  for (Bytes& row : rows) places.push_back(row.data());
  png_write_image(png, places.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return file;
}

}  // namespace headroom::test
