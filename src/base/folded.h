#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// NFC and full Unicode case folding: ß is SS, what macOS names in NFD is found, ADA.jpg is ada.JPG as on Windows. A
/// Turkish dotless ı is no i, accents count, and full-width letters are others. Bytes that are no UTF-8 stay as they
/// are.
std::string case_folded(std::string_view text);

/// A key as keys are compared: case folded, without surrounding blanks.
std::string folded(std::string_view key);

}  // namespace headroom
