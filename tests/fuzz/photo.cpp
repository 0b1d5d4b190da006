// One decoder, chosen when this is compiled, from the file's first bytes to preview and region.
#include "codec/photo_source.h"
#include "codec/sniff.h"
#include "fuzzed_photos.h"

namespace headroom::codec {
namespace {

void decode(Bytes file) {
  auto source = open_photo(std::move(file), fuzz::small_limits());
  if (!source) return;
  fuzz::touch((*source)->preview(64));
  const Size size = (*source)->size();
  const Rect middle{size.width / 4, size.height / 4, (size.width + 1) / 2, (size.height + 1) / 2};
  fuzz::touch((*source)->region(middle, {32, 32}));
}

}  // namespace
}  // namespace headroom::codec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  Bytes file = fuzz::bytes_of(data, size);
  if (codec::sniff(file) != codec::Format::HEADROOM_FUZZED_FORMAT) return -1;  // for the target of another format
  codec::decode(std::move(file));
  return 0;
}
