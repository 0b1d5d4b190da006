#pragma once

#include <string>
#include <string_view>

namespace headroom::store {

/// A key as keys are compared: NFC, case folded, without surrounding blanks. What is no UTF-8 stays as it is.
std::string folded(std::string_view key);

}  // namespace headroom::store
