#include "kernels/slide_show.h"

#include <algorithm>

#include "filter/filter.h"
#include "filter/twin.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"border", "%", 4, 20, "width of the mount, of the output's short side"}};
constexpr Preset presets[] = {{"slide-show", {9}}};

constexpr int sixteenths = 16;  // of a pixel, in kernels/slide_show.h

int border_of(Size output, const Values& values) { return (output.short_side() * values[0] + 50) / 100; }

Size picture(Size output, const Values& values) {
  const int border = border_of(output, values);
  return {std::max(1, output.width - 2 * border), std::max(1, output.height - 2 * border)};
}

/// The five numbers of an outline.
std::vector<int> outline(Size size, int radius) {
  const int half_x = size.width * sixteenths / 2, half_y = size.height * sixteenths / 2;
  const int fitting = std::clamp(radius, 1, std::min(half_x, half_y));
  int shift = 0;  // as large as leaves a quarter of a sixteenth
  while ((8 << shift) < fitting) shift++;
  return {half_x, half_y, fitting, shift, (1 << (shift + 12)) / (2 * fitting)};
}

std::vector<int> numbers(const Values& values, const Occasion& occasion) {
  const Size output = occasion.output, window = picture(output, values);
  const int side = sixteenths * output.short_side();
  const auto share = [side](int thousandths) { return std::max(side * thousandths / 1000, sixteenths / 2); };
  std::vector<int> numbers{(output.width - window.width) / 2, (output.height - window.height) / 2};
  for (const auto& part : {outline(output, share(28)), outline(window, share(38))})
    numbers.insert(numbers.end(), part.begin(), part.end());
  const int shadow = share(16);
  numbers.insert(numbers.end(), {shadow, (1 << 20) / shadow, share(5), (1 << 20) / side});
  return numbers;
}

/// The twin: in two loops without a branch, one beside the window and one within.
void on_cpu(const Image& in, Image& out, const int* numbers) {
  const int width = out.luma.width(), left = numbers[mount_left], top = numbers[mount_top];
  for (int y = 0; y < out.luma.height(); y++) {
    if (y < top || y >= top + in.luma.height()) {
      twin_row<mount_pixel_outside>(in, out, numbers, y, 0, width);
      continue;
    }
    const int right = left + in.luma.width();
    twin_row<mount_pixel_outside>(in, out, numbers, y, 0, left);
    twin_row<mount_pixel_inside>(in, out, numbers, y, left, right);
    twin_row<mount_pixel_outside>(in, out, numbers, y, right, width);
  }
}

}  // namespace

extern const Filter slide_show;
const Filter slide_show{.name = "slide_show",
                        .option = "effect",
                        .help = "the mount of a slide, with round corners",
                        .parameters = parameters,
                        .presets = presets,
                        .numbers = numbers,
                        .on_cpu = on_cpu,
                        .picture = picture};

}  // namespace headroom::filter
