#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/image.h"

namespace headroom::codec {

// Numbers inside a file; callers have checked that it is long enough.

inline std::uint16_t u16_at(ByteView file, std::size_t at) {
  assert(at + 2 <= file.size());
  return static_cast<std::uint16_t>(file[at] | file[at + 1] << 8);
}

inline std::uint32_t u32_at(ByteView file, std::size_t at) {
  return u16_at(file, at) | static_cast<std::uint32_t>(u16_at(file, at + 2)) << 16;
}

inline std::int32_t i32_at(ByteView file, std::size_t at) { return static_cast<std::int32_t>(u32_at(file, at)); }

}  // namespace headroom::codec
