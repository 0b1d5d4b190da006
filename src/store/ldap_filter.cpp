#include "store/ldap_filter.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom::store {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_harmless(char c) {
  return c >= ' ' && c < '\x7f' && std::string_view("()*\\").find(c) == std::string_view::npos;
}

std::string in_parentheses(std::string_view filter) {
  return filter.starts_with('(') ? std::string(filter) : fmt::format("({})", filter);
}

}  // namespace

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (is_harmless(c))
      text += c;
    else
      text += fmt::format("\\{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

std::string equals(std::string_view attribute, std::string_view value) {
  return fmt::format("({}={})", attribute, escaped(value));
}

std::string both(std::string_view a, std::string_view b) {
  return fmt::format("(&{}{})", in_parentheses(a), in_parentheses(b));
}

bool is_attribute_name(std::string_view text) {
  if (text.empty()) return false;
  if (is_digit(text.front()))
    return std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
  return is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

}  // namespace headroom::store
