#pragma once

#include <iosfwd>

namespace headroom::datasets {

/// The program `headroom-portraits`.
///
/// returns  exit status: 0 drawn, 1 a file could not be written, 2 usage
int run_command(int argument_count, const char* const* arguments, std::ostream& out, std::ostream& messages);

}  // namespace headroom::datasets
