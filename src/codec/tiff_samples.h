#pragma once

#include <cstdint>
#include <vector>

#include "codec/tiff_header.h"

namespace headroom::codec {

/// Brings stored rows to the samples that a RowWriter takes: planes side by side, bits unpacked, surplus channels left
/// out, white-is-zero turned round.
template <class Sample>
class TiffSamples {
 public:
  explicit TiffSamples(const TiffHeader& header)
      : header_(header),
        taken_(header.kind == TiffKind::palette ? 1 : header.pixels.channels()),
        samples_(static_cast<std::size_t>(header.layout.size.width) * taken_) {}

  const Sample* take(const TiffRows& rows) {
    if (ready()) return reinterpret_cast<const Sample*>(rows.row(0));
    const int each = header_.layout.samples_in_plane();
    for (int i = 0; i < taken_; i++)
      header_.layout.planar ? take_channel(rows.row(i), 0, each, i) : take_channel(rows.row(0), i, each, i);
    return samples_.data();
  }

 private:
  /// True when rows are stored as they are taken.
  bool ready() const {
    const TiffLayout& layout = header_.layout;
    return layout.bits == 8 * sizeof(Sample) && layout.samples == taken_ && layout.planes() == 1 && !header_.inverted;
  }

  /// Channel `from` of a row with `each` channels a pixel becomes channel `to` of ours.
  void take_channel(const Byte* row, int from, int each, int to) {
    const bool invert = header_.inverted && to == 0;
    const int most = (1 << header_.layout.bits) - 1;
    const int factor = header_.kind == TiffKind::palette || header_.layout.bits >= 8 ? 1 : 255 / most;
    Sample* out = samples_.data() + to;
    for (std::size_t x = 0; x < samples_.size() / taken_; x++, out += taken_) {
      const int value = sample_at(row, x * each + from);
      *out = static_cast<Sample>((invert ? most - value : value) * factor);
    }
  }

  int sample_at(const Byte* row, std::size_t i) const {
    const int bits = header_.layout.bits;
    if (bits == 16) return reinterpret_cast<const std::uint16_t*>(row)[i];
    if (bits == 8) return row[i];
    const std::size_t in_byte = 8 / bits;
    return row[i / in_byte] >> (in_byte - 1 - i % in_byte) * bits & ((1 << bits) - 1);
  }

  const TiffHeader& header_;
  int taken_;
  std::vector<Sample> samples_;
};

}  // namespace headroom::codec
