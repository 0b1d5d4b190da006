#pragma once

#include <vector>

namespace headroom::crop {

constexpr int block_channels = 16;  // floats of the widest registers there are, and a line of the cache

/// Sixteen channels of one place, or what leads to sixteen outputs. Channels of a layer are a multiple of sixteen.
struct alignas(64) Block {
  float channels[block_channels];
};

/// The layers of a small network of convolutions, one row at a time. A row holds the places of its first block from
/// left to right, then those of the second block, and so on. Every output is a sum of single products, added to the
/// bias in one order, without fused operations: all ways to compute them give the same floats.
struct ConvolutionKernels {
  /// A 3x3 convolution from three colours to one block with stride 2, then zero for what is negative.
  ///
  /// rows     of the input: three lines, one for each colour; the window of place x begins at sample 2x
  /// line     floats from one line to the next
  /// weights  the bias; then for each row, colour and column of the window
  /// out      `width` places
  void (*stem)(const float* const* rows, int line, const Block* weights, Block* out, int width);

  /// A 1x1 convolution.
  ///
  /// in       rows of `in_blocks` blocks
  /// weights  for each block of the output: the bias, then for each channel of the input
  /// out      rows of `out_blocks` blocks, with one place left free before and one behind each block
  void (*pointwise)(const Block* in, int in_blocks, const Block* weights, Block* out, int out_blocks, int width);

  /// A 3x3 convolution of each channel with itself, whether or not with zero for what is negative.
  ///
  /// rows     three, as `pointwise` writes them; the free places are the border
  /// weights  for each block: the bias, then for each row and column of the window
  void (*depthwise)(const Block* const* rows, int blocks, const Block* weights, bool rectified, Block* out, int width);

  /// The largest of 2x2 places. out: `places` of all blocks together
  void (*pool)(const Block* upper, const Block* lower, Block* out, int places);

  /// The sum with a map of half the size, each place of it taken twice. out: `places` of all blocks together, even
  void (*add_enlarged)(const Block* fine, const Block* coarse, Block* out, int places);
};

/// Those of this program that this processor can run, the slowest first; `plain` is always there.
std::vector<const ConvolutionKernels*> usable_kernels();

}  // namespace headroom::crop
