#pragma once

#include "batch/scoring.h"

namespace headroom::report {

/// Two croppers, one of them another tool's with a name to be careful with, on three photos, one without a face:
/// `skin` is right, the other one misses.
inline batch::Scores sample_scores() {
  batch::Contestant other{"<b>other</b>", {}, {}, 41.5};
  other.crops.add("ada.jpg", "96x96", {0, 0, 50, 50});
  other.crops.add("ben & co.jpg", "96x96", {50, 100, 300, 300});
  batch::Scores scores{{{"skin", batch::Cropper::skin, {}, {}}, other}, {96}, 25, {}, 1};
  const Box face{150, 200, 100, 100};
  for (const auto& label :
       {batch::Label{"ada.jpg", {400, 500}, face, {"grey", "<i>tag"}},
        batch::Label{"ben & co.jpg", {400, 500}, face, {"grey"}}, batch::Label{"wall.jpg", {400, 500}, {}, {"noface"}}})
    scores.photos.push_back(batch::judge_given(label, scores.croppers, scores.sides, scores.margin));
  for (auto& photo : scores.photos) {
    auto& attempt = photo.attempts[0];
    attempt.crops = {{95, 147, 210, 210}};
    attempt.subject = {Finder::skin, {140, 165, 120, 140}, 0.93};
    attempt.trusted = photo.label.shows_a_face();
    attempt.milliseconds = 2;
    if (photo.label.shows_a_face()) attempt.verdicts = attempt.by_head = {{0.99, true, false}};
  }
  return scores;
}

}  // namespace headroom::report
