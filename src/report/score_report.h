#pragma once

#include <filesystem>
#include <functional>

#include "batch/scoring.h"
#include "report/score_files.h"

namespace headroom::report {

constexpr int score_picture_side = 320;  // pixels: twice what the page shows, for fine screens

/// A small JPEG of a photo, or why there is none.
using Picture = std::function<Result<Bytes>(const batch::ScoredPhoto&)>;

/// Writes score.html, score.csv and score.json into a folder, all or none; it is made where it is missing.
///
/// picture  is asked for the few photos that the page shows
/// fails    write_failed, naming the file
Result<void> write_score_report(const std::filesystem::path& folder, const batch::Scores& scores,
                                const ScoreSettings& settings, const Picture& picture);

}  // namespace headroom::report
