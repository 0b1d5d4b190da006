#include "crop/convolution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

namespace headroom::crop {
namespace {

/// Numbers whose sums depend on their order: other results would show.
class Numbers {
 public:
  float next() { return values_(random_); }

  std::vector<Block> blocks(int count) {
    std::vector<Block> all(static_cast<std::size_t>(count));
    for (Block& block : all)
      for (float& channel : block.channels) channel = next();
    return all;
  }

 private:
  std::mt19937 random_{7};
  std::uniform_real_distribution<float> values_{-1, 1};
};

/// `expected` says what each channel of each place should be, to the bit, by every kernel.
void expect_blocks(const std::vector<Block>& blocks, const std::function<float(int block, int channel)>& expected) {
  for (int i = 0; i < std::ssize(blocks); i++)
    for (int channel = 0; channel < block_channels; channel++)
      ASSERT_EQ(blocks[i].channels[channel], expected(i, channel)) << "block " << i << ", channel " << channel;
}

constexpr int widths[] = {1, 2, 3, 5, 8, 15, 16, 17, 40};

TEST(Convolution, has_plain_kernels_everywhere) { EXPECT_GE(usable_kernels().size(), 1U); }

TEST(Convolution, pointwise_adds_channels_in_order) {
  for (const ConvolutionKernels* kernels : usable_kernels())
    for (const int width : widths) {
      constexpr int inputs = 2, outputs = 3, weights_each = 1 + inputs * block_channels;
      Numbers numbers;
      const auto in = numbers.blocks(inputs * width), weights = numbers.blocks(outputs * weights_each);
      const auto before = numbers.blocks(outputs * (width + 2));
      auto out = before;
      kernels->pointwise(in.data(), inputs, weights.data(), out.data(), outputs, width);
      expect_blocks(out, [&](int i, int channel) {
        const int x = i % (width + 2) - 1;
        if (x < 0 || x == width) return before[i].channels[channel];
        const Block* of_block = &weights[i / (width + 2) * weights_each];
        float sum = of_block[0].channels[channel];
        for (int input = 0; input < inputs * block_channels; input++)
          sum += in[input / block_channels * width + x].channels[input % block_channels] *
                 of_block[1 + input].channels[channel];
        return sum;
      });
    }
}

TEST(Convolution, depthwise_adds_rows_of_the_window_and_then_their_sums) {
  for (const ConvolutionKernels* kernels : usable_kernels())
    for (const int width : widths)
      for (const bool rectified : {false, true}) {
        constexpr int blocks = 2;
        Numbers numbers;
        const std::vector<Block> rows[3] = {numbers.blocks(blocks * (width + 2)), numbers.blocks(blocks * (width + 2)),
                                            numbers.blocks(blocks * (width + 2))};
        const auto weights = numbers.blocks(blocks * 10);
        std::vector<Block> out(static_cast<std::size_t>(blocks * width));
        const Block* const around[3] = {rows[0].data(), rows[1].data(), rows[2].data()};
        kernels->depthwise(around, blocks, weights.data(), rectified, out.data(), width);
        expect_blocks(out, [&](int i, int channel) {
          const Block* of_block = &weights[i / width * 10];
          float sum = of_block[0].channels[channel];
          for (int row = 0; row < 3; row++) {
            const Block* at = &rows[row][i / width * (width + 2) + i % width];
            float sum_of_row = at[0].channels[channel] * of_block[1 + 3 * row].channels[channel];
            for (int x = 1; x < 3; x++)
              sum_of_row += at[x].channels[channel] * of_block[1 + 3 * row + x].channels[channel];
            sum += sum_of_row;
          }
          return rectified ? std::max(sum, 0.0F) : sum;
        });
      }
}

TEST(Convolution, stem_takes_every_second_window_of_three_colours) {
  for (const ConvolutionKernels* kernels : usable_kernels())
    for (const int width : widths) {
      const int line = 2 * width + 1;
      Numbers numbers;
      std::vector<float> rows[3];
      for (auto& row : rows) {
        row.resize(std::size_t{3} * static_cast<std::size_t>(line));
        for (float& sample : row) sample = numbers.next();
      }
      const auto weights = numbers.blocks(28);
      std::vector<Block> out(static_cast<std::size_t>(width));
      const float* const window[3] = {rows[0].data(), rows[1].data(), rows[2].data()};
      kernels->stem(window, line, weights.data(), out.data(), width);
      expect_blocks(out, [&](int place, int channel) {
        float sum = weights[0].channels[channel];
        for (int i = 0; i < 27; i++)
          sum += rows[i / 9][i / 3 % 3 * line + 2 * place + i % 3] * weights[1 + i].channels[channel];
        return std::max(sum, 0.0F);
      });
    }
}

TEST(Convolution, pool_takes_the_largest_of_four) {
  for (const ConvolutionKernels* kernels : usable_kernels())
    for (const int places : widths) {
      Numbers numbers;
      const auto upper = numbers.blocks(2 * places), lower = numbers.blocks(2 * places);
      std::vector<Block> out(static_cast<std::size_t>(places));
      kernels->pool(upper.data(), lower.data(), out.data(), places);
      expect_blocks(out, [&](int i, int channel) {
        return std::max({upper[2 * i].channels[channel], upper[2 * i + 1].channels[channel],
                         lower[2 * i].channels[channel], lower[2 * i + 1].channels[channel]});
      });
    }
}

TEST(Convolution, add_enlarged_takes_each_coarse_place_twice) {
  for (const ConvolutionKernels* kernels : usable_kernels())
    for (const int coarse_places : widths) {
      Numbers numbers;
      const auto fine = numbers.blocks(2 * coarse_places), coarse = numbers.blocks(coarse_places);
      std::vector<Block> out(fine.size());
      kernels->add_enlarged(fine.data(), coarse.data(), out.data(), 2 * coarse_places);
      expect_blocks(out,
                    [&](int i, int channel) { return fine[i].channels[channel] + coarse[i / 2].channels[channel]; });
    }
}

}  // namespace
}  // namespace headroom::crop
