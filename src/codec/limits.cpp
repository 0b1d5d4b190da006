#include "codec/limits.h"

#include <fmt/format.h>

namespace headroom::codec {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::size_t mebibytes(std::size_t bytes) { return (bytes + mebibyte - 1) / mebibyte; }

}  // namespace

Result<void> check_size(long long width, long long height, const Limits& limits) {
  if (width <= 0 || height <= 0) return fail(Fault::broken, fmt::format("its size is {}x{} pixels", width, height));
  if (width > limits.side || height > limits.side)
    return fail(Fault::too_large, fmt::format("{}x{} pixels; the limit is {} a side", width, height, limits.side));
  if (width * height > limits.pixels)
    return fail(Fault::too_large, fmt::format("{}x{} pixels, {} megapixels; the limit is {}", width, height,
                                              width * height / 1'000'000, limits.pixels / 1'000'000));
  return {};
}

Result<void> check_file_bytes(std::size_t bytes, const Limits& limits) {
  if (bytes <= limits.file_bytes) return {};
  return fail(Fault::too_large,
              fmt::format("a file of {} MiB; the limit is {}", mebibytes(bytes), mebibytes(limits.file_bytes)));
}

Result<void> check_decode_bytes(std::size_t bytes, const Limits& limits) {
  if (bytes <= limits.decode_bytes) return {};
  return fail(Fault::too_large, fmt::format("decoding it takes {} MiB of memory; the limit is {}", mebibytes(bytes),
                                            mebibytes(limits.decode_bytes)));
}

}  // namespace headroom::codec
