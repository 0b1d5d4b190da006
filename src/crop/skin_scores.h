#pragma once

#include <span>

#include "base/image.h"

namespace headroom::crop {

/// A row of pixels and the place for their scores.
struct SkinRow {
  const Byte* luma;
  const Byte* cb;
  const Byte* cr;
  Byte* score;
  int width;
};

/// Whether `score_eights` may be called: whether this processor has its instructions, and coefficients fit them.
bool can_score_eights(std::span<const int> table);

/// Scores of the first pixels of a row, eight at a time, by the arithmetic of kernels/skin.h; returns how many.
int score_eights(const SkinRow& row, std::span<const int> table);

}  // namespace headroom::crop
