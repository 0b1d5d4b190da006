#pragma once

#include <vector>

#include "base/image.h"
#include "datasets/colour.h"

namespace headroom::datasets {

/// A bent, tapered ellipse or box with soft edges. Inside, u runs from -1 (left) to 1 (right), v from -1 (top) to 1.
struct Shape {
  double x = 0;  // centre
  double y = 0;
  double radius_x = 1;
  double radius_y = 1;
  double tilt = 0;       // radians, clockwise; small: at most about 0.8
  double square = 0;     // 0 ellipse .. 1 a box with rounded corners
  double taper = 0;      // how much wider the bottom is than the middle, as a share
  double bend = 0;       // how far the ends (u = +-1) hang below the middle, in radius_y
  double top = -99;      // cut off above this v
  double bottom = 99;    // cut off below this v
  double hollow = 0;     // 0 filled; otherwise only a rim is painted, from this share of the radii outwards
  double soft = 0.02;    // half the width of the edge, as a share of the radii; never less than a pixel is painted
  bool endless = false;  // goes on downwards with its width at v = 0
};

/// What a shape is filled with. Shades are shares of the colour: 0.2 is a fifth brighter at that edge.
struct Fill {
  Colour colour;
  double opacity = 1;
  double shade_x = 0;    // towards the right
  double shade_y = 0;    // towards the bottom
  double shade_rim = 0;  // towards the rim, all round
};

struct Stroke {
  Shape shape;
  Fill fill;
};

/// Cosine and sine by series instead of std::sin, so that they are the same on every machine.
struct Turn {
  double cosine = 1;
  double sine = 0;
};
Turn turn(double radians);

struct Point {
  double x = 0;
  double y = 0;
};

/// From units of a figure (a head's height, say) to pixels: scaled, tilted about its origin, moved to (x, y).
struct Placement {
  double x = 0;
  double y = 0;
  double unit = 1;  // pixels
  double tilt = 0;  // radians, clockwise
};
Stroke placed(Stroke stroke, const Placement& placement);
Point placed(Point point, const Placement& placement);

/// Something to paint on: luma and two chromas of equal size that cover `size` pixels with a sample for each square of
/// `step` by `step` of them.
Image canvas(Size size, int step);

/// From `top` to `bottom`, evenly.
void paint_gradient(Image& image, Colour top, Colour bottom);

/// A stroke in pixels of the photo.
void paint(Image& image, const Stroke& stroke);

}  // namespace headroom::datasets
