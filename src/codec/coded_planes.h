#pragma once

#include <array>

#include "base/image.h"

namespace headroom::codec {

/// Planes as a JPEG codes them: chroma at its own size, whole blocks, edges repeated.
struct CodedPlanes {
  Size size;  // of the picture
  std::array<Plane, 3> planes;
  int chroma_step = 1;  // luma samples per chroma sample, each way: 1 or 2
};

/// image  three planes of equal size, not empty; or a grey image, which gets neutral chroma
CodedPlanes code_planes(const Image& image, int chroma_step);

}  // namespace headroom::codec
