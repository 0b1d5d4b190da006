#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "filter/exposure.h"

namespace headroom::filter {

/// A whole number that a filter can be given: name, range and meaning are what options, help and README show.
struct Parameter {
  std::string_view name;
  std::string_view unit;  // "%", or empty
  int least;
  int most;
  std::string_view help;
};

constexpr int most_parameters = 4;
using Values = std::array<int, most_parameters>;  // in the order of a filter's parameters

/// A word for a set of values: `--contrast light`.
struct Preset {
  std::string_view word;
  Values values;
};

/// What a level of luma has become on its way through curves: luma 0..255, a gain of chroma, and what is added to the
/// chromas (blue difference, red difference), in levels.
struct Tone {
  double luma = 0;
  double gain = 1;
  double blue = 0;
  double red = 0;
};

/// What a curve may know of what it is applied to. Luma must not depend on `skin`.
struct Surface {
  Exposure exposure;  // of the face
  bool skin = false;  // colours of skin, or all others
};

/// What a filter may know of the output it works on.
struct Occasion {
  Exposure exposure;       // of the face
  std::uint32_t seed = 0;  // made from the photo's content: a repeated run makes the same marks
  Size output;
};

/// The CPU twin of a filter's kernel: fills `out`, whose three planes have their size, from `in`, three planes of one
/// size. Made by filter/twin.h. numbers: see kernels/pixels.h
using Twin = void (*)(const Image& in, Image& out, const int* numbers);

/// One filter: what it is called, what it takes, and what it does: a curve, a kernel, or a curve and then a kernel.
struct Filter {
  std::string_view name;    // of its files, kernel and benchmark
  std::string_view option;  // that chooses it; filters of one option exclude each other
  std::string_view help;
  std::span<const Parameter> parameters;
  std::span<const Preset> presets;

  /// Maps a tone; curves of a chain become one table (kernels/grade.h), or two where skin is treated in its own way
  /// (kernels/tint.h). Adds, multiplies and divides only, so that tables are the same on every machine.
  Tone (*curve)(Tone tone, const Values& values, const Surface& surface) = nullptr;

  /// The numbers of its own that kernels/<name>.cl takes, and that kernel's CPU twin.
  std::vector<int> (*numbers)(const Values& values, const Occasion& occasion) = nullptr;
  Twin on_cpu = nullptr;

  /// The size of the picture that the kernel takes for an output of this size; null: the same.
  Size (*picture)(Size output, const Values& values) = nullptr;

  /// The values of the word `auto`; null: there is no such word.
  Values (*automatic)(const Exposure& exposure) = nullptr;
};

/// The list of filters, in the order in which they are applied.
std::span<const Filter* const> filters();

/// The options that choose filters, in that order, each once.
std::vector<std::string_view> filter_options();

}  // namespace headroom::filter
