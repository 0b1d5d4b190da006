#pragma once

#include "base/image.h"
#include "datasets/labels.h"
#include "datasets/sampling.h"
#include "datasets/scene.h"

namespace headroom::datasets {

/// The picture, upright: luma of exactly `scene.size`, chroma planes subsampled, none for a grey picture.
Image draw(const Scene& scene, Sampling sampling = {});

/// What is to be seen, exactly: clipped to the picture.
Label label(const Scene& scene);

}  // namespace headroom::datasets
