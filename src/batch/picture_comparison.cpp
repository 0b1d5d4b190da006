#include "batch/picture_comparison.h"

#include <fmt/format.h>

#include <utility>

#include "batch/likeness.h"
#include "codec/jpeg_encode.h"

namespace headroom::batch {
namespace {

constexpr int least_side = 24;  // pixels; a placeholder of one pixel is no picture of anybody

struct Seen {
  Size size;
  PictureCells likeness;
};

/// Decoders make the best of half a file; one that only breaks a rule somewhere still has its end.
bool cut_short(const codec::PhotoSource& source, ByteView picture) {
  const bool ended = picture.size() >= 2 && picture[picture.size() - 2] == 0xFF && picture.back() == 0xD9;
  return source.format() == "JPEG" && source.flags().has(Flag::damaged) && !ended;
}

Result<Seen> look_at(codec::Decoders& decoders, ByteView picture) {
  auto source = decoders.open({picture.begin(), picture.end()});
  if (!source) return Failure(source.error());
  const Size size = (*source)->size();
  const auto preview = (*source)->preview(likeness_preview);
  if (!preview) return Failure(preview.error());
  if (cut_short(**source, picture)) return fail(Fault::broken, "its end is missing");
  return Seen{size, likeness_of(*preview, size)};
}

}  // namespace

/// Keeps one of few places as long as it lives.
class PictureComparison::Seat {
 public:
  explicit Seat(const PictureComparison& comparison) : comparison_(comparison) { comparison_.seats_.acquire(); }
  ~Seat() { comparison_.seats_.release(); }
  Seat(const Seat&) = delete;

 private:
  const PictureComparison& comparison_;
};

Result<codec::Decoders*> PictureComparison::decoders() const {
  const std::lock_guard lock(mutex_);
  if (!decoders_) {
    auto started = codec::Decoders::start(settings_, 0);  // each process when it is needed first
    if (!started) return Failure(started.error());
    decoders_ = std::move(*started);
  }
  return decoders_.get();
}

Result<bool> PictureComparison::alike(ByteView one, ByteView other) const {
  const auto ready = decoders();
  if (!ready) return Failure(ready.error());
  const Seat seat(*this);
  const auto first = look_at(**ready, one);
  if (!first) return Failure(first.error());
  const auto second = look_at(**ready, other);
  if (!second) return Failure(second.error());
  if (first->size.short_side() < least_side || second->size.short_side() < least_side) return false;
  return same_picture(difference(first->likeness, second->likeness));
}

Result<Bytes> PictureComparison::smaller(ByteView picture, std::size_t most_bytes) const {
  const auto ready = decoders();
  if (!ready) return Failure(ready.error());
  const Seat seat(*this);
  auto source = (*ready)->open({picture.begin(), picture.end()});
  if (!source) return Failure(source.error());
  const auto image = (*source)->preview((*source)->size().long_side());
  if (!image) return Failure(image.error());
  codec::EncodeSettings settings;
  settings.byte_limit = most_bytes;
  auto jpeg = codec::encode_jpeg(*image, settings);
  if (!jpeg) return Failure(jpeg.error());
  if (!jpeg->fits)
    return fail(Fault::not_fitting, fmt::format("{} bytes at the lowest quality, and at most {} are allowed",
                                                jpeg->bytes.size(), most_bytes));
  return std::move(jpeg->bytes);
}

}  // namespace headroom::batch
