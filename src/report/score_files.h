#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "batch/scoring.h"

namespace headroom::report {

/// How scores were made: version, margin and so on, in the order to be shown.
using ScoreSettings = std::vector<std::pair<std::string, std::string>>;

/// Everything that scores add up to, as one JSON object on one line.
std::string score_json(const batch::Scores& scores, const ScoreSettings& settings);

/// score.csv: a row for each photo, size and cropper. Rectangles are in pixels as labelled; a photo without a face has
/// the verdict `noface`.
std::string score_csv_header();
std::string score_csv_lines(const batch::Scores& scores, const batch::ScoredPhoto& photo);

/// "good", "usable", "contained", "cut" or "missed".
std::string_view word_for(const crop::Verdict& verdict);

}  // namespace headroom::report
