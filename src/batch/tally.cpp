#include "batch/tally.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace headroom::batch {
namespace {

constexpr int bins = 10;
constexpr int thresholds = 100;

/// Calls visit(attempt, photo) for each photo with a face.
template <class Visit>
void each_face(const Scores& scores, std::size_t cropper, const Visit& visit) {
  for (const auto& photo : scores.photos)
    if (photo.label.shows_a_face()) visit(photo.attempts[cropper], photo);
}

std::vector<double> sorted_times(const Scores& scores, std::size_t cropper) {
  std::vector<double> all;
  for (const auto& photo : scores.photos)
    if (photo.attempts[cropper].milliseconds) all.push_back(*photo.attempts[cropper].milliseconds);
  std::ranges::sort(all);
  return all;
}

/// The value that a share of the sorted ones does not exceed.
double at_share(const std::vector<double>& sorted, double share) {
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

void Figures::count(const crop::Verdict& verdict) {
  photos++;
  good += verdict.good();
  usable += verdict.usable();
  contained += verdict.contained;
  missed += verdict.missed;
  overlap += verdict.overlap;
}

std::string Group::name() const {
  if (kind == Kind::tagged) return tag;
  return kind == Kind::all ? "all" : "hard";
}

bool Group::has(const ScoredPhoto& photo, std::size_t size) const {
  if (kind == Kind::all) return true;
  if (kind == Kind::hard) return photo.hard[size];
  return std::ranges::find(photo.label.tags, tag) != photo.label.tags.end();
}

std::vector<Group> groups_of(const Scores& scores) {
  std::set<std::string> tags;
  for (const auto& photo : scores.photos)
    if (photo.label.shows_a_face()) tags.insert(photo.label.tags.begin(), photo.label.tags.end());
  std::vector<Group> groups{{Group::Kind::all}, {Group::Kind::hard}};
  for (const auto& tag : tags) groups.push_back({Group::Kind::tagged, tag});
  return groups;
}

Figures figures(const Scores& scores, std::size_t cropper, std::size_t size, const Group& group) {
  Figures sum;
  each_face(scores, cropper, [&](const Attempt& attempt, const ScoredPhoto& photo) {
    if (group.has(photo, size)) sum.count(attempt.verdicts[size]);
  });
  return sum;
}

std::optional<Trust> trust(const Scores& scores, std::size_t cropper) {
  if (!scores.croppers[cropper].looks()) return std::nullopt;
  Trust sum;
  for (const auto& photo : scores.photos) {
    if (photo.error) continue;
    const bool trusted = photo.attempts[cropper].trusted;
    (photo.label.shows_a_face() ? sum.faces : sum.faceless)++;
    sum.doubtful += photo.label.shows_a_face() && !trusted;
    sum.fooled += !photo.label.shows_a_face() && trusted;
  }
  return sum;
}

std::optional<Times> times(const Scores& scores, std::size_t cropper) {
  if (const auto given = scores.croppers[cropper].milliseconds) return Times{*given, *given, *given, false};
  const auto sorted = sorted_times(scores, cropper);
  if (sorted.empty()) return std::nullopt;
  const double sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
  return Times{sum / static_cast<double>(sorted.size()), at_share(sorted, 0.5), at_share(sorted, 0.95), true};
}

std::vector<Bin> reliability(const Scores& scores, std::size_t cropper, std::size_t size) {
  if (!scores.croppers[cropper].looks()) return {};
  std::vector<Bin> all(bins);
  for (int i = 0; i < bins; i++) {
    all[i].from = i / (0.0 + bins);
    all[i].to = (i + 1) / (0.0 + bins);
  }
  each_face(scores, cropper, [&](const Attempt& attempt, const ScoredPhoto&) {
    if (attempt.by_head.empty()) return;
    Bin& bin = all[static_cast<std::size_t>(std::clamp(attempt.subject.confidence * bins, 0.0, bins - 1.0))];
    bin.photos++;
    bin.good += attempt.by_head[size].good();
    bin.mean_confidence += attempt.subject.confidence;
  });
  for (auto& bin : all)
    if (bin.photos > 0) bin.mean_confidence /= static_cast<double>(bin.photos);
  return all;
}

std::vector<double> success(const Scores& scores, std::size_t cropper, std::size_t size) {
  std::vector<double> shares(thresholds + 1);
  long long photos = 0;
  each_face(scores, cropper, [&](const Attempt& attempt, const ScoredPhoto&) {
    photos++;
    const auto& verdict = attempt.verdicts[size];
    for (int i = 0; i <= thresholds; i++) shares[i] += verdict.contained && verdict.overlap >= i / (0.0 + thresholds);
  });
  if (photos > 0)
    for (double& share : shares) share /= static_cast<double>(photos);
  return shares;
}

}  // namespace headroom::batch
