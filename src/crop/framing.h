#pragma once

#include "base/image.h"

namespace headroom::crop {

/// The framing rule of src/README.md, pure geometry. All rectangles are whole upright photo pixels and lie inside the
/// photo; a photo of at least 1x1 is taken for granted.

/// The square around `head`: side = head height * (1 + 2 * margin / 100), at least `least_side` where the photo has
/// that many pixels, at most the photo's short side. Centred on the head from left to right; of the free height a
/// quarter above the head, three quarters below. Then shifted, not shrunk, to lie inside the photo.
///
/// head        photo pixels; may reach beyond the photo
/// least_side  pixels; the side of the largest output
/// margin      percent of the head's height, 1..50
Rect square_around(const Box& head, Size photo, int least_side, int margin);

/// The whole short side, slid along the long side to `head`.
Rect aligned_square(const Box& head, Size photo);

/// The whole short side, in the middle.
Rect centre_square(Size photo);

/// Where the space above and below goes when a square becomes taller or flatter.
enum class Anchor { head, middle };

/// `square` grown to the aspect of `output`, scaled down until it fits the photo, and shifted inside. A square output
/// takes the square as it is.
Rect grown_to_aspect(const Rect& square, Size photo, Size output, Anchor anchor);

}  // namespace headroom::crop
