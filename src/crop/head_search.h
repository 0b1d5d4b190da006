#pragma once

#include <span>
#include <vector>

#include "crop/trees.h"
#include "crop/window.h"

namespace headroom::crop {

struct Candidate {
  Window window;
  int score;  // 1/256 of log odds
};

/// The `count` windows of all sizes and places that look most like a head, best first. None lies close to a better one.
///
/// trees  asked in their order; windows that the first ones think little of are not shown to the rest
std::vector<Candidate> search_heads(const PreviewSums& sums, std::span<const Tree> trees, int count);

}  // namespace headroom::crop
