#pragma once

#include <vector>

#include "base/image.h"
#include "datasets/paint.h"

namespace headroom::datasets {

/// How much of each sample of a row a stroke covers (0..1), and the factor on its colour there. One value per column.
struct Row {
  std::vector<float> cover;
  std::vector<float> shade;
};

/// A stroke prepared for going through the rows of a plane whose samples are `step` pixels apart.
class Brush {
 public:
  Brush(const Stroke& stroke, Size plane, int step);

  // The rows and columns of the plane that the stroke can touch: first, and one past the last.
  int top() const { return top_; }
  int bottom() const { return bottom_; }
  int left() const { return left_; }
  int right() const { return right_; }

  /// Sets the columns from left() to right().
  void cover(Row& row, int y) const;

 private:
  void bound(const Stroke& stroke, Size plane, double soft);

  struct Numbers {  // Shape and Fill in single precision, ready for the inner loop
    float centre_x, centre_y, per_x, per_y, cosine, sine;
    float square, taper, bend, top, bottom, lowest, hollow;
    float edge, cut;  // how fast cover changes at the edge and at the cuts
    float opacity, shade_x, shade_y, shade_rim;
  };

  int step_;
  int top_ = 0;
  int bottom_ = 0;
  int left_ = 0;
  int right_ = 0;
  Numbers numbers_{};
};

}  // namespace headroom::datasets
