// What the quality flags go by, of every photo named on the command line: a line of CSV each, for
// bench/quality/measure.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/read_file.h"
#include "batch/duplicates.h"
#include "batch/quality.h"
#include "batch/steps.h"
#include "crop/sharpness.h"
#include "crop/skin_finder.h"
#include "filter/exposure.h"

namespace headroom {
namespace {

/// One photo's numbers; nothing when it cannot be read.
struct Values {
  Outcome outcome;
  std::optional<int> sharpness;
  filter::Exposure exposure;
};

std::optional<Values> measured(const std::string& path) {
  auto bytes = headroom::read_file(path, std::size_t{1} << 30);
  if (!bytes) return std::nullopt;
  auto source = codec::open_photo(std::move(*bytes), {});
  if (!source) return std::nullopt;
  const auto preview = (*source)->preview(batch::preview_long_side);
  if (!preview) return std::nullopt;
  Values values;
  values.outcome.size = (*source)->size();
  values.outcome.subject = crop::find_by_skin(crop::make_skin_map_on_cpu(*preview), *preview).subject;
  batch::judge_quality(*preview, {}, values.outcome);
  values.sharpness = crop::sharpness(preview->luma, values.outcome.subject.head);
  values.exposure = filter::measure_exposure(preview->luma, values.outcome.subject.head);
  return values;
}

void print(const std::string& path, const Values& values, const std::string& duplicate_of) {
  const Outcome& outcome = values.outcome;
  fmt::print("{},{},{:.1f},{},{},{},{:016x},{},{}\n", path, batch::trusted(outcome.subject, {}) ? 1 : 0,
             outcome.subject.head.height, values.sharpness.value_or(-1), values.exposure.brightest,
             values.exposure.bright, fmt::join(outcome.fingerprint, ""), outcome.flags.text(), duplicate_of);
}

int run(std::span<char*> paths) {
  std::vector<std::pair<std::string, Values>> photos;
  for (const std::string path : paths)
    if (auto values = measured(path)) photos.emplace_back(path, std::move(*values));
  std::vector<batch::Likeness> likenesses;
  for (const auto& [path, values] : photos) likenesses.push_back({path, values.outcome.fingerprint});
  const auto others = batch::find_duplicates(likenesses);
  fmt::print("path,trusted,head_height,sharpness,brightest,bright,fingerprint,flags,duplicate_of\n");
  for (std::size_t i = 0; i < photos.size(); i++)
    print(photos[i].first, photos[i].second, others[i] ? photos[*others[i]].first : "");
  return 0;
}

}  // namespace
}  // namespace headroom

int main(int count, char** arguments) { return headroom::run(std::span(arguments, count).subspan(1)); }
