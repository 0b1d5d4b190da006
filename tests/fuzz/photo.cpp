// One decoder, chosen when this is compiled, from the file's first bytes to preview and region.
#include "codec/photo_source.h"
#include "codec/sniff.h"
#include "fuzzing.h"

namespace headroom::codec {
namespace {

// Small, so that an input is decided in milliseconds: the time goes into many inputs.
Limits small_limits() {
  Limits limits;
  limits.pixels = 1'000'000;
  limits.side = 4000;
  limits.decode_bytes = std::size_t{64} << 20;
  limits.scans = 10;
  return limits;
}

void touch(const Result<Image>& image) {
  if (!image) return;
  unsigned sum = 0;
  for (const Plane* plane : image->planes())
    for (int y = 0; y < plane->height(); y++)
      for (int x = 0; x < plane->width(); x++) sum += plane->row(y)[x];
  volatile const unsigned seen = sum;  // every sample must be there to be read
  (void)seen;
}

void decode(Bytes file) {
  auto source = open_photo(std::move(file), small_limits());
  if (!source) return;
  touch((*source)->preview(64));
  const Size size = (*source)->size();
  const Rect middle{size.width / 4, size.height / 4, (size.width + 1) / 2, (size.height + 1) / 2};
  touch((*source)->region(middle, {32, 32}));
}

}  // namespace
}  // namespace headroom::codec

// libheif 1.15 forgets 52 bytes of some broken files; a decoder process that grows past its limit is replaced.
extern "C" const char* __lsan_default_suppressions() { return "leak:heif_decode_image"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  Bytes file = fuzz::bytes_of(data, size);
  if (codec::sniff(file) != codec::Format::HEADROOM_FUZZED_FORMAT) return -1;  // for the target of another format
  codec::decode(std::move(file));
  return 0;
}
