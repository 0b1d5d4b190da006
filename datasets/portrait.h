#pragma once

#include "base/image.h"
#include "datasets/labels.h"
#include "datasets/scene.h"

namespace headroom::datasets {

/// The picture, as planes of whole 16x16 blocks, chroma at half size. Beyond `scene.size` it just goes on.
Image draw(const Scene& scene);

/// What is to be seen, exactly: clipped to the picture.
Label label(const Scene& scene);

}  // namespace headroom::datasets
