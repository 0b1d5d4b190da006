#pragma once

#include <string_view>
#include <vector>

#include "base/image.h"
#include "compute/queue.h"
#include "filter/look.h"
#include "filter/stack.h"

namespace headroom::filter {

/// One kernel over a picture, with all the numbers it takes.
struct Pass {
  std::string_view kernel;
  Twin on_cpu;
  Size output;
  std::vector<int> numbers;
};

/// A look worked out for one output of one photo.
struct Chain {
  Size picture;              // what the first pass takes: the size to resample to
  std::vector<Pass> passes;  // none: the picture is the output
};

/// Curves that follow each other become one pass, and one that changes nothing becomes none.
Chain make_chain(const Look& look, const Occasion& occasion);

/// Twins: the picture with all passes done. The chain stays as it is until the queue finishes.
Image run_on_cpu(Image picture, const Chain& chain);
Stack run_on_device(compute::Queue& queue, Stack picture, const Chain& chain);

}  // namespace headroom::filter
