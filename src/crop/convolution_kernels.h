#pragma once

#include "crop/convolution.h"

// Compiled once for each width of registers, with that processor's instructions. So nothing here may be a function that
// other files have too, as those of the standard library: the linker keeps one of each, and it could be this one.

namespace headroom::crop {

template <class Vector>
constexpr int lanes = sizeof(Vector) / sizeof(float);

template <class Vector>
constexpr int parts = block_channels / lanes<Vector>;  // of a block

template <class Vector>
inline Vector load(const Block& block, int part) {
  Vector vector;
  __builtin_memcpy(&vector, block.channels + part * lanes<Vector>, sizeof vector);
  return vector;
}

template <class Vector>
inline void store(Block& block, int part, Vector vector) {
  __builtin_memcpy(block.channels + part * lanes<Vector>, &vector, sizeof vector);
}

template <class Vector>
inline Vector larger(Vector one, Vector other) {
  return one > other ? one : other;
}

/// The sums of one block of outputs for some places side by side; small enough to stay in registers.
template <class Vector, int places>
class Tile {
 public:
  explicit Tile(const Block& bias) {
    for (int place = 0; place < places; place++)
      for (int part = 0; part < parts<Vector>; part++) sums_[place][part] = load<Vector>(bias, part);
  }

  /// inputs  of the first place; those of the next one begin `step` floats later
  inline void add(const float* inputs, int step, const Block* weights, int count) {
    for (int i = 0; i < count; i++)
      for (int part = 0; part < parts<Vector>; part++) {
        const auto weight = load<Vector>(weights[i], part);
        for (int place = 0; place < places; place++) sums_[place][part] += inputs[place * step + i] * weight;
      }
  }

  void write(Block* out) const {
    for (int place = 0; place < places; place++)
      for (int part = 0; part < parts<Vector>; part++) store(out[place], part, sums_[place][part]);
  }

  void write_rectified(Block* out) const {
    for (int place = 0; place < places; place++)
      for (int part = 0; part < parts<Vector>; part++) store(out[place], part, larger(sums_[place][part], Vector{}));
  }

 private:
  Vector sums_[places][parts<Vector>];
};

/// From place x on; what a tile is too wide for, a smaller one does.
template <class Vector, int places>
inline void stem_from(int x, const float* const* rows, int line, const Block* weights, Block* out, int width) {
  for (; x + places <= width; x += places) {
    Tile<Vector, places> tile(weights[0]);
    for (int row = 0; row < 3; row++)
      for (int colour = 0; colour < 3; colour++)
        tile.add(rows[row] + colour * line + 2 * x, 2, weights + 1 + 9 * row + 3 * colour, 3);
    tile.write_rectified(out + x);
  }
  if constexpr (places > 1) stem_from<Vector, places / 2>(x, rows, line, weights, out, width);
}

template <class Vector, int places>
inline void pointwise_from(int x, const Block* in, int in_blocks, const Block* weights, Block* out, int width) {
  for (; x + places <= width; x += places) {
    Tile<Vector, places> tile(weights[0]);
    for (int block = 0; block < in_blocks; block++)
      tile.add(in[block * width + x].channels, block_channels, weights + 1 + block * block_channels, block_channels);
    tile.write(out + x);
  }
  if constexpr (places > 1) pointwise_from<Vector, places / 2>(x, in, in_blocks, weights, out, width);
}

/// One part of one block.
template <class Vector>
inline void depthwise_part(const Block* const (&rows)[3], const Block* weights, bool rectified, Block* out, int width,
                           int part) {
  Vector weight[9];
  for (int i = 0; i < 9; i++) weight[i] = load<Vector>(weights[1 + i], part);
  const auto bias = load<Vector>(weights[0], part);
  for (int x = 0; x < width; x++) {
    Vector sums[3];
    for (int row = 0; row < 3; row++) {
      const Block* at = rows[row] + x;
      sums[row] = load<Vector>(at[0], part) * weight[3 * row];
      sums[row] += load<Vector>(at[1], part) * weight[3 * row + 1];
      sums[row] += load<Vector>(at[2], part) * weight[3 * row + 2];
    }
    const Vector sum = bias + sums[0] + sums[1] + sums[2];
    store(out[x], part, rectified ? larger(sum, Vector{}) : sum);
  }
}

/// The kernels with registers of one width.
///
/// places  that a tile has: as many as leave registers free for an input and a product
template <class Vector, int places>
struct Kernels {
  static void stem(const float* const* rows, int line, const Block* weights, Block* out, int width) {
    stem_from<Vector, places>(0, rows, line, weights, out, width);
  }

  static void pointwise(const Block* in, int in_blocks, const Block* weights, Block* out, int out_blocks, int width) {
    for (int block = 0; block < out_blocks; block++)
      pointwise_from<Vector, places>(0, in, in_blocks, weights + block * (1 + in_blocks * block_channels),
                                     out + block * (width + 2) + 1, width);
  }

  static void depthwise(const Block* const* rows, int blocks, const Block* weights, bool rectified, Block* out,
                        int width) {
    for (int block = 0; block < blocks; block++) {
      const int begin = block * (width + 2);
      const Block* const rows_of_block[3] = {rows[0] + begin, rows[1] + begin, rows[2] + begin};
      for (int part = 0; part < parts<Vector>; part++)
        depthwise_part<Vector>(rows_of_block, weights + block * 10, rectified, out + block * width, width, part);
    }
  }

  static void pool(const Block* upper, const Block* lower, Block* out, int count) {
    for (int i = 0; i < count; i++)
      for (int part = 0; part < parts<Vector>; part++) {
        const auto above = larger(load<Vector>(upper[2 * i], part), load<Vector>(upper[2 * i + 1], part));
        const auto below = larger(load<Vector>(lower[2 * i], part), load<Vector>(lower[2 * i + 1], part));
        store(out[i], part, larger(above, below));
      }
  }

  static void add_enlarged(const Block* fine, const Block* coarse, Block* out, int count) {
    for (int i = 0; i < count; i++)
      for (int part = 0; part < parts<Vector>; part++)
        store<Vector>(out[i], part, load<Vector>(fine[i], part) + load<Vector>(coarse[i / 2], part));
  }

  static constexpr ConvolutionKernels all{stem, pointwise, depthwise, pool, add_enlarged};
};

}  // namespace headroom::crop
