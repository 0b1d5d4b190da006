#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/image.h"

// A target is one function; libFuzzer calls it with bytes it made up, replay.cpp with those of files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace headroom::fuzz {

inline Bytes bytes_of(const std::uint8_t* data, std::size_t size) { return {data, data + size}; }

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace headroom::fuzz
