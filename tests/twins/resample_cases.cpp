#include <array>

#include "filter/render.h"
#include "filter/resample_on_cpu.h"
#include "filter/resample_on_device.h"
#include "twins.h"

namespace headroom::twins {
namespace {

using filter::ImagePlan;
using filter::View;

struct Geometry {
  Size luma;
  int chroma_step;  // 0: a grey region
  double origin;    // of the region in the photo
  double step;      // of luma
  View view;
};

// Odd sizes from 1x1, enlarged, reduced and reduced much; the crop within the region, at its edge, and beyond it.
constexpr Geometry geometries[] = {
    {{1, 1}, 1, 0, 1, {{0, 0, 1, 1}, {1, 1}}},
    {{1, 1}, 2, 0, 1, {{0, 0, 1, 1}, {7, 5}}},
    {{1, 7}, 1, 0, 1, {{0, 0, 1, 7}, {3, 2}}},
    {{7, 1}, 1, 0, 1, {{0, 0, 7, 1}, {2, 3}}},
    {{2, 2}, 2, 0, 1, {{0, 0, 2, 2}, {2, 2}}},
    {{2, 2}, 4, -1, 1, {{0, 0, 1, 1}, {9, 9}}},
    {{17, 31}, 1, 0, 1, {{0, 0, 17, 31}, {17, 31}}},
    {{17, 31}, 2, -3, 1, {{0, 0, 13, 13}, {40, 40}}},
    {{17, 31}, 0, 5, 1, {{6, 7, 11, 13}, {8, 9}}},
    {{64, 64}, 1, 0, 1, {{0, 0, 64, 64}, {32, 32}}},
    {{64, 64}, 2, 0, 2, {{3, 5, 111, 97}, {33, 35}}},
    {{64, 64}, 4, 0, 1, {{-5, -5, 80, 80}, {96, 96}}},
    {{641, 127}, 1, 0, 1, {{0, 0, 641, 127}, {96, 96}}},
    {{641, 127}, 2, -7, 1, {{1, 3, 600, 100}, {200, 33}}},
    {{641, 127}, 4, 0, 1, {{100, 0, 127, 127}, {1, 1}}},
    {{641, 127}, 2, 0, 1, {{257, 1, 125, 125}, {648, 648}}},
    {{1300, 1300}, 1, 0, 1, {{0, 0, 1300, 1300}, {648, 648}}},
    {{1300, 1301}, 2, 0.5, 1.5, {{21, 33, 1900, 1900}, {96, 96}}},
    {{4000, 3000}, 2, 0, 1, {{900, 200, 2500, 2500}, {48, 48}}},
};

Plane placed(Size size, double origin, double step, unsigned seed) {
  Plane plane = noise(size, seed);
  plane.across = {origin, step};
  plane.down = {origin, step};
  return plane;
}

Image region_of(const Geometry& geometry) {
  Image region;
  region.luma = placed(geometry.luma, geometry.origin, geometry.step, 1);
  const int n = geometry.chroma_step;
  if (n == 0) return region;
  const Size chroma{(geometry.luma.width + n - 1) / n, (geometry.luma.height + n - 1) / n};
  region.cb = placed(chroma, geometry.origin, geometry.step * n, 2);
  region.cr = placed(chroma, geometry.origin, geometry.step * n, 3);
  return region;
}

std::string compare(compute::Queue& queue, const Geometry& geometry) {
  const Image region = region_of(geometry);
  // The second view makes the upload larger than the first one needs.
  const std::array plans{filter::plan_image(region, geometry.view),
                         filter::plan_image(region, {geometry.view.crop, {5, 3}})};
  const std::array jobs{filter::plain_job(plans[0].view), filter::plain_job(plans[1].view)};
  const auto images = filter::render_on_device(queue, region, jobs);
  if (!images) return images.error().detail;
  for (std::size_t i = 0; i < plans.size(); i++) {
    const Image cpu = filter::resample_on_cpu(region, plans[i]);
    if (const std::string found = difference((*images)[i], cpu); !found.empty()) return found;
    const Image plain = filter::resample_on_cpu(region, plans[i], filter::plain_passes);
    if (const std::string found = difference(plain, cpu); !found.empty()) return "the two CPU ways: " + found;
  }
  return {};
}

std::string title(const Geometry& geometry) {
  const auto text = [](Size size) { return std::to_string(size.width) + "x" + std::to_string(size.height); };
  return "resample " + text(geometry.luma) + " to " + text(geometry.view.size) + ", chroma step " +
         std::to_string(geometry.chroma_step);
}

Timing time_views(compute::Queue& queue, std::string name, const Image& region, const std::vector<View>& views) {
  std::vector<ImagePlan> plans;
  std::vector<filter::Job> jobs;
  for (const View& view : views) {
    plans.push_back(filter::plan_image(region, view));
    jobs.push_back(filter::plain_job(view));
  }
  Timing row{std::move(name)};
  row.cpu = milliseconds([&] { filter::render_on_cpu(region, jobs); });
  row.all = milliseconds([&] { (void)filter::render_on_device(queue, region, jobs); });
  queue.recycle();
  row.upload = milliseconds([&] {
    (void)filter::upload_region(queue, region, plans);
    (void)queue.finish();
    queue.recycle();
  });
  const filter::UploadedRegion uploaded = filter::upload_region(queue, region, plans);
  std::vector<filter::Stack> outputs(plans.size());
  row.kernels = milliseconds([&] {
    for (std::size_t i = 0; i < plans.size(); i++) outputs[i] = filter::resample_on_device(queue, uploaded, plans[i]);
    (void)queue.finish();
  });
  std::vector<Image> images(plans.size());
  row.download = milliseconds([&] {
    for (std::size_t i = 0; i < plans.size(); i++) filter::download_planes(queue, outputs[i], images[i].planes());
    (void)queue.finish();
  });
  queue.recycle();
  return row;
}

}  // namespace

std::vector<Case> resample_cases() {
  std::vector<Case> cases;
  for (const Geometry& geometry : geometries)
    cases.push_back({title(geometry), [&geometry](compute::Queue& queue) { return compare(queue, geometry); }});
  return cases;
}

std::vector<Timing> time_resample(compute::Queue& queue) {
  const Rect crop{0, 0, 1300, 1300};
  const View large{crop, {648, 648}}, small{crop, {96, 96}};
  const Image full = region_of({{1300, 1300}, 1, 0, 1, large});
  const Image half = region_of({{1300, 1300}, 2, 0, 1, large});
  return {time_views(queue, "1300x1300 to 648, full chroma", full, {large}),
          time_views(queue, "1300x1300 to 96, full chroma", full, {small}),
          time_views(queue, "1300x1300 to 648 and 96, full", full, {large, small}),
          time_views(queue, "1300x1300 to 648 and 96, half", half, {large, small})};
}

}  // namespace headroom::twins
