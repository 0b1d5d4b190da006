#include "delivery/folding.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <optional>

namespace headroom::delivery {
namespace {

/// Nothing for text that is no UTF-8.
std::optional<std::string> mapped(std::string_view text, int options) {
  utf8proc_uint8_t* result = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_CASEFOLD | options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (length < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(result), static_cast<std::size_t>(length));
}

std::u32string bytes_as_code_points(std::string_view text) {
  std::u32string points;
  for (const char letter : text) points += static_cast<unsigned char>(letter);
  return points;
}

bool separates(utf8proc_int32_t point) {
  return point == ' ' || point == '.' || point == '_' || point == '-' || point == '\'';
}

}  // namespace

std::u32string skeleton(std::string_view key) {
  constexpr utf8proc_int32_t dotless_i = 0x131;
  const auto plain =
      mapped(key, UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_LUMP);
  if (!plain) return bytes_as_code_points(key);
  std::u32string points;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(plain->data());
  for (auto left = static_cast<utf8proc_ssize_t>(plain->size()); left > 0;) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(at, left, &point);
    if (used <= 0) break;
    at += used;
    left -= used;
    if (!separates(point)) points += static_cast<char32_t>(point == dotless_i ? 'i' : point);
  }
  return points;
}

bool is_utf_8(std::string_view text) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(at, left, &point);
    if (used <= 0) return false;
    at += used;
    left -= used;
  }
  return true;
}

}  // namespace headroom::delivery
