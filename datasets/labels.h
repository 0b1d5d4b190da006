#pragma once

#include <string>
#include <string_view>

#include "base/image.h"
#include "datasets/paint.h"

namespace headroom::datasets {

/// One row of labels.csv, in pixels of the upright picture; README.md tells the conventions.
struct Label {
  std::string file;
  Size size;
  Box face;        // hairline to chin, ear to ear
  Point left_eye;  // on the left in the picture
  Point right_eye;
  int faces = 0;
  std::string tags;  // separated by ';'
  std::string source;
  std::string licence;
};

/// The first line of labels.csv, with its line end.
std::string_view label_header();

/// One line, with its line end. No field may hold a comma or a quote.
std::string text(const Label& label);

}  // namespace headroom::datasets
