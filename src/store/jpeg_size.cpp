#include "store/jpeg_size.h"

namespace headroom::store {
namespace {

constexpr std::size_t frame_bytes = 9;  // marker, length, precision, height, width

bool begins_frame(Byte code) {
  const bool other = code == 0xC4 || code == 0xC8 || code == 0xCC;  // tables, reserved, conditioning
  return code >= 0xC0 && code <= 0xCF && !other;
}

bool ends_headers(Byte code) { return code == 0xDA || code == 0xD9; }  // the scan, the end

bool stands_alone(Byte code) { return code == 0x01 || (code >= 0xD0 && code <= 0xD8); }

int number_at(ByteView bytes, std::size_t at) { return bytes[at] << 8 | bytes[at + 1]; }

}  // namespace

std::optional<Size> jpeg_size(ByteView bytes) {
  if (bytes.size() < 2 || bytes[0] != 0xFF || bytes[1] != 0xD8) return std::nullopt;
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    const Byte code = bytes[at + 1];
    if (bytes[at] != 0xFF || ends_headers(code)) return std::nullopt;
    if (code == 0xFF || stands_alone(code)) {
      at += code == 0xFF ? 1 : 2;  // any number of FF may stand before a marker
      continue;
    }
    if (begins_frame(code)) {
      if (at + frame_bytes > bytes.size()) return std::nullopt;
      const Size size{number_at(bytes, at + 7), number_at(bytes, at + 5)};
      if (size.width == 0 || size.height == 0) return std::nullopt;
      return size;
    }
    const int length = number_at(bytes, at + 2);
    if (length < 2) return std::nullopt;
    at += 2 + static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

}  // namespace headroom::store
