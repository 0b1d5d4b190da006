#pragma once

#include <span>

#include "crop/trees.h"

namespace headroom::crop {

/// Log odds that a crop is good, in 1/256: offset + of_score * score + of_lead * lead over the rival, both in 1/256.
struct Calibration {
  int offset;
  int of_score;
  int of_lead;
};

/// Everything that was fitted to labelled photos; bench/crop_fit makes skin_model.cpp.
struct SkinModel {
  std::span<const Tree> search;  // is there a head in this window? 1/256 of log odds; the telling trees first
  std::span<const Tree> choice;  // the same question for windows that have been moved into place
  std::span<const Tree> across;  // where the head really is: to the right, in 1/8192 of the window's height
  std::span<const Tree> down;    // likewise, downwards
  std::span<const Tree> larger;  // how much higher it is, log2 in 1/8192
  Calibration colour;            // of confidence
  Calibration grey;              // likewise, of photos without colour
};

const SkinModel& skin_model();
std::span<const int> skin_table();  // see kernels/skin.h

}  // namespace headroom::crop
