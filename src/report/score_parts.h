#pragma once

#include <string>
#include <string_view>

#include "batch/scoring.h"
#include "report/score_report.h"

namespace headroom::report {

// The parts of the page of scores, as HTML; each says itself what it shows.

std::string figures_table(const batch::Scores& scores);                    // how good, by size
std::string trust_table(const batch::Scores& scores);                      // how fast, how sure
std::string tag_tables(const batch::Scores& scores);                       // good crops by kind of photo
std::string cropper_legend(const batch::Scores& scores);                   // which line is whose
std::string success_plots(const batch::Scores& scores);                    // share of photos over IoU, by size
std::string reliability_plots(const batch::Scores& scores);                // good crops by confidence, by cropper
std::string time_plot(const batch::Scores& scores);                        // good crops over time
std::string overlap_examples();                                            // what an IoU looks like
std::string gallery(const batch::Scores& scores, const Picture& picture);  // the worst crops of each cropper

/// The classes of a cropper's colour: "c3"; from the ninth on "c0 again" and so on.
std::string colour_of(std::size_t cropper);

extern const std::string_view score_style;  // CSS

}  // namespace headroom::report
