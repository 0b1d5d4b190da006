#pragma once

#include "base/image.h"
#include "datasets/random.h"
#include "datasets/scene.h"

namespace headroom::datasets {

// Backdrops of many small things, many of them with the colours of skin. Each covers the whole picture.

void paint_wood(Image& image, const Scene& scene, Random& random);
void paint_brick(Image& image, const Scene& scene, Random& random);
void paint_sand(Image& image, const Scene& scene, Random& random);
void paint_window(Image& image, const Scene& scene, Random& random);
void paint_shelves(Image& image, const Scene& scene, Random& random);
void paint_foliage(Image& image, const Scene& scene, Random& random);

}  // namespace headroom::datasets
