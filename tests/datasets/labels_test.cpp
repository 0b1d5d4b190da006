#include "datasets/labels.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headroom::datasets {
namespace {

TEST(Labels, are_lines_of_as_many_fields_as_the_header_has) {
  const Label label{.file = "ada.jpg",
                    .size = {640, 480},
                    .face = {10.04, 20.06, 100, 130.5},
                    .left_eye = {40, 60},
                    .right_eye = {80, 61.25},
                    .faces = 1,
                    .tags = "synthetic;tone-dark",
                    .source = "a test",
                    .licence = "CC0-1.0"};
  EXPECT_EQ(text(label),
            "ada.jpg,640,480,10.0,20.1,100.0,130.5,40.0,60.0,80.0,61.2,1,synthetic;tone-dark,a test,CC0-1.0\n");
  const auto commas = [](std::string_view line) { return std::count(line.begin(), line.end(), ','); };
  EXPECT_EQ(commas(text(label)), commas(label_header()));
}

}  // namespace
}  // namespace headroom::datasets
