#pragma once

#include <vector>

#include "base/image.h"
#include "datasets/paint.h"

namespace headroom::datasets {

/// How much of each sample of a row a stroke covers (0..1), and the factor on its colour there. One value for each
/// column that the stroke can touch.
struct Row {
  std::vector<float> cover;
  std::vector<float> shade;
};

/// A stroke prepared for going through the rows of planes whose samples are `step` pixels apart.
class Brush {
 public:
  Brush(const Stroke& stroke, Size plane, int step);

  // The rows and columns of the plane that the stroke can touch: first, and one past the last.
  int top() const { return top_; }
  int bottom() const { return bottom_; }
  int left() const { return left_; }
  int right() const { return right_; }

  /// What it covers of row `y`, from column left() to right().
  void cover(Row& row, int y) const;

 private:
  void bound(const Stroke& stroke, Size plane, double soft);
  void trim(Row& row, int y) const;

  struct Numbers {  // Shape and Fill in single precision, ready for the inner loop
    float centre_x, centre_y, per_x, per_y, cosine, sine;
    float square, taper, bend, top, bottom, lowest, hollow;
    float edge, cut;  // how fast cover changes at the edge and at the cuts
    float opacity, shade_x, shade_y, shade_rim;
  };

  /// Inside the shape: u and v as Shape has them, and q, which is 1 on the outline.
  struct Place {
    float u, v, q, depth;  // depth: v where the shape is endless
  };
  Place place(int x, float dy) const;
  float distance_down(int y) const;  // from the centre to the middle of row `y`

  float step_;
  int top_ = 0;
  int bottom_ = 0;
  int left_ = 0;
  int right_ = 0;
  bool trimmed_ = false;  // hollow, or cut off above or below
  Numbers numbers_{};
};

}  // namespace headroom::datasets
