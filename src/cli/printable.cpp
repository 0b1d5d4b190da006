#include "cli/printable.h"

#include <utf8proc.h>

namespace headroom::cli {
namespace {

constexpr std::size_t longest = 300;  // bytes; a sentence around a long name

bool harmless(utf8proc_int32_t point) {
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CC:  // controls
    case UTF8PROC_CATEGORY_CF:  // bidi marks and other formats
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &point);
    const auto taken = static_cast<std::size_t>(length < 1 ? 1 : length);
    const bool shows = length >= 1 && harmless(point);
    shown += shows ? text.substr(0, taken) : "?";
    text.remove_prefix(taken);
  }
  if (shown.size() <= longest) return shown;
  const auto is_middle_of_letter = [&shown](std::size_t at) { return (shown[at] & 0xc0) == 0x80; };
  std::size_t head = longest / 2;
  std::size_t tail = shown.size() - longest / 2;
  while (is_middle_of_letter(head)) head--;
  while (is_middle_of_letter(tail)) tail++;
  return shown.substr(0, head) + "..." + shown.substr(tail);
}

}  // namespace headroom::cli
