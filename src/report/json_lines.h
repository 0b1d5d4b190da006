#pragma once

#include <string>

#include "base/photo.h"

namespace headroom::report {

/// Raised when a field changes its meaning or goes; not when one is added.
constexpr int json_schema = 1;

/// One line of report.jsonl: an object per photo, always with the same fields; null is what is not known.
/// An output that was left out on purpose is listed with the path null.
///
///   {"schema":1,"file":"ada.jpg","status":"ok","fault":null,"detail":null,"retriable":false,"format":"JPEG",
///    "width":3000,"height":4000,"subject":{"finder":"skin","confidence":0.91,"head":[x,y,width,height]},"flags":[],
///    "outputs":[{"size":"96x96","width":96,"height":96,"crop":[x,y,width,height],"path":"ada 96x96.jpg","bytes":4012,
///    "quality":92,"flags":[]}],"thumbnail":"...","redone_on_cpu":false,"seconds":0.031}
std::string json_line(const Outcome& outcome);

}  // namespace headroom::report
