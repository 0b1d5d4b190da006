#include "crop/yunet_weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <string_view>

#include "support/face_model.h"

namespace headroom::crop {
namespace {

/// The file with every `text` in it replaced by one of the same length.
Bytes with(Bytes file, std::string_view text, std::string_view other) {
  for (auto at = file.begin(); (at = std::search(at, file.end(), text.begin(), text.end())) != file.end();)
    at = std::copy(other.begin(), other.end(), at);
  return file;
}

void expect_fitting(std::span<const Separable> pairs, bool rectified) {
  for (const Separable& pair : pairs) {
    EXPECT_EQ(std::ssize(pair.pointwise), pair.outputs * (1 + pair.inputs * block_channels));
    EXPECT_EQ(std::ssize(pair.depthwise), pair.outputs * 10);
    EXPECT_EQ(pair.rectified, rectified);
  }
}

TEST(YunetWeights, refuse_what_is_no_model) {
  EXPECT_FALSE(read_yunet({}));
  const Bytes zeros(1000, 0), letters(1000, 'a');
  EXPECT_FALSE(read_yunet(zeros));
  EXPECT_FALSE(read_yunet(letters));
}

TEST(YunetWeights, are_of_the_shapes_that_the_kernels_need) {
  const Bytes model = test::face_model();
  if (model.empty()) GTEST_SKIP() << "no face model";
  const auto weights = read_yunet(model);
  ASSERT_TRUE(weights);
  EXPECT_EQ(weights->stem.size(), 28U);
  expect_fitting(weights->body, true);
  expect_fitting(weights->neck, true);
  expect_fitting(weights->heads, false);
}

TEST(YunetWeights, refuse_a_model_with_other_layers) {
  const Bytes model = test::face_model();
  if (model.empty()) GTEST_SKIP() << "no face model";
  struct {
    std::string_view text, other;
  } changes[] = {{"Sigmoid", "Softmax"}, {"cls_8", "cls_9"}, {"bbox_16", "kps_16x"}, {"Relu", "Sqrt"}};
  for (const auto& change : changes)
    EXPECT_FALSE(read_yunet(with(model, change.text, change.other))) << change.text << " to " << change.other;
}

TEST(YunetWeights, survive_any_file) {
  const Bytes model = test::face_model();
  if (model.empty()) GTEST_SKIP() << "no face model";
  std::mt19937 random(5);
  for (int i = 0; i < 60; i++) {
    Bytes damaged = model;
    for (int j = 0; j <= i % 3; j++) damaged[random() % damaged.size()] = static_cast<Byte>(random());
    if (i % 3 == 0) damaged.resize(random() % damaged.size());
    const auto weights = read_yunet(damaged);
    EXPECT_TRUE(!weights || weights->stem.size() == 28);
  }
}

}  // namespace
}  // namespace headroom::crop
