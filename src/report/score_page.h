#pragma once

#include <string>

#include "batch/scoring.h"
#include "report/score_report.h"

namespace headroom::report {

/// A page for a person who wants to know which cropper to take, and why. It stands alone: no script, nothing loaded.
std::string score_page(const batch::Scores& scores, const ScoreSettings& settings, const Picture& picture);

}  // namespace headroom::report
