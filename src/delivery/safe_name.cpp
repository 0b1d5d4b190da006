#include "delivery/safe_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/folded.h"
#include "base/image.h"
#include "delivery/folding.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

constexpr std::size_t longest = 200;    // bytes, so that extension and sum fit into NAME_MAX (255)
constexpr std::size_t sum_digits = 16;  // 64 bits: no two keys of one directory have the same
constexpr std::string_view not_allowed = "<>:\"/\\|?*%";

/// Microsoft, "Naming Files, Paths, and Namespaces": also with an extension.
constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
constexpr std::array<std::string_view, 2> numbered_devices{"com", "lpt"};

bool is_device(std::string_view name) {
  const std::string first = folded(name.substr(0, name.find('.')));
  if (std::ranges::find(devices, first) != devices.end()) return true;
  return first.size() == 4 && first[3] >= '0' && first[3] <= '9' &&
         std::ranges::find(numbered_devices, std::string_view(first).substr(0, 3)) != numbered_devices.end();
}

bool is_control(char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; }

std::string escaped(char letter) { return fmt::format("%{:02X}", static_cast<unsigned char>(letter)); }

}  // namespace

std::string safe_name(std::string_view key) {
  if (key.empty()) return "%";  // no other key's name: a '%' comes as "%25"
  const bool text = is_utf_8(key);
  std::string name;
  for (std::size_t i = 0; i < key.size(); i++) {
    const char letter = key[i];
    const bool outer = (i == 0 && (letter == '.' || letter == ' ' || letter == '-')) ||
                       (i + 1 == key.size() && (letter == '.' || letter == ' '));
    const bool foreign = !text && static_cast<unsigned char>(letter) >= 0x80;
    if (outer || foreign || is_control(letter) || not_allowed.find(letter) != std::string_view::npos) {
      name += escaped(letter);
    } else {
      name += letter;
    }
  }
  if (is_device(name)) name = escaped(name[0]) + name.substr(1);
  if (name.size() <= longest) return name;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80) end--;  // not within a letter
  const Bytes bytes(key.begin(), key.end());
  return fmt::format("{}%{}", name.substr(0, end), store::sha256(bytes).substr(0, sum_digits));
}

bool is_safe_name(std::string_view name) {
  constexpr std::size_t name_max = 255;
  if (name.empty() || name.size() > name_max || !is_utf_8(name)) return false;
  if (name.front() == '.' || name.front() == '-' || name.front() == ' ') return false;
  if (name.back() == '.' || name.back() == ' ') return false;
  return !is_device(name) && std::ranges::none_of(name, [](char letter) {
    return is_control(letter) || (letter != '%' && not_allowed.find(letter) != std::string_view::npos);
  });
}

}  // namespace headroom::delivery
