#include "kernels/old_film.h"

#include <algorithm>
#include <cstdlib>

#include "filter/curves.h"
#include "filter/filter.h"
#include "filter/grain_numbers.h"
#include "filter/random.h"
#include "filter/twin.h"
#include "filter/vignette_numbers.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {{"sepia", "%", 0, 100, "how far brown takes the place of colours"},
                                    {"grain", "%", 0, 200, "strength of the grain"},
                                    {"wear", "%", 0, 200, "strength of scratches and dust"},
                                    {"shade", "%", 0, 100, "light lost in the corners"}};
constexpr Preset presets[] = {{"old-film", {92, 100, 100, 55}}};

constexpr int unit = 8192;  // half the output, in the places of kernels/pixels.h

/// Brown by level: strongest in the middle tones; paper is a little yellow, black a little warm.
Tone curve(Tone tone, const Values& values, const Surface&) {
  const double sepia = values[0] / 100.0;
  const double share = tone.luma / 255;
  const double curved = blended(share, share * share * (3 - 2 * share), 0.45);  // an old print's contrast
  const double luma = blended(tone.luma, 14 + 228 * curved, sepia);
  const double warmth = 4 * share * (1 - share);
  return {luma, tone.gain * (1 - sepia), tone.blue * (1 - sepia) - sepia * (5 + 12 * warmth),
          tone.red * (1 - sepia) + sepia * (3 + 10 * warmth)};
}

/// A mark at least as wide as a pixel: narrower ones get fainter instead.
struct Width {
  int units;
  double strength;
};
Width visible(int units, Size output) {
  const int pixel = 2 * unit / output.short_side();
  if (units >= pixel) return {units, 1};
  return {pixel, static_cast<double>(units) / pixel};
}

constexpr int most_wander = 64;  // of a scratch to each side, see film_scratch

void add_scratch(std::vector<int>& numbers, Random& random, int wear, Size output) {
  const int place = random.between(-unit, unit);
  const Width width = visible(random.between(22, 46), output);
  const int strength = random.between(1400, 3000) * (random.between(0, 3) == 0 ? -1 : 1);
  numbers.insert(numbers.end(), {place, width.units + most_wander, (1 << 20) / width.units,
                                 static_cast<int>(strength * width.strength * wear / 100)});
}

/// Dust lies everywhere but in the middle, where eyes and mouth are.
void add_speck(std::vector<int>& numbers, Random& random, int wear, Size output) {
  int across = random.between(-unit, unit);
  const int down = random.between(-unit, unit);
  if (across * across + down * down < unit * unit / 4) across += across < 0 ? -unit / 2 : unit / 2;
  const Width radius = visible(random.between(40, 95), output);
  const int strength = random.between(1600, 3200) * (random.between(0, 2) == 0 ? -1 : 1);
  numbers.insert(numbers.end(), {across, radius.units * 3 / 2, (1 << 26) / (radius.units * radius.units),
                                 static_cast<int>(strength * radius.strength * wear / 100), down});
}

std::vector<int> numbers(const Values& values, const Occasion& occasion) {
  std::vector<int> numbers = vignette_numbers(values[3], 55);
  const Grain grain = grain_for(occasion.output, 260, 0.2 * values[1]);
  numbers.insert(numbers.end(), {static_cast<int>(occasion.seed), grain.step, grain.amount});
  Random random(occasion.seed);
  for (int i = 0; i < film_scratch_count; i++) add_scratch(numbers, random, values[2], occasion.output);
  for (int i = 0; i < film_speck_count; i++) add_speck(numbers, random, values[2], occasion.output);
  return numbers;
}

/// Columns of a row that a mark may reach.
struct Reach {
  int begin;
  int end;
};

// The compiler takes 32 pixels at a time; pieces of rows that begin and end elsewhere would cost more than they save.
constexpr int whole = 32;

/// The columns between two places, and a few more.
Reach columns_between(int first, int last, const int* numbers) {
  const int columns = numbers[number_width];
  const auto column = [&](int place) { return (place * 256 / numbers[number_across] + columns) / 2; };
  return {std::clamp((column(first) - 1) / whole * whole, 0, columns),
          std::clamp((column(last) + 2 + whole) / whole * whole, 0, columns)};
}

Reach reach_of(const int* mark, const int* numbers) {
  return columns_between(mark[0] - mark[1], mark[0] + mark[1], numbers);
}

/// From left to right, apart from each other.
std::vector<Reach> marks_of_row(int y, const int* numbers) {
  std::vector<Reach> marks;
  marks.reserve(film_scratch_count + film_speck_count);
  for (int i = 0; i < film_scratch_count; i++)
    marks.push_back(reach_of(numbers + film_scratches + i * film_scratch_numbers, numbers));
  for (int i = 0; i < film_speck_count; i++) {
    const int* speck = numbers + film_specks + i * film_speck_numbers;
    if (std::abs(place_down(y, numbers) - speck[4]) <= speck[1]) marks.push_back(reach_of(speck, numbers));
  }
  std::ranges::sort(marks, {}, &Reach::begin);
  std::size_t last = 0;
  for (std::size_t i = 1; i < marks.size(); i++)
    if (marks[i].begin <= marks[last].end)
      marks[last].end = std::max(marks[last].end, marks[i].end);
    else
      marks[++last] = marks[i];
  marks.resize(last + 1);
  return marks;
}

/// The twin. Most pixels have no mark near them, and marks are half of the work.
void on_cpu(const Image& in, Image& out, const int* numbers) {
  for (int y = 0; y < out.luma.height(); y++) {
    int x = 0;
    for (const auto& [begin, end] : marks_of_row(y, numbers)) {
      twin_row<film_pixel_unmarked>(in, out, numbers, y, x, begin);
      twin_row<old_film_pixel>(in, out, numbers, y, begin, end);
      x = end;
    }
    twin_row<film_pixel_unmarked>(in, out, numbers, y, x, out.luma.width());
  }
}

}  // namespace

extern const Filter old_film;
const Filter old_film{.name = "old_film",
                      .option = "effect",
                      .help = "sepia, grain, scratches and dust",
                      .parameters = parameters,
                      .presets = presets,
                      .curve = curve,
                      .numbers = numbers,
                      .on_cpu = on_cpu};

}  // namespace headroom::filter
