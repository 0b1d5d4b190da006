#pragma once

#include <cstddef>

#include "base/image.h"
#include "base/result.h"

namespace headroom::delivery {

/// What a delivery asks about pictures that others made; this room decodes none. Safe to use from several threads.
class Pictures {
 public:
  virtual ~Pictures() = default;

  /// Whether two files show the same picture, whatever their sizes and how they were coded.
  ///
  /// fails  broken, unsupported ...: one of them cannot be decoded
  virtual Result<bool> alike(ByteView one, ByteView other) const = 0;

  /// The same picture as a JPEG of at most so many bytes, of the same size.
  ///
  /// fails  not_fitting; as `alike`
  virtual Result<Bytes> smaller(ByteView picture, std::size_t most_bytes) const = 0;
};

}  // namespace headroom::delivery
