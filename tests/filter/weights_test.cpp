#include "filter/weights.h"

#include <gmock/gmock.h>

#include <numeric>

namespace headroom::filter {
namespace {

struct Line {
  int samples;
  double begin;
  double scale;
  int outputs;
};

constexpr Line lines[] = {
    {1, 0, 1, 1},
    {1, 0, 0.1, 10},
    {7, 0, 7, 1},
    {2, 0, 1, 2},
    {17, 0.25, 0.5, 30},
    {64, 0, 2, 32},
    {65, 0.5, 1.99, 32},
    {1300, 0, 1300.0 / 648, 648},
    {325, 0, 325.0 / 96, 96},
    {10, -4, 1, 20},
    {3000, 0, 3000, 1},
};

TEST(Weights, of_every_output_add_up_to_the_same_sum) {
  for (const Line& line : lines) {
    const Weights weights = make_weights(line.samples, line.begin, line.scale, line.outputs);
    for (int output = 0; output < line.outputs; output++) {
      const auto first = weights.values.begin() + output * weights.taps;
      EXPECT_EQ(std::accumulate(first, first + weights.taps, 0), weight_sum) << line.samples << " to " << line.outputs;
    }
  }
}

TEST(Weights, read_samples_of_the_line_only) {
  for (const Line& line : lines) {
    const Weights weights = make_weights(line.samples, line.begin, line.scale, line.outputs);
    for (const Span& span : weights.spans) {
      EXPECT_GE(span.first, 0);
      EXPECT_LE(span.first + weights.taps, line.samples);
      EXPECT_GE(span.lobe_first, span.first);
      EXPECT_LE(span.lobe_first, span.lobe_last);
      EXPECT_LT(span.lobe_last, span.first + weights.taps);
    }
  }
}

TEST(Weights, at_equal_size_take_each_sample_as_it_is) {
  const Weights weights = make_weights(20, 0, 1, 20);
  for (int output = 0; output < 20; output++) {
    const Span span = weights.spans[output];
    EXPECT_EQ(weights.values[output * weights.taps + output - span.first], weight_sum);
    EXPECT_EQ(span.lobe_first, output);
    EXPECT_EQ(span.lobe_last, output);
  }
}

TEST(Weights, are_those_of_lanczos_with_three_lobes) {
  const Weights weights = make_weights(20, 0.5, 1, 10);  // outputs lie halfway between samples
  const auto middle = weights.values.begin() + 5 * weights.taps;
  EXPECT_EQ(weights.taps, 6);
  // 3 sin(pi x) sin(pi x / 3) / (pi x)^2 at 0.5, 1.5, 2.5, divided by its sum and times 16384
  EXPECT_THAT(std::vector<short>(middle, middle + 6), testing::ElementsAre(401, -2226, 10017, 10017, -2226, 401));
}

TEST(Weights, mirror_a_mirrored_line) {
  constexpr int samples = 100, outputs = 37;
  const Weights weights = make_weights(samples, 0, static_cast<double>(samples) / outputs, outputs);
  const auto weight = [&](int output, int sample) {
    const int tap = sample - weights.spans[output].first;
    return tap < 0 || tap >= weights.taps ? 0 : weights.values[output * weights.taps + tap];
  };
  for (int output = 0; output < outputs; output++)
    for (int sample = 0; sample < samples; sample++)
      EXPECT_NEAR(weight(output, sample), weight(outputs - 1 - output, samples - 1 - sample), 8);  // units of rounding
}

}  // namespace
}  // namespace headroom::filter
