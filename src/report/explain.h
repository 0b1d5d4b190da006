#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/photo.h"
#include "base/result.h"

namespace headroom::report {

/// What a flag or a fault means to somebody who has to look after the photos, and what to do about it. Plain sentences.
struct Explanation {
  std::string_view meaning;
  std::string_view next;
};

struct ExplainedFlag {
  Flag flag;
  Explanation explanation;
};

struct ExplainedFault {
  Fault fault;
  Explanation explanation;
};

/// Every flag and every fault, in the order in which reports list them.
std::span<const ExplainedFlag> explained_flags();
std::span<const ExplainedFault> explained_faults();

/// Empty sentences for what is not in the tables.
Explanation explain(Flag flag);
Explanation explain(Fault fault);

/// One clause about this very photo: why it failed, or which other photo shows the same picture. Mostly empty.
std::string detail_of(const Outcome& outcome);

}  // namespace headroom::report
