// The second pass over a JPEG, which only photos of cameras need: a window at a scale. The first bytes choose both.
#include "codec/jpeg_planes.h"
#include "fuzzed_photos.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  constexpr std::size_t choices = 5;
  if (size < choices) return -1;
  codec::JpegReader reader({data + choices, size - choices}, fuzz::small_limits());
  const auto header = reader.read_header();
  if (!header) return 0;
  if (header->colour != codec::JpegColour::grey && header->colour != codec::JpegColour::ycc) return 0;
  const auto share = [&](std::size_t choice, int of) { return data[choice] * of / 256; };
  Rect crop;
  crop.x = share(1, header->size.width);
  crop.y = share(2, header->size.height);
  crop.width = 1 + share(3, header->size.width - crop.x);
  crop.height = 1 + share(4, header->size.height - crop.y);
  fuzz::touch(decode_window(reader, 1 << data[0] % 4, crop, {32, 32}));
  return 0;
}
