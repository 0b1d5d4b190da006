#pragma once

#include <cstdint>
#include <span>

#include "crop/layout.h"

namespace headroom::crop {

/// A decision tree of depth three over a window's features. Node n has the children 2n + 1 and 2n + 2; a feature above
/// its limit goes to the second. Whole numbers only, so that all machines agree.
struct Tree {
  std::uint16_t feature[7];
  std::uint8_t limit[7];
  std::int16_t leaf[8];
};

/// Adds, where others would branch: which way a tree goes cannot be foreseen.
inline int value_of(const Tree& tree, const View& view) {
  const auto above = [&](int node) { return static_cast<int>(view.feature(tree.feature[node]) > tree.limit[node]); };
  const int second = 1 + above(0);
  const int third = 2 * second + 1 + above(second);
  return tree.leaf[2 * third + 1 + above(third) - 7];
}

inline int sum_of(std::span<const Tree> trees, const View& view) {
  int sum = 0;
  for (const Tree& tree : trees) sum += value_of(tree, view);
  return sum;
}

}  // namespace headroom::crop
