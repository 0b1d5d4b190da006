#pragma once

#include <memory>

#include "cli/commands.h"
#include "delivery/pictures.h"

namespace headroom::cli {

/// What compares photos by their look, for stores that make pictures of their own. They are decoded in decoder
/// processes, which start when the first ones are compared; with no program to start (tests), in this one.
std::unique_ptr<delivery::Pictures> picture_comparison(const Streams& streams);

}  // namespace headroom::cli
