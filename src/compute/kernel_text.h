#pragma once

#include <span>
#include <string_view>

namespace headroom::compute {

/// kernels/<name>.cl holds one kernel of that name.
struct KernelText {
  std::string_view name;
  std::string_view text;  // OpenCL C 1.2, headers included; followed by a zero byte
};

/// All of them; the build embeds what it finds (kernels/embed.cmake).
std::span<const KernelText> kernel_texts();

}  // namespace headroom::compute
