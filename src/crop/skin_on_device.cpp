#include "crop/skin_on_device.h"

#include <cassert>
#include <vector>

#include "crop/skin_model.h"

namespace headroom::crop {
namespace {

std::size_t bytes_of(const Plane& plane) { return static_cast<std::size_t>(plane.stride()) * plane.height(); }

ByteView as_bytes(std::span<const int> numbers) {
  return {reinterpret_cast<const Byte*>(numbers.data()), numbers.size_bytes()};
}

std::span<Byte> as_writable_bytes(std::span<int> numbers) {
  return {reinterpret_cast<Byte*>(numbers.data()), numbers.size_bytes()};
}

compute::Buffer uploaded(compute::Queue& queue, ByteView bytes) {
  const compute::Buffer buffer = queue.reserve(bytes.size());
  queue.upload(buffer, 0, bytes);
  return buffer;
}

compute::Buffer uploaded(compute::Queue& queue, const Plane& plane) {
  return uploaded(queue, {plane.row(0), bytes_of(plane)});
}

}  // namespace

Result<SkinMap> make_skin_map_on_device(const Image& preview, compute::Queue& queue) {
  const int width = preview.luma.width();
  const int height = preview.luma.height();
  const int stride = preview.luma.stride();
  assert(preview.cb.stride() == stride && preview.cr.stride() == stride);
  Plane score(preview.luma.size());
  score.across = preview.luma.across;
  score.down = preview.luma.down;
  std::vector<int> sums(2 * static_cast<std::size_t>(height));

  const auto luma = uploaded(queue, preview.luma);
  const auto cb = uploaded(queue, preview.cb);
  const auto cr = uploaded(queue, preview.cr);
  const auto table = uploaded(queue, as_bytes(skin_table()));
  const auto scores = queue.reserve(bytes_of(score));
  const auto row_sums = queue.reserve(sums.size() * sizeof(int));
  queue.run("skin", {width, height}, {luma, cb, cr, scores, width, height, stride, table});
  queue.run("skin_rows", {height}, {cb, cr, scores, row_sums, width, height, stride});
  queue.download(scores, 0, {score.row(0), bytes_of(score)});
  queue.download(row_sums, 0, as_writable_bytes(sums));
  if (auto finished = queue.finish(); !finished) return Failure(finished.error());
  return make_skin_map(std::move(score), sums);
}

compute::Done<SkinMap> make_skin_map(const Image& preview, compute::Backend& backend) {
  if (preview.grey()) return {make_skin_map_on_cpu(preview), false};
  return backend.either([&](compute::Queue& queue) { return make_skin_map_on_device(preview, queue); },
                        [&] { return make_skin_map_on_cpu(preview); });
}

}  // namespace headroom::crop
