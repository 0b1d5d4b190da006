#pragma once

#include <span>

#include "base/image.h"
#include "compute/queue.h"

namespace headroom::filter {

/// Planes of one size, one after the other in a buffer of a device. A kernel takes the buffer, `stride` and `distance`;
/// an output's three planes (luma, cb, cr) are such a stack, so that the next kernel finds them where the last left
/// them.
struct Stack {
  compute::Buffer buffer;
  Size size;
  int planes = 0;
  int stride = 0;    // bytes from row to row, as Plane has it
  int distance = 0;  // bytes from plane to plane
};

Stack reserve_stack(compute::Queue& queue, Size size, int planes);

/// Whole rows: `rows` of them from `first_row` on. The planes are alike, and stay as they are until the queue finishes.
Stack upload_planes(compute::Queue& queue, std::span<const Plane* const> planes, int first_row, int rows);

/// The planes of the stack; they hold samples when the queue has finished.
void download_planes(compute::Queue& queue, const Stack& stack, std::span<Plane* const> planes);

}  // namespace headroom::filter
