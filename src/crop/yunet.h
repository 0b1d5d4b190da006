#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "crop/convolution.h"
#include "crop/network_input.h"
#include "crop/yunet_weights.h"

namespace headroom::crop {

/// What a layer gives: rows as the kernels take them (convolution.h). Its memory grows and is used again.
class FeatureMap {
 public:
  void reshape(int blocks, Size size);

  Size size() const { return size_; }                       // places
  int row_blocks() const { return size_.width * blocks_; }  // blocks of a row
  Block* row(int y) { return samples_.data() + std::ptrdiff_t{y} * row_blocks(); }
  const Block* row(int y) const { return samples_.data() + std::ptrdiff_t{y} * row_blocks(); }

 private:
  int blocks_ = 0;
  Size size_;
  std::vector<Block> samples_;
};

/// The memory that one run takes, to be used again by the next one: some 2 MB for an input of 320x320.
struct YunetMaps {
  std::array<FeatureMap, 2> quarter;                    // of the input's size, of 16 and of 32 channels
  std::array<FeatureMap, YunetWeights::levels> levels;  // of 64 channels
  std::array<FeatureMap, YunetWeights::levels> heads;   // what YuNet says; channels as in yunet_weights.h
  std::vector<Block> band, input, outputs;              // rows of the layer at work
};

/// Shows the network a picture; its answer is left in `maps.heads`. All kernels give the same to the bit.
///
/// input  of a size in multiples of 32
void run_yunet(const YunetWeights& weights, const ConvolutionKernels& kernels, const NetworkInput& input,
               YunetMaps& maps);

}  // namespace headroom::crop
