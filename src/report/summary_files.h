#pragma once

#include <string>

#include "base/photo.h"

namespace headroom::report {

/// crops.csv: one line per finished output, in upright photo pixels.
std::string crops_header();
std::string crops_lines(const Outcome& outcome);

/// report.csv: one line per photo. What is not known is empty: the head when nobody was found, the size of a file that
/// is no image.
std::string report_header();
std::string report_line(const Outcome& outcome);

}  // namespace headroom::report
