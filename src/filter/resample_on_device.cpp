#include "filter/resample_on_device.h"

#include <algorithm>
#include <array>

namespace headroom::filter {
namespace {

using compute::Buffer;
using compute::Queue;

struct Rows {
  int first;
  int count;
};

template <Plan ImagePlan::*which>
Rows rows_of(std::span<const ImagePlan> plans) {
  int first = (plans[0].*which).part.y, end = first;
  for (const ImagePlan& plan : plans) {
    const Rect part = (plan.*which).part;
    first = std::min(first, part.y);
    end = std::max(end, part.y + part.height);
  }
  return {first, end - first};
}

template <class Number>
Buffer upload_table(Queue& queue, const std::vector<Number>& table) {
  const ByteView bytes(reinterpret_cast<const Byte*>(table.data()), table.size() * sizeof(Number));
  const Buffer buffer = queue.reserve(bytes.size());
  queue.upload(buffer, 0, bytes);
  return buffer;
}

// Where the samples under the crop begin, in bytes.
int start_of(const Stack& in, Rect part, int first_row) { return (part.y - first_row) * in.stride + part.x; }

Stack shrink(Queue& queue, const Stack& in, int start, const Plan& plan) {
  const Stack out = reserve_stack(queue, plan.shrunk, in.planes);
  queue.run("shrink", {out.size.width, out.size.height, in.planes},
            {in.buffer, start, in.stride, in.distance, plan.part.width, plan.part.height, plan.levels_across,
             plan.levels_down, out.buffer, out.stride, out.distance, out.size.width, out.size.height});
  return out;
}

Buffer pass_down(Queue& queue, const Stack& in, int start, const Plan& plan) {
  const int width = plan.shrunk.width, height = plan.down.outputs();
  const Buffer out = queue.reserve(sizeof(short) * width * height * in.planes);
  queue.run("resample_down", {width, height, in.planes},
            {in.buffer, start, in.stride, in.distance, out, width, height, upload_table(queue, plan.down.spans),
             upload_table(queue, plan.down.values), plan.down.taps});
  return out;
}

void pass_across(Queue& queue, const Buffer& in, int planes, const Plan& plan, const Stack& out, int first_plane) {
  queue.run("resample_across", {out.size.width, out.size.height, planes},
            {in, plan.shrunk.width, out.buffer, out.stride, out.distance, first_plane, out.size.width, out.size.height,
             upload_table(queue, plan.across.spans), upload_table(queue, plan.across.values), plan.across.taps});
}

void resample_stack(Queue& queue, const Stack& in, int first_row, const Plan& plan, const Stack& out, int first_plane) {
  const int start = start_of(in, plan.part, first_row);
  const Buffer lines =
      plan.shrinks() ? pass_down(queue, shrink(queue, in, start, plan), 0, plan) : pass_down(queue, in, start, plan);
  pass_across(queue, lines, in.planes, plan, out, first_plane);
}

}  // namespace

UploadedRegion upload_region(Queue& queue, const Image& region, std::span<const ImagePlan> plans) {
  const std::array<const Plane*, 3> planes = region.planes();
  const bool together = !region.grey() && alike(region.luma, region.cb) && region.luma.stride() == region.cb.stride();
  const Rows luma = rows_of<&ImagePlan::luma>(plans);
  const Rows chroma = rows_of<&ImagePlan::chroma>(plans);
  UploadedRegion uploaded;
  uploaded.luma_row = luma.first;
  uploaded.chroma_row = chroma.first;
  uploaded.luma = upload_planes(queue, std::span(planes).first(together ? 3 : 1), luma.first, luma.count);
  if (!region.grey() && !together)
    uploaded.chroma = upload_planes(queue, std::span(planes).last(2), chroma.first, chroma.count);
  return uploaded;
}

Stack resample_on_device(Queue& queue, const UploadedRegion& region, const ImagePlan& plan) {
  const Stack out = reserve_stack(queue, plan.view.size, 3);
  resample_stack(queue, region.luma, region.luma_row, plan.luma, out, 0);
  if (region.luma.planes == 3) return out;
  if (region.chroma.planes > 0)
    resample_stack(queue, region.chroma, region.chroma_row, plan.chroma, out, 1);
  else
    queue.fill(out.buffer, out.distance, std::size_t{2} * out.distance, neutral_chroma);
  return out;
}

}  // namespace headroom::filter
