#include "crop/yunet_weights.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>
#include <opencv2/dnn/all_layers.hpp>
#include <string>
#include <utility>

namespace headroom::crop {
namespace {

struct NotYunet {};

void expect(bool so) {
  if (!so) throw NotYunet{};
}

/// A convolution as the file has it.
struct Convolution {
  int outputs = 0, inputs = 0;  // inputs of one output
  int kernel = 0;
  std::vector<float> weights;  // [output][input][row][column]
  std::vector<float> biases;

  float weight(int output, int input, int row, int column) const {
    return weights[((static_cast<std::size_t>(output) * inputs + input) * kernel + row) * kernel + column];
  }
};

std::vector<float> floats(const cv::Mat& values) {
  expect(values.type() == CV_32F && values.isContinuous());
  const auto* begin = values.ptr<float>();
  std::vector<float> all(begin, begin + values.total());
  expect(std::ranges::all_of(all, [](float value) { return std::isfinite(value); }));
  return all;
}

bool both_are(const std::vector<std::size_t>& values, std::size_t wanted) {
  return values.size() == 2 && values[0] == wanted && values[1] == wanted;
}

Convolution convolution_of(const cv::dnn::BaseConvolutionLayer& layer, std::size_t stride) {
  expect(layer.blobs.size() == 2 && layer.blobs[0].dims == 4);
  const cv::Mat& weights = layer.blobs[0];
  const int kernel = weights.size[2];
  const auto side = static_cast<std::size_t>(kernel);
  expect(weights.size[3] == kernel && both_are(layer.kernel_size, side) && both_are(layer.strides, stride));
  expect(both_are(layer.pads_begin, side / 2) && both_are(layer.pads_end, side / 2) && both_are(layer.dilations, 1));
  Convolution convolution{weights.size[0], weights.size[1], kernel, floats(weights), floats(layer.blobs[1])};
  expect(convolution.biases.size() == static_cast<std::size_t>(convolution.outputs));
  return convolution;
}

/// Goes through the layers from an output back to the input, and takes what YuNet has there.
class WayBack {
 public:
  WayBack(const cv::dnn::Net& net, std::string output) : net_(net), at_(std::move(output)) {}

  const std::string& at() const { return at_; }

  /// The layer here, of this type; goes on to the last of those that it takes.
  cv::Ptr<cv::dnn::Layer> take(const std::string& type) {
    const int number = net_.getLayerId(at_);
    expect(number > 0);
    cv::Ptr<cv::dnn::Layer> layer = net_.getLayer(number);
    expect(layer->type == type);
    inputs_ = net_.getLayerInputs(number);
    expect(inputs_.size() == (type == "Eltwise" ? 2 : 1));
    at_ = inputs_.back()->name;
    return layer;
  }

  /// A sum; goes on to its second part. Returns where the first one ends.
  std::string take_sum() {
    take("Eltwise");
    return inputs_.front()->name;
  }

  void take_rectifier() {
    const auto layer = take("ReLU").dynamicCast<cv::dnn::ReLULayer>();
    expect(layer && layer->negativeSlope == 0);
  }

  void take_pool() {
    const auto layer = take("Pooling").dynamicCast<cv::dnn::PoolingLayer>();
    constexpr int largest = 0;  // of OpenCV's kinds of pooling, which have no public names
    expect(layer && layer->type == largest && both_are(layer->kernel_size, 2) && both_are(layer->strides, 2));
    expect(both_are(layer->pads_begin, 0) && both_are(layer->pads_end, 0));
  }

  Convolution take_convolution(std::size_t stride = 1) {
    const auto layer = take("Convolution").dynamicCast<cv::dnn::BaseConvolutionLayer>();
    expect(!layer.empty());
    return convolution_of(*layer, stride);
  }

 private:
  const cv::dnn::Net& net_;
  std::string at_;
  std::vector<cv::Ptr<cv::dnn::Layer>> inputs_;
};

/// Room for some outputs, of which each has a bias and so many weights.
std::vector<Block> blocks(int outputs, int weights) {
  return std::vector<Block>(static_cast<std::size_t>(outputs / block_channels) * (1 + weights));
}

/// Writes what one output has: its bias, then its weights.
class Column {
 public:
  Column(std::vector<Block>& blocks, int output, int weights)
      : at_(&blocks[static_cast<std::size_t>(output / block_channels) * (1 + weights)]),
        channel_(output % block_channels) {}

  void put(float value) { (at_++)->channels[channel_] = value; }

 private:
  Block* at_;
  int channel_;
};

std::vector<Block> packed_stem(const Convolution& stem) {
  expect(stem.outputs == block_channels && stem.inputs == 3 && stem.kernel == 3);
  constexpr int weights = 27;
  std::vector<Block> packed = blocks(stem.outputs, weights);
  for (int output = 0; output < stem.outputs; output++) {
    Column column(packed, output, weights);
    column.put(stem.biases[output]);
    for (int row = 0; row < 3; row++)
      for (int colour = 0; colour < 3; colour++)
        for (int x = 0; x < 3; x++) column.put(stem.weight(output, colour, row, x));
  }
  return packed;
}

void pack_pointwise(const Convolution& from, std::vector<Block>& packed, int first_output) {
  for (int output = 0; output < from.outputs; output++) {
    Column column(packed, first_output + output, from.inputs);
    column.put(from.biases[output]);
    for (int input = 0; input < from.inputs; input++) column.put(from.weight(output, input, 0, 0));
  }
}

void pack_depthwise(const Convolution& from, std::vector<Block>& packed, int first_output) {
  for (int output = 0; output < from.outputs; output++) {
    Column column(packed, first_output + output, 9);
    column.put(from.biases[output]);
    for (int row = 0; row < 3; row++)
      for (int x = 0; x < 3; x++) column.put(from.weight(output, 0, row, x));
  }
}

/// Adds the two convolutions that end here to a pair, from its output `first_output` on.
void take_separable(WayBack& way, Separable& pair, int inputs, int outputs, int first_output) {
  const Convolution depthwise = way.take_convolution(), pointwise = way.take_convolution();
  expect(depthwise.kernel == 3 && depthwise.inputs == 1 && depthwise.outputs == outputs);
  expect(pointwise.kernel == 1 && pointwise.inputs == inputs && pointwise.outputs == outputs);
  pack_pointwise(pointwise, pair.pointwise, first_output);
  pack_depthwise(depthwise, pair.depthwise, first_output);
}

/// With room for these channels, all zero.
Separable empty_separable(int inputs, int outputs) {
  return {inputs / block_channels, outputs / block_channels, blocks(outputs, inputs), blocks(outputs, 9)};
}

Separable separable(WayBack& way, int inputs, int outputs) {
  Separable pair = empty_separable(inputs, outputs);
  way.take_rectifier();
  take_separable(way, pair, inputs, outputs, 0);
  return pair;
}

constexpr int channels = 64;  // of the maps that heads look at

/// One head of a level, from output `first_output` of all heads on. Returns the layer that it looks at.
std::string take_head(WayBack way, Separable& heads, int outputs, int first_output) {
  way.take("Identity");
  if (first_output != box_channel) way.take("Sigmoid");
  way.take("Reshape");
  way.take("Permute");
  take_separable(way, heads, channels, outputs, first_output);
  return way.at();
}

/// The heads of a level as one pair of convolutions. Returns the layer that they look at.
std::string take_heads(const cv::dnn::Net& net, int level, Separable& heads) {
  heads = empty_separable(channels, block_channels);
  heads.rectified = false;
  const std::string stride = std::to_string(8 << level);
  std::string looks_at = take_head({net, "cls_" + stride}, heads, 1, face_channel);
  expect(take_head({net, "obj_" + stride}, heads, 1, object_channel) == looks_at);
  expect(take_head({net, "bbox_" + stride}, heads, 4, box_channel) == looks_at);
  return looks_at;
}

YunetWeights weights_of(const cv::dnn::Net& net) {
  YunetWeights weights;
  std::array<std::string, YunetWeights::levels> seen_by_heads, seen_by_neck;
  for (int level = 0; level < YunetWeights::levels; level++)
    seen_by_heads[level] = take_heads(net, level, weights.heads[level]);

  WayBack way(net, seen_by_heads[0]);
  for (int level = 0; level < YunetWeights::levels; level++) {
    expect(way.at() == seen_by_heads[level]);
    weights.neck[level] = separable(way, channels, channels);
    seen_by_neck[level] = way.at();
    if (level == YunetWeights::levels - 1) break;
    seen_by_neck[level] = way.take_sum();
    way.take("Resize");
  }
  for (int level = YunetWeights::levels - 1; level >= 0; level--) {
    expect(way.at() == seen_by_neck[level]);
    weights.body[6 + 2 * level] = separable(way, channels, channels);
    weights.body[5 + 2 * level] = separable(way, channels, channels);
    way.take_pool();
  }
  weights.body[4] = separable(way, 32, 64);
  weights.body[3] = separable(way, 32, 32);
  weights.body[2] = separable(way, 16, 32);
  weights.body[1] = separable(way, 16, 16);
  way.take_pool();
  weights.body[0] = separable(way, 16, 16);
  way.take_rectifier();
  weights.stem = packed_stem(way.take_convolution(2));
  return weights;
}

/// OpenCV's log goes to the terminal.
void calm_opencv() {
  [[maybe_unused]] static const auto level = cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
}

}  // namespace

std::optional<YunetWeights> read_yunet(ByteView model) try {
  calm_opencv();
  return weights_of(cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(model.data()), model.size()));
} catch (const cv::Exception&) {
  return std::nullopt;
} catch (const NotYunet&) {
  return std::nullopt;
}

}  // namespace headroom::crop
