// What a decoder that was taken over may write: a reply, then planes.
#include <algorithm>
#include <cstring>

#include "codec/decoder_replies.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::codec;
  Reply reply;
  const std::size_t length = std::min(size, sizeof reply);
  std::memcpy(static_cast<void*>(&reply), data, length);
  const auto about = about_from(reply, {});
  if (!about) return 0;
  (void)image_from(reply, about->size, {data + length, size - length});
  return 0;
}
