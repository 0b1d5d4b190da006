#pragma once

#include <span>
#include <string>

#include "codec/decoder_protocol.h"

namespace headroom::codec {

/// What a photo's decoder says about it, checked.
struct About {
  Size size;
  std::string format;
  Flags flags;
};

// A reply may hold anything; nothing of it goes further unchecked. What no decoder of ours would say costs the photo.

/// fails  what the decoder says; decoder_crashed: it makes no sense
Result<About> about_from(const Reply& reply, const Limits& limits);

/// The planes of a reply, copied out of shared memory, which the decoder can still change.
///
/// photo   upright pixels, as the decoder said when it opened the photo
/// planes  shared memory from `planes_at` on
/// fails   as about_from
Result<Image> image_from(const Reply& reply, Size photo, std::span<const Byte> planes);

}  // namespace headroom::codec
