#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "batch/steps.h"
#include "filter/render.h"

namespace headroom::batch {
namespace {

/// The smallest rectangle around all crops.
Rect around(const std::vector<Frame>& frames) {
  Rect all = frames.front().crop;
  for (const auto& [output, crop] : frames) {
    const int right = std::max(all.x + all.width, crop.x + crop.width);
    const int bottom = std::max(all.y + all.height, crop.y + crop.height);
    all.x = std::min(all.x, crop.x);
    all.y = std::min(all.y, crop.y);
    all.width = right - all.x;
    all.height = bottom - all.y;
  }
  return all;
}

/// The samples that `all` needs so that every output finds as many as it has pixels.
Size samples_for(const std::vector<Frame>& frames, const Rect& all) {
  double across = 0;
  double down = 0;
  for (const auto& [output, crop] : frames) {
    across = std::max(across, static_cast<double>(output.size.width) / crop.width);
    down = std::max(down, static_cast<double>(output.size.height) / crop.height);
  }
  return {static_cast<int>(std::ceil(all.width * across)), static_cast<int>(std::ceil(all.height * down))};
}

Size thumbnail_size(Size photo) {
  const double scale = std::min(1.0, static_cast<double>(thumbnail_long_side) / photo.long_side());
  return {std::max(1, static_cast<int>(photo.width * scale + 0.5)),
          std::max(1, static_cast<int>(photo.height * scale + 0.5))};
}

Rect whole(Size photo) { return {0, 0, photo.width, photo.height}; }

/// The number that chance in looks starts from, made of the photo's content.
std::uint32_t seed_of(const Draft& draft) {
  std::uint32_t seed = 0;
  const std::string_view digits = std::string_view(draft.content).substr(0, 8);
  std::from_chars(digits.data(), digits.data() + digits.size(), seed, 16);
  return seed;
}

std::vector<filter::Job> jobs_for(const Cropped& photo, const Settings& settings) {
  filter::Occasion occasion{{}, seed_of(photo.draft), {}};
  const bool filters = std::ranges::any_of(photo.frames, [](const Frame& frame) { return !frame.output.look.empty(); });
  const Subject& subject = photo.draft.outcome.subject;
  if (filters && trusted(subject, settings))
    occasion.exposure = filter::measure_exposure(photo.preview.luma, subject.head);
  std::vector<filter::Job> jobs;
  jobs.reserve(photo.frames.size());
  for (const auto& [output, crop] : photo.frames) {
    occasion.output = output.size;
    jobs.push_back({crop, filter::make_chain(output.look, occasion)});
  }
  return jobs;
}

}  // namespace

Result<Cropped> decode(Located& photo, const Tools&) {
  Image region;
  if (!photo.frames.empty()) {
    const Rect all = around(photo.frames);
    auto decoded = photo.source->region(all, samples_for(photo.frames, all));
    if (!decoded) return Failure(decoded.error());
    region = std::move(*decoded);
  }
  photo.draft.outcome.flags.raise(photo.source->flags());
  photo.source.reset();
  return Cropped{{}, std::move(photo.preview), std::move(photo.frames), std::move(region)};
}

Result<Cropped> locate_and_decode(Loaded& photo, const Tools& tools) {
  auto located = locate(photo, tools);
  if (!located) return Failure(located.error());
  located->draft = std::move(photo.draft);
  auto cropped = decode(*located, tools);
  photo.draft = std::move(located->draft);
  return cropped;
}

Result<Rendered> render(Cropped& photo, const Tools& tools) {
  Outcome& outcome = photo.draft.outcome;
  auto pictures = filter::render(photo.region, jobs_for(photo, tools.settings), tools.backend);
  outcome.redone_on_cpu |= pictures.redone_on_cpu;

  Image thumbnail;
  if (tools.settings.contact_sheet) {
    const std::array whole_photo{filter::plain_job({whole(outcome.size), thumbnail_size(outcome.size)})};
    auto small = filter::render(photo.preview, whole_photo, tools.backend);
    outcome.redone_on_cpu |= small.redone_on_cpu;
    thumbnail = std::move(small.images.front());
  }
  return Rendered{{}, std::move(photo.frames), std::move(pictures.images), std::move(thumbnail)};
}

}  // namespace headroom::batch
