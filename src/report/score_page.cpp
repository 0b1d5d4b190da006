#include "report/score_page.h"

namespace headroom::report {

std::string score_page(const batch::Scores&, const ScoreSettings&, const Picture&) { return ""; }

}  // namespace headroom::report
