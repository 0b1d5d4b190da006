#include "codec/bmp_header.h"

#include <algorithm>

#include <fmt/format.h>

#include "codec/little_endian.h"

namespace headroom::codec {
namespace {

constexpr std::size_t file_header_bytes = 14;
constexpr std::size_t masks_at = file_header_bytes + 40;  // behind a version 3 header, or inside a later one
constexpr std::uint32_t core_header_bytes = 12;           // OS/2 1.x
constexpr std::uint32_t short_header_bytes = 16;          // OS/2 2.x, which may end behind any field from here on
constexpr std::uint32_t os2_header_bytes = 64;

enum Compression : std::uint32_t { rgb, rle8, rle4, bitfields, jpeg, png, alpha_bitfields };

/// The fields as they stand in the file.
struct Fields {
  std::uint32_t header_bytes = 0;
  long long width = 0;
  long long height = 0;  // negative: top-down
  int bits = 0;
  std::uint32_t compression = rgb;
  std::uint32_t colours = 0;  // of the palette; 0: all that `bits` can name
};

Fields read_fields(ByteView file, std::uint32_t header_bytes) {
  Fields fields;
  fields.header_bytes = header_bytes;
  if (header_bytes == core_header_bytes) {
    fields.width = u16_at(file, 18);
    fields.height = u16_at(file, 20);
    fields.bits = u16_at(file, 24);
    return fields;
  }
  fields.width = i32_at(file, 18);
  fields.height = i32_at(file, 22);
  fields.bits = u16_at(file, 28);
  if (header_bytes >= 20) fields.compression = u32_at(file, 30);
  if (header_bytes >= 36) fields.colours = u32_at(file, 46);
  return fields;
}

bool any_of(int bits, std::initializer_list<int> known) {
  return std::find(known.begin(), known.end(), bits) != known.end();
}

bool known_coding(const Fields& fields) {
  if (fields.header_bytes == os2_header_bytes && fields.compression > rle4) return false;  // Huffman, RLE24
  switch (fields.compression) {
    case rgb:
      return any_of(fields.bits, {1, 2, 4, 8, 16, 24, 32});
    case rle8:
      return fields.bits == 8 && fields.height > 0;
    case rle4:
      return fields.bits == 4 && fields.height > 0;
    case bitfields:
    case alpha_bitfields:
      return any_of(fields.bits, {16, 32});
    default:
      return false;
  }
}

bool has_masks(const Fields& fields) {
  return fields.compression == bitfields || fields.compression == alpha_bitfields;
}

BmpMasks read_masks(ByteView file, const Fields& fields) {
  if (!has_masks(fields))
    return fields.bits == 16 ? BmpMasks{0x7C00, 0x03E0, 0x001F, 0} : BmpMasks{0xFF0000, 0x00FF00, 0x0000FF, 0xFF000000};
  const bool has_alpha = fields.header_bytes >= 56 || fields.compression == alpha_bitfields;
  return {u32_at(file, masks_at), u32_at(file, masks_at + 4), u32_at(file, masks_at + 8),
          has_alpha ? u32_at(file, masks_at + 12) : 0};
}

struct PaletteBytes {
  std::size_t entry;  // bytes: blue, green, red and sometimes a spare one
  std::size_t count;

  std::size_t total() const { return entry * count; }
};

PaletteBytes palette_bytes(const Fields& fields) {
  const std::size_t entry = fields.header_bytes == core_header_bytes ? 3 : 4;
  if (fields.bits > 8) return {entry, 0};
  const std::uint32_t most = 1U << fields.bits;
  return {entry, fields.colours == 0 ? most : std::min(fields.colours, most)};
}

Palette read_palette(ByteView file, std::size_t at, PaletteBytes bytes) {
  Palette palette{};
  for (std::size_t i = 0; i < bytes.count && at + 3 <= file.size(); i++, at += bytes.entry)
    palette[i] = {file[at + 2], file[at + 1], file[at]};
  return palette;
}

BmpCoding coding_of(std::uint32_t compression) {
  if (compression == rle8) return BmpCoding::rle8;
  return compression == rle4 ? BmpCoding::rle4 : BmpCoding::plain;
}

}  // namespace

Result<BmpHeader> read_bmp_header(ByteView file, const Limits& limits) {
  if (file.size() < file_header_bytes + core_header_bytes) return fail(Fault::broken, "cut off in its header");
  const std::uint32_t header_bytes = u32_at(file, file_header_bytes);
  const std::size_t headers = file_header_bytes + header_bytes;
  const bool known = header_bytes == core_header_bytes || header_bytes >= short_header_bytes;
  if (!known || file.size() < headers) return fail(Fault::broken, "cut off in its header");

  const Fields fields = read_fields(file, header_bytes);
  if (const auto fits = check_size(fields.width, std::abs(fields.height), limits); !fits) return Failure(fits.error());
  if (!known_coding(fields))
    return fail(Fault::unsupported,
                fmt::format("a BMP of an unusual kind ({} bits, compression {})", fields.bits, fields.compression));
  if (has_masks(fields) && file.size() < masks_at + 16) return fail(Fault::broken, "cut off in its header");

  BmpHeader header;
  header.size = {static_cast<int>(fields.width), static_cast<int>(std::abs(fields.height))};
  header.top_down = fields.height < 0;
  header.bits = fields.bits;
  header.coding = coding_of(fields.compression);
  header.masks = read_masks(file, fields);
  header.palette = read_palette(file, headers, palette_bytes(fields));
  const std::size_t stated = u32_at(file, 10);
  header.pixels_at = stated < headers ? headers + palette_bytes(fields).total() : stated;  // some writers leave it 0
  if (header.pixels_at >= file.size()) return fail(Fault::broken, "cut off before the picture begins");
  return header;
}

}  // namespace headroom::codec
