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

/// What a search has found, best first. Views lie in its grids.
struct HeadSearch {
  std::vector<Candidate> candidates;
  std::vector<View> views;  // of the candidates
  std::vector<ChannelGrid> grids;
};

/// The `count` windows of all sizes and places that look most like a head. None lies close to a better one.
///
/// trees  asked in their order; windows that the first ones think little of are not shown to the rest
HeadSearch search_heads(ChannelMaker& maker, std::span<const Tree> trees, int count);

}  // namespace headroom::crop
