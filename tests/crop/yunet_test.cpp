#include "crop/yunet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/dnn.hpp>
#include <random>
#include <string>
#include <vector>

#include "codec/photo_source.h"
#include "crop/exponential.h"
#include "support/face_model.h"
#include "support/pictures.h"
#include "support/real_files.h"

namespace headroom::crop {
namespace {

std::mt19937 same_each_time(11);

std::vector<Block> random_blocks(int count, float spread) {
  std::uniform_real_distribution<float> values(-spread, spread);
  std::vector<Block> blocks(static_cast<std::size_t>(count));
  for (Block& block : blocks)
    for (float& channel : block.channels) channel = values(same_each_time);
  return blocks;
}

/// So spread that values neither vanish nor grow much from layer to layer.
Separable random_separable(int inputs, int outputs, bool rectified = true) {
  const float spread = std::sqrt(3.0F / static_cast<float>(inputs * block_channels));
  return {inputs, outputs, random_blocks(outputs * (1 + inputs * block_channels), spread),
          random_blocks(outputs * 10, 1), rectified};
}

/// A network of this shape that has learnt nothing.
YunetWeights random_weights() {
  same_each_time.seed(11);
  YunetWeights weights;
  weights.stem = random_blocks(28, 0.01F);
  const int blocks[][2] = {{1, 1}, {1, 1}, {1, 2}, {2, 2}, {2, 4}};
  for (std::size_t i = 0; i < weights.body.size(); i++)
    weights.body[i] = i < std::size(blocks) ? random_separable(blocks[i][0], blocks[i][1]) : random_separable(4, 4);
  for (Separable& pair : weights.neck) pair = random_separable(4, 4);
  for (Separable& pair : weights.heads) pair = random_separable(4, 1, false);
  return weights;
}

NetworkInput shown(const Image& picture, int side) {
  NetworkInput input;
  show(picture, {0, 0, picture.luma.width(), picture.luma.height()}, side, 32, input);
  return input;
}

std::vector<Block> all_said(const YunetMaps& maps) {
  std::vector<Block> all;
  for (const FeatureMap& map : maps.heads) all.insert(all.end(), map.row(0), map.row(0) + map.size().pixels());
  return all;
}

bool same_bits(const std::vector<Block>& one, const std::vector<Block>& other) {
  return one.size() == other.size() && std::memcmp(one.data(), other.data(), one.size() * sizeof(Block)) == 0;
}

std::vector<Block> said_of(const NetworkInput& input, const YunetWeights& weights, const ConvolutionKernels& kernels,
                           YunetMaps& maps) {
  run_yunet(weights, kernels, input, maps);
  return all_said(maps);
}

constexpr Size sizes[] = {{32, 32}, {200, 100}, {20, 150}, {97, 120}, {64, 64}, {32, 32}};

TEST(Yunet, says_the_same_to_the_bit_with_all_kernels) {
  const YunetWeights weights = random_weights();
  const auto kernels = usable_kernels();
  YunetMaps maps;
  for (const Size size : sizes) {
    const NetworkInput input = shown(test::portrait(size), 256);
    const std::vector<Block> plain = said_of(input, weights, *kernels[0], maps);
    ASSERT_TRUE(std::ranges::all_of(plain, [](const Block& block) { return std::isfinite(block.channels[0]); }));
    for (const ConvolutionKernels* others : kernels)
      EXPECT_TRUE(same_bits(said_of(input, weights, *others, maps), plain)) << size.width << "x" << size.height;
  }
}

TEST(Yunet, says_the_same_whatever_it_saw_before) {
  const YunetWeights weights = random_weights();
  const ConvolutionKernels& kernels = *usable_kernels().back();
  YunetMaps used;
  for (const Size size : sizes) {
    const NetworkInput input = shown(test::portrait(size), 256);
    YunetMaps fresh;
    const std::vector<Block> said = said_of(input, weights, kernels, used);
    EXPECT_TRUE(same_bits(said, said_of(input, weights, kernels, fresh))) << size.width << "x" << size.height;
  }
}

/// The network as OpenCV runs it.
class Reference {
 public:
  explicit Reference(const Bytes& model)
      : net_(cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(model.data()), model.size())) {
    for (const char* kind : {"cls_", "obj_", "bbox_"})
      for (const char* stride : {"8", "16", "32"}) names_.push_back(std::string(kind) + stride);
  }

  void run(const NetworkInput& input) {
    const int shape[] = {1, 3, input.size.height, input.size.width};
    cv::Mat samples(4, shape, CV_32F);
    auto* to = samples.ptr<float>();
    for (int colour = 0; colour < 3; colour++)
      for (int y = 0; y < input.size.height; y++)
        to = std::copy_n(input.row(y) + colour * input.line() + 1, input.size.width, to);
    net_.setInput(samples);
    net_.forward(outputs_, names_);
  }

  const float* classes(int level) const { return outputs_[level].ptr<float>(); }
  const float* objects(int level) const { return outputs_[3 + level].ptr<float>(); }
  const float* boxes(int level) const { return outputs_[6 + level].ptr<float>(); }

 private:
  cv::dnn::Net net_;
  std::vector<cv::String> names_;
  std::vector<cv::Mat> outputs_;
};

double difference(const Reference& reference, const YunetMaps& maps) {
  double most = 0;
  for (int level = 0; level < YunetWeights::levels; level++) {
    const FeatureMap& map = maps.heads[level];
    for (int i = 0; i < map.size().pixels(); i++) {
      const float* said = map.row(0)[i].channels;
      most = std::max(most, std::abs(logistic(said[face_channel]) - reference.classes(level)[i]));
      most = std::max(most, std::abs(logistic(said[object_channel]) - reference.objects(level)[i]));
      for (int j = 0; j < 4; j++)
        most = std::max(most, std::abs(double{said[box_channel + j]} - reference.boxes(level)[4 * i + j]));
    }
  }
  return most;
}

/// Some of the labelled photos, and a drawn one.
std::vector<Image> pictures() {
  std::vector<Image> all;
  all.push_back(test::portrait({300, 400}));
  const auto files = test::real_files("faces/images", ".jpg");
  for (std::size_t i = 0; i < files.size(); i += 25)
    if (auto photo = codec::open_photo(test::read_file(files[i]), {}); photo)
      if (auto preview = (*photo)->preview(640); preview) all.push_back(std::move(*preview));
  return all;
}

TEST(Yunet, says_what_opencv_makes_of_the_same_file) {
  const Bytes model = test::face_model();
  if (model.empty()) GTEST_SKIP() << "no face model";
  const auto weights = read_yunet(model);
  ASSERT_TRUE(weights);
  Reference reference(model);
  YunetMaps maps;
  for (const Image& picture : pictures())
    for (const int side : {32, 64, 96, 128, 192, 320}) {
      const NetworkInput input = shown(picture, side);
      reference.run(input);
      run_yunet(*weights, *usable_kernels().back(), input, maps);
      EXPECT_LT(difference(reference, maps), 1e-4) << picture.luma.width() << " shown with " << side;
    }
}

}  // namespace
}  // namespace headroom::crop
