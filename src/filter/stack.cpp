#include "filter/stack.h"

#include <cassert>

namespace headroom::filter {

Stack reserve_stack(compute::Queue& queue, Size size, int planes) {
  const int stride = Plane({size.width, 1}).stride();  // rows as in a Plane: downloads are one copy
  const int distance = stride * size.height;
  return {queue.reserve(static_cast<std::size_t>(distance) * planes), size, planes, stride, distance};
}

Stack upload_planes(compute::Queue& queue, std::span<const Plane* const> planes, int first_row, int rows) {
  Stack stack{{}, {planes[0]->width(), rows}, static_cast<int>(planes.size()), planes[0]->stride(), 0};
  stack.distance = stack.stride * rows;
  stack.buffer = queue.reserve(static_cast<std::size_t>(stack.distance) * planes.size());
  std::size_t offset = 0;
  for (const Plane* plane : planes) {
    assert(plane->size() == planes[0]->size() && plane->stride() == stack.stride);
    queue.upload(stack.buffer, offset, {plane->row(first_row), static_cast<std::size_t>(stack.distance)});
    offset += stack.distance;
  }
  return stack;
}

void download_planes(compute::Queue& queue, const Stack& stack, std::span<Plane* const> planes) {
  std::size_t offset = 0;
  for (Plane* plane : planes) {
    *plane = Plane(stack.size);
    assert(plane->stride() == stack.stride);
    queue.download(stack.buffer, offset, {plane->row(0), static_cast<std::size_t>(stack.distance)});
    offset += stack.distance;
  }
}

}  // namespace headroom::filter
