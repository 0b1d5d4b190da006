#pragma once

#include <string_view>

#include "base/image.h"

namespace headroom::crop {

// How good a crop is, against a face that a person marked. Pure geometry; src/README.md has the framing rule.

constexpr double good_overlap = 0.70;     // intersection over union with the ideal crop
constexpr double usable_overlap = 0.45;   // the same
constexpr double contained_share = 0.98;  // of the head's area that the photo shows
constexpr double found_share = 0.50;      // of the face's area that the photo shows

/// What a crop is worth. Without a crop: nothing of the face is shown.
struct Verdict {
  double overlap = 0;      // with the ideal crop: intersection over union, 0..1
  bool contained = false;  // the head is in it, but for a fiftieth of what the photo shows of it
  bool missed = true;      // less than half of what the photo shows of the face is in it

  bool good() const { return contained && overlap >= good_overlap; }
  bool usable() const { return contained && overlap >= usable_overlap; }
  bool operator==(const Verdict&) const = default;
};

/// What is most wrong with a crop, worst last.
enum class Defect { none, beside, too_tight, too_wide, head_cut, missed };
std::string_view name(Defect defect);  // "head cut"

/// What a crop is measured by.
struct Ideal {
  Box face;  // as labelled: forehead to chin, ear to ear
  Box head;  // the box around it that the framing rule goes by
  Box crop;  // the framing rule's square, before it is rounded to whole pixels
  Size photo;
};

/// photo       upright as labelled, pixels; the face may reach beyond it, or lie outside
/// least_side  pixels, that of the output
/// margin      percent of the head's height
Ideal ideal_of(const Box& face, Size photo, int least_side, int margin);

/// crop  pixels of the same photo; one without width counts as no crop
Verdict judge(const Box& crop, const Ideal& ideal);

/// Good crops have no defect; of other usable ones it is the size, where that is wrong by a quarter of the area or
/// more.
Defect defect_of(const Box& crop, const Ideal& ideal);

/// The short side in the middle, not rounded: what a photo is hard by, where it is not good.
Box centre_box(Size photo);

}  // namespace headroom::crop
