#include "base/folded.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace headroom {

std::string case_folded(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

std::string folded(std::string_view key) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = key.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return case_folded(key.substr(first, key.find_last_not_of(blanks) - first + 1));
}

}  // namespace headroom
