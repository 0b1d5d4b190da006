#include "delivery/ldif.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/base64.h"

namespace headroom::delivery {
namespace {

constexpr std::size_t columns = 76;  // RFC 2849, note 10: should not be longer
constexpr std::string_view line_end = "\r\n";

/// RFC 2849, SAFE-STRING, and no space at the end (note 8).
bool is_safe_string(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() == ' ' || text.front() == ':' || text.front() == '<' || text.back() == ' ') return false;
  return std::ranges::all_of(
      text, [](char letter) { return letter > 0 && letter != '\r' && letter != '\n'; });  // 0x01 to 0x7F
}

/// A line, folded: the rest of a long one goes on after a space.
std::string folded_line(std::string_view text) {
  std::string lines(text.substr(0, columns));
  for (std::size_t at = columns; at < text.size(); at += columns - 1) {
    lines += line_end;
    lines += ' ';
    lines += text.substr(at, columns - 1);
  }
  return lines.append(line_end);
}

std::string dn_line(std::string_view dn) {
  if (is_safe_string(dn)) return folded_line(fmt::format("dn: {}", dn));
  return folded_line(fmt::format("dn:: {}", base64({reinterpret_cast<const Byte*>(dn.data()), dn.size()})));
}

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

bool is_name_part(char letter) { return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == '-'; }

}  // namespace

std::string ldif_record(std::string_view dn, std::string_view attribute, ByteView value) {
  std::string record = dn_line(dn);
  record += folded_line("changetype: modify");
  record += folded_line(fmt::format("replace: {}", attribute));
  record += folded_line(fmt::format("{}:: {}", attribute, base64(value)));
  record += folded_line("-");
  return record.append(line_end);
}

Result<void> check_attribute(std::string_view attribute) {
  bool at_begin = true;
  for (const char letter : attribute) {
    if (letter == ';' ? at_begin : (at_begin ? !is_letter(letter) : !is_name_part(letter))) {
      at_begin = true;
      break;
    }
    at_begin = letter == ';';
  }
  if (!at_begin) return {};
  return fail(Fault::usage,
              fmt::format("'{}' is no attribute; name one as the schema does: thumbnailPhoto, jpegPhoto", attribute));
}

}  // namespace headroom::delivery
