#include "codec/jpeg_encode.h"

#include <algorithm>
#include <utility>

#include "codec/coded_planes.h"
#include "codec/jpeg_writer.h"

namespace headroom::codec {
namespace {

constexpr int icon_side = 120;  // samples: the largest icon that Outlook and Teams show

int chroma_step(Sampling sampling, bool icon) {
  if (sampling == Sampling::automatic) return icon ? 1 : 2;
  return sampling == Sampling::s444 ? 1 : 2;
}

class Encoder {
 public:
  Encoder(const Image& image, const EncodeSettings& settings)
      : icon_(image.luma.size().long_side() <= icon_side),
        coded_(code_planes(image, chroma_step(settings.sampling, icon_))),
        byte_limit_(settings.byte_limit) {}

  Result<Jpeg> encode(int quality) {
    auto bytes = writer_.write(coded_, quality, icon_);
    if (!bytes) return Failure(bytes.error());
    const bool fits = byte_limit_ == 0 || bytes->size() <= byte_limit_;
    return Jpeg{std::move(*bytes), quality, fits};
  }

 private:
  bool icon_;
  CodedPlanes coded_;
  std::size_t byte_limit_;
  JpegWriter writer_;
};

/// The best that fits of qualities `lowest` to `highest`, by halving; `lowest` when none does.
Result<Jpeg> search(Encoder& encoder, int lowest, int highest) {
  auto best = encoder.encode(lowest);
  while (best && best->fits && lowest < highest) {
    const int middle = (lowest + highest + 1) / 2;
    auto tried = encoder.encode(middle);
    if (!tried) return tried;
    if (tried->fits)
      lowest = middle;
    else
      highest = middle - 1;
    if (tried->fits) best = std::move(tried);
  }
  return best;
}

}  // namespace

Result<Jpeg> encode_jpeg(const Image& image, const EncodeSettings& settings) {
  if (image.luma.empty()) return fail(Fault::internal, "an empty image cannot be encoded");
  const int quality = std::clamp(settings.quality, 1, 100);
  Encoder encoder(image, settings);
  auto wanted = encoder.encode(quality);
  if (!wanted || wanted->fits || quality <= settings.lowest_quality) return wanted;
  return search(encoder, std::max(settings.lowest_quality, 1), quality - 1);
}

}  // namespace headroom::codec
