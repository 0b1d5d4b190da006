#include "report/escape.h"

#include <fmt/format.h>

#include <cstddef>
#include <nlohmann/json.hpp>

namespace headroom::report {
namespace {

struct CodePoint {
  unsigned value;
  std::size_t bytes;
};

/// The character that starts at `at`; `text` is valid UTF-8. Beyond three bytes the value is of no interest here.
CodePoint code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  if (byte(0) < 0xE0) return {(byte(0) & 0x1FU) << 6 | (byte(1) & 0x3FU), 2};
  if (byte(0) < 0xF0) return {(byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU), 3};
  return {0x10000, 4};
}

bool between(unsigned value, unsigned first, unsigned last) { return first <= value && value <= last; }

/// Outside of strings JSON has none of these, so the whole text can be searched.
bool to_be_escaped(unsigned value) {
  return value == '<' || between(value, 0x7F, 0x9F) ||         // tags; control characters
         value == 0x061C || between(value, 0x200E, 0x200F) ||  // direction marks
         between(value, 0x2028, 0x202E) ||                     // line separators, direction overrides
         between(value, 0x2066, 0x2069) || value == 0xFEFF;    // direction isolates, byte order mark
}

bool unreserved(char letter) {
  return between(letter, 'a', 'z') || between(letter, 'A', 'Z') || between(letter, '0', '9') || letter == '-' ||
         letter == '.' || letter == '_' || letter == '~';
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& value) {
  const std::string plain = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string result;
  result.reserve(plain.size());
  for (std::size_t at = 0; at < plain.size();) {
    const CodePoint next = code_point(plain, at);
    if (to_be_escaped(next.value)) {
      result += fmt::format("\\u{:04x}", next.value);
    } else {
      result.append(plain, at, next.bytes);
    }
    at += next.bytes;
  }
  return result;
}

std::string html_text(std::string_view text) {
  using Json = nlohmann::json;
  const std::string quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string valid = Json::parse(quoted).get<std::string>();
  std::string result;
  for (std::size_t at = 0; at < valid.size();) {
    const CodePoint next = code_point(valid, at);
    if (next.value == '<' || next.value == '>' || next.value == '&' || next.value == '"' || next.value == '\'') {
      result += fmt::format("&#{};", next.value);
    } else if (next.value < ' ' || to_be_escaped(next.value)) {
      result += fmt::format("\u2039U+{:04X}\u203a", next.value);
    } else {
      result.append(valid, at, next.bytes);
    }
    at += next.bytes;
  }
  return result;
}

std::string percent_encoded(std::string_view path) {
  std::string link;
  for (const char letter : path) {
    if (unreserved(letter) || letter == '/') {
      link += letter;
    } else {
      link += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
  }
  return link;
}

}  // namespace headroom::report
