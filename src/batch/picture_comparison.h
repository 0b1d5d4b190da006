#pragma once

#include <memory>
#include <mutex>
#include <semaphore>

#include "codec/decoders.h"
#include "delivery/pictures.h"

namespace headroom::batch {

/// Compares pictures by their look, in few decoder processes, which are started when the first ones are compared: this
/// process parses no picture. A decoder that crashes or takes too long costs that comparison.
class PictureComparison final : public delivery::Pictures {
 public:
  /// Decoders at work at the same time. A decoding takes milliseconds, what surrounds it a request or two.
  static constexpr int decoders_at_once = 4;

  explicit PictureComparison(codec::Decoders::Settings settings) : settings_(std::move(settings)) {}

  /// Their middle squares are compared. Pictures of less than 24 pixels a side are not like any other.
  ///
  /// source  batch/likeness.h
  Result<bool> alike(ByteView one, ByteView other) const override;
  Result<Bytes> smaller(ByteView picture, std::size_t most_bytes) const override;

 private:
  class Seat;
  Result<codec::Decoders*> decoders() const;

  const codec::Decoders::Settings settings_;
  mutable std::counting_semaphore<decoders_at_once> seats_{decoders_at_once};
  mutable std::mutex mutex_;  // of `decoders_`
  mutable std::unique_ptr<codec::Decoders> decoders_;
};

}  // namespace headroom::batch
