#pragma once

#include "base/image.h"
#include "datasets/scene.h"

namespace headroom::datasets {

/// What is behind the person. Clutter is placed by chance, from `scene.seed`.
void paint_backdrop(Image& image, const Scene& scene);

}  // namespace headroom::datasets
