#include "crop/fingerprint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "crop/cell_means.h"

namespace headroom::crop {
namespace {

constexpr int side = 32;         // of the grid
constexpr int frequencies = 23;  // in each direction; their diagonals up to here hold more than 256

// A wave of a sixteenth of a level. A picture that is the same left and right has no odd waves: what rounding leaves of
// them must not decide.
constexpr long long faint = 4096LL * 4096 * side * side / 4;

using Waves = std::array<std::array<int, side>, frequencies>;

Waves make_waves() {
  Waves waves{};
  for (int frequency = 0; frequency < frequencies; frequency++)
    for (int i = 0; i < side; i++)
      waves[frequency][i] =
          static_cast<int>(std::lround(4096 * std::cos(std::numbers::pi * (2 * i + 1) * frequency / (2 * side))));
  return waves;
}

using Spectrum = std::array<std::array<long long, frequencies>, frequencies>;

Spectrum spectrum_of(const Cells& grid) {
  static const Waves waves = make_waves();
  std::array<std::array<long long, frequencies>, side> rows{};
  for (int y = 0; y < side; y++)
    for (int u = 0; u < frequencies; u++)
      for (int x = 0; x < side; x++) rows[y][u] += 1LL * waves[u][x] * grid[y * side + x];
  Spectrum spectrum{};
  for (int v = 0; v < frequencies; v++)
    for (int u = 0; u < frequencies; u++)
      for (int y = 0; y < side; y++) spectrum[v][u] += waves[v][y] * rows[y][u];
  return spectrum;
}

bool flat(const Cells& grid) {
  return std::ranges::all_of(grid, [&grid](int mean) { return mean == grid.front(); });
}

}  // namespace

Fingerprint fingerprint(const Plane& luma) {
  if (luma.empty()) return {};
  const Cells grid = cell_means(luma, {0, 0, luma.width() * 256, luma.height() * 256}, side, side);
  if (flat(grid)) return {};
  const Spectrum spectrum = spectrum_of(grid);
  Fingerprint bits{};
  std::size_t place = 0;
  for (int diagonal = 1; place < 256; diagonal++)
    for (int v = 0; v <= diagonal && place < 256; v++, place++)
      if (spectrum[v][diagonal - v] > faint) bits[place / 64] |= std::uint64_t{1} << place % 64;
  return bits;
}

}  // namespace headroom::crop
