#include "base/base64.h"

#include <array>

namespace headroom {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; }

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

std::optional<Bytes> bytes_of_base64(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3);
  unsigned bits = 0;
  int count = 0, padding = 0;  // letters in the group of four; "=" among them
  for (const char letter : text) {
    if (is_blank(letter)) continue;
    const std::size_t value = letters.find(letter);
    const bool pads = letter == '=' && count >= 2;
    if (!pads && (padding > 0 || value == std::string_view::npos)) return std::nullopt;
    bits = bits << 6 | (pads ? 0U : static_cast<unsigned>(value));
    padding += pads ? 1 : 0;
    if (++count < 4) continue;
    for (int i = 0; i < 3 - padding; i++) bytes.push_back(static_cast<Byte>(bits >> (16 - 8 * i)));
    bits = 0;
    count = 0;
  }
  if (count != 0) return std::nullopt;
  return bytes;
}

}  // namespace headroom
