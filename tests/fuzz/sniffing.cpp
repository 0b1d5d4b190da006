#include "codec/sniff.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::codec;
  const Format format = sniff({data, size});
  if (!readable(format)) (void)refusal(format);
  (void)extension_matches(headroom::fuzz::text_of(data, size), format);
  return 0;
}
