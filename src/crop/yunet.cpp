#include "crop/yunet.h"

#include <algorithm>
#include <cstddef>

namespace headroom::crop {
namespace {

Size half(Size size) { return {size.width / 2, size.height / 2}; }

/// At least so many blocks, whatever is in them.
Block* room(std::vector<Block>& blocks, std::ptrdiff_t count) {
  if (std::ssize(blocks) < count) blocks.resize(static_cast<std::size_t>(count));
  return blocks.data();
}

/// The last three rows between the two convolutions of a pair, with a border of zeros.
class Band {
 public:
  Band(std::vector<Block>& memory, int blocks, int width)
      : line_(std::ptrdiff_t{blocks} * (width + 2)), lines_(room(memory, 3 * line_)) {
    std::fill_n(lines_, 3 * line_, Block{});
  }

  Block* line(int y) const { return lines_ + (y + 3) % 3 * line_; }
  void blank(int y) const { std::fill_n(line(y), line_, Block{}); }

 private:
  std::ptrdiff_t line_;
  Block* lines_;
};

/// Applies the layers of the network, row by row.
class Layers {
 public:
  Layers(const ConvolutionKernels& kernels, YunetMaps& maps) : kernels_(kernels), maps_(maps) {}

  // Where a layer's input rows come from: functions of y. Those that are not kept anywhere are made in maps_.input.

  static auto rows_of(const FeatureMap& map) {
    return [&map](int y) { return map.row(y); };
  }

  auto stem_of(const std::vector<Block>& stem, const NetworkInput& input) const {
    const int width = input.size.width / 2;
    Block* row = room(maps_.input, width);
    return [=, this, &stem, &input](int y) {
      const std::array rows{input.row(2 * y - 1), input.row(2 * y), input.row(2 * y + 1)};
      kernels_.stem(rows.data(), input.line(), stem.data(), row, width);
      return row;
    };
  }

  auto pool_of(const FeatureMap& map) const {
    const int places = map.row_blocks() / 2;
    Block* row = room(maps_.input, places);
    return [=, this, &map](int y) {
      kernels_.pool(map.row(2 * y), map.row(2 * y + 1), row, places);
      return row;
    };
  }

  auto sum_of(const FeatureMap& fine, const FeatureMap& coarse) const {
    const int places = fine.row_blocks();
    Block* row = room(maps_.input, places);
    return [=, this, &fine, &coarse](int y) {
      kernels_.add_enlarged(fine.row(y), coarse.row(y / 2), row, places);
      return row;
    };
  }

  /// Applies a pair of convolutions to `rows`. A row is written when it and the next one have been read, so `out` may
  /// be the map that they come from.
  template <class Rows>
  void kept(const Separable& pair, Size size, const Rows& rows, FeatureMap& out) const {
    out.reshape(pair.outputs, size);
    each_row(
        pair, size, rows, [&](int y) { return out.row(y); }, [](int) {});
  }

  /// The same, and the largest of 2x2 places of what it gives.
  template <class Rows>
  void pooled(const Separable& pair, Size size, const Rows& rows, FeatureMap& out) const {
    out.reshape(pair.outputs, half(size));
    const int places = size.width * pair.outputs;
    Block* two = room(maps_.outputs, 2 * places);
    const auto pool = [&](int y) {
      if (y % 2 == 1) kernels_.pool(two, two + places, out.row(y / 2), places / 2);
    };
    each_row(
        pair, size, rows, [&](int y) { return two + y % 2 * places; }, pool);
  }

 private:
  /// rows, place  from y to where a row is read, and written
  /// done         called with y after row y has been written
  template <class Rows, class Place, class Done>
  void each_row(const Separable& pair, Size size, const Rows& rows, const Place& place, const Done& done) const {
    const Band band(maps_.band, pair.outputs, size.width);
    for (int y = 0; y <= size.height; y++) {
      if (y < size.height)
        kernels_.pointwise(rows(y), pair.inputs, pair.pointwise.data(), band.line(y), pair.outputs, size.width);
      else
        band.blank(y);
      if (y == 0) continue;
      const std::array around{band.line(y - 2), band.line(y - 1), band.line(y)};
      kernels_.depthwise(around.data(), pair.outputs, pair.depthwise.data(), pair.rectified, place(y - 1), size.width);
      done(y - 1);
    }
  }

  const ConvolutionKernels& kernels_;
  YunetMaps& maps_;
};

void run_body(const Layers& layers, const YunetWeights& weights, const NetworkInput& input, YunetMaps& maps) {
  auto& [quarter, wide] = maps.quarter;
  auto& levels = maps.levels;
  const auto& body = weights.body;
  const auto in_place = [&](const Separable& pair, FeatureMap& map) {
    layers.kept(pair, map.size(), Layers::rows_of(map), map);
  };
  layers.pooled(body[0], half(input.size), layers.stem_of(weights.stem, input), quarter);
  in_place(body[1], quarter);
  layers.kept(body[2], quarter.size(), Layers::rows_of(quarter), wide);
  in_place(body[3], wide);
  layers.pooled(body[4], wide.size(), Layers::rows_of(wide), levels[0]);
  in_place(body[5], levels[0]);
  in_place(body[6], levels[0]);
  layers.kept(body[7], half(levels[0].size()), layers.pool_of(levels[0]), levels[1]);
  in_place(body[8], levels[1]);
  layers.kept(body[9], half(levels[1].size()), layers.pool_of(levels[1]), levels[2]);
  in_place(body[10], levels[2]);
}

/// Tells the finer maps what the coarser ones have seen.
void run_neck(const Layers& layers, const YunetWeights& weights, YunetMaps& maps) {
  auto& [fine, middle, coarse] = maps.levels;
  layers.kept(weights.neck[2], coarse.size(), Layers::rows_of(coarse), coarse);
  layers.kept(weights.neck[1], middle.size(), layers.sum_of(middle, coarse), middle);
  layers.kept(weights.neck[0], fine.size(), layers.sum_of(fine, middle), fine);
}

void run_heads(const Layers& layers, const YunetWeights& weights, YunetMaps& maps) {
  for (std::size_t i = 0; i < maps.heads.size(); i++)
    layers.kept(weights.heads[i], maps.levels[i].size(), Layers::rows_of(maps.levels[i]), maps.heads[i]);
}

}  // namespace

void FeatureMap::reshape(int blocks, Size size) {
  blocks_ = blocks;
  size_ = size;
  room(samples_, static_cast<std::ptrdiff_t>(size.pixels()) * blocks);
}

void run_yunet(const YunetWeights& weights, const ConvolutionKernels& kernels, const NetworkInput& input,
               YunetMaps& maps) {
  const Layers layers(kernels, maps);
  run_body(layers, weights, input, maps);
  run_neck(layers, weights, maps);
  run_heads(layers, weights, maps);
}

}  // namespace headroom::crop
