#include "codec/jpeg_2000_header.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace headroom::codec {
namespace {

// Numbers inside a file, high byte first; callers have checked that it is long enough.
std::size_t u16_be(ByteView file, std::size_t at) { return std::size_t{file[at]} << 8 | file[at + 1]; }
std::size_t u32_be(ByteView file, std::size_t at) { return u16_be(file, at) << 16 | u16_be(file, at + 2); }

constexpr std::size_t size_bytes = 42;  // SOC, SIZ and its fields for at least one component, but for the last three
constexpr std::size_t part_bytes = 12;  // SOT and its fields
constexpr std::size_t start_of_part = 0xFF90;

/// The code stream, and how many bytes its box says it has; 0 where nothing says so.
struct Code {
  ByteView bytes;
  std::size_t stated = 0;
};

Code find_code(ByteView file) {
  if (file.size() >= 2 && u16_be(file, 0) == 0xFF4F) return {file, 0};
  constexpr std::size_t jp2c = 0x6A703263;
  for (std::size_t at = 0; at + 16 <= file.size();) {
    std::size_t length = u32_be(file, at);
    const std::size_t header = length == 1 ? 16 : 8;
    if (length == 1) length = u32_be(file, at + 8) << 32 | u32_be(file, at + 12);
    if (u32_be(file, at + 4) == jp2c) return {file.subspan(at + header), length < header ? 0 : length - header};
    if (length < header || length > file.size() - at) break;
    at += length;
  }
  return {};
}

/// The first tile part, or the end of what is there.
std::size_t find_parts(ByteView code) {
  std::size_t at = 2;
  while (at + 4 <= code.size() && u16_be(code, at) != start_of_part) at += 2 + u16_be(code, at + 2);
  return std::min(at, code.size());
}

/// The tile parts, as far as they can be followed.
struct Parts {
  std::size_t end = 0;        // where the last of them would end, inside the file or behind it
  std::size_t last_tile = 0;  // whose it is
};

Parts follow_parts(ByteView code) {
  Parts parts{find_parts(code), 0};
  while (parts.end + part_bytes <= code.size() && u16_be(code, parts.end) == start_of_part) {
    const std::size_t length = u32_be(code, parts.end + 6);
    parts.last_tile = u16_be(code, parts.end + 4);
    if (length < part_bytes) return {code.size(), parts.last_tile};  // the last part, to the end of the file
    parts.end += length;
  }
  return parts;
}

/// 0 where nothing says how much would have come behind what is there. openjpeg makes room for a part of any length:
/// one that ends far behind the file must not pass for a file of which little is missing.
double share_of(const Code& code, std::size_t tiles) {
  const Parts parts = follow_parts(code.bytes);
  const bool cut = parts.end > code.bytes.size();
  if (code.stated == 0 && cut && parts.last_tile + 1 < tiles) return 0;
  return std::min(1.0, static_cast<double>(code.bytes.size()) / static_cast<double>(std::max(code.stated, parts.end)));
}

/// openjpeg makes tables for each component of each tile before it looks at any.
Result<void> check_tables(std::size_t tiles, std::size_t components, const Limits& limits) {
  constexpr std::size_t tile_bytes = 8192, component_bytes = 2048;  // of its structures, rounded up
  return check_decode_bytes(tiles * (tile_bytes + components * component_bytes), limits);
}

}  // namespace

Result<Jpeg2000Header> read_jpeg_2000_header(ByteView file, const Limits& limits) {
  const Code code = find_code(file);
  if (code.bytes.size() < size_bytes || u16_be(code.bytes, 2) != 0xFF51)
    return fail(Fault::broken, "no JPEG 2000 code stream");
  const auto field = [&](int i) {
    return static_cast<long long>(u32_be(code.bytes, 8 + 4 * static_cast<unsigned>(i)));
  };
  const long long right = field(0), bottom = field(1), left = field(2), top = field(3);
  const long long tile_width = field(4), tile_height = field(5), tiles_left = field(6), tiles_top = field(7);
  Jpeg2000Header header{right - left, bottom - top, static_cast<int>(u16_be(code.bytes, 40)), 1};
  if (const auto fits = check_size(header.width, header.height, limits); !fits) return Failure(fits.error());
  if (tile_width == 0 || tile_height == 0 || tiles_left > left || tiles_top > top)
    return fail(Fault::broken, "a damaged JPEG 2000 header");
  constexpr int most_components = 32;
  if (header.components < 1 || header.components > most_components)
    return fail(Fault::unsupported, fmt::format("a JPEG 2000 picture of {} components", header.components));
  const long long tiles =
      ((right - tiles_left + tile_width - 1) / tile_width) * ((bottom - tiles_top + tile_height - 1) / tile_height);
  if (const auto fits = check_tables(static_cast<std::size_t>(tiles), header.components, limits); !fits)
    return Failure(fits.error());
  header.share = share_of(code, static_cast<std::size_t>(tiles));
  return header;
}

}  // namespace headroom::codec
