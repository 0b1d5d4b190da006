#pragma once

#include <string>
#include <vector>

#include "batch/scoring.h"

namespace headroom::report {

/// What scores come to, in plain text.
struct ScoreWords {
  std::string headline;                // "Take smart: 99.2 % of its crops are good."
  std::vector<std::string> sentences;  // why
};
ScoreWords score_words(const batch::Scores& scores);

std::string percent(double share);                                     // "99.2 %"
std::string size_name(const batch::Scores& scores, std::size_t size);  // "96x96"

}  // namespace headroom::report
