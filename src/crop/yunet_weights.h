#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/image.h"
#include "crop/convolution.h"

namespace headroom::crop {

/// A 1x1 convolution and the 3x3 one of each channel after it: what all of YuNet but its first layer is made of.
struct Separable {
  int inputs = 0, outputs = 0;   // blocks
  std::vector<Block> pointwise;  // both as the kernels take them (convolution.h)
  std::vector<Block> depthwise;
  bool rectified = true;
};

/// All of YuNet that boxes and scores need; each map has half the size of the one before.
struct YunetWeights {
  static constexpr int levels = 3;  // maps of 1/8, 1/16 and 1/32 of the input's size

  std::vector<Block> stem;         // to half the size
  std::array<Separable, 11> body;  // 0: half; 1-4: quarter; then two for each level
  std::array<Separable, levels> neck;
  std::array<Separable, levels> heads;
};

/// What stands in the block that a head gives for each place.
constexpr int face_channel = 0;    // how sure that it is a face,
constexpr int object_channel = 1;  // and something at all: before the logistic function
constexpr int box_channel = 2;     // four: middle, and the logarithm of the size, in places

/// The weights in an ONNX file; nothing where it holds something else than YuNet.
std::optional<YunetWeights> read_yunet(ByteView model);

}  // namespace headroom::crop
