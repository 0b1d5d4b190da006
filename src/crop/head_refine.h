#pragma once

#include <vector>

#include "crop/head_search.h"
#include "crop/skin_model.h"

namespace headroom::crop {

/// `window` moved and scaled to where the model thinks the head is.
Window moved(const Window& window, const View& view, const SkinModel& model);

/// Candidates moved into place and judged anew, best first.
std::vector<Candidate> refine_heads(ChannelMaker& maker, const HeadSearch& search, const SkinModel& model);

/// The finder's answer for one preview.
struct HeadGuess {
  Window window;
  int score;  // of the best candidate, 1/256 of log odds
  int rival;  // of the best one elsewhere; worst_rival when there is none
};
constexpr int worst_rival = -2048;

/// The best head: the mean of the candidates that agree with the first, each weighing what the model thinks of it.
/// candidates  best first, at least one
HeadGuess agreed_head(const std::vector<Candidate>& candidates);

/// Search, moves and agreement in one.
HeadGuess guess_head(const PreviewSums& sums, const SkinModel& model);

}  // namespace headroom::crop
