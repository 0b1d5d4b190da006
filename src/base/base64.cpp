#include "base/base64.h"

#include <array>
#include <string_view>

namespace headroom {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64(ByteView bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](std::size_t i) { return at + i < bytes.size() ? static_cast<unsigned>(bytes[at + i]) : 0U; };
    const unsigned bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    const std::array<char, 4> four{letters[bits >> 18], letters[bits >> 12 & 63],
                                   at + 1 < bytes.size() ? letters[bits >> 6 & 63] : '=',
                                   at + 2 < bytes.size() ? letters[bits & 63] : '='};
    text.append(four.data(), four.size());
  }
  return text;
}

}  // namespace headroom
