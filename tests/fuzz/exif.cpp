#include "codec/orientation.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)headroom::codec::read_orientation({data, size}, {});
  return 0;
}
