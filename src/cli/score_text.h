#pragma once

#include <string>

#include "batch/scoring.h"

namespace headroom::cli {

/// What `headroom score` found, as tables for a terminal.
std::string score_text(const batch::Scores& scores);

/// What a person must know to believe it: photos that could not be scored, missing crops. A line each; empty when
/// nothing is amiss.
std::string score_warnings(const batch::Scores& scores);

}  // namespace headroom::cli
