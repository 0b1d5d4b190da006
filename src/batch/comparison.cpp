#include "batch/comparison.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace headroom::batch {
namespace {

constexpr double normal_95 = 1.959964;  // of the normal distribution 95 % lie within so many deviations
constexpr double worth_a_change = 2;    // times as fast

long long sizes_done_well(const Attempt& attempt) {
  return std::ranges::count_if(attempt.verdicts, [](const auto& verdict) { return verdict.good(); });
}

/// The chance of at most `few` heads in `tosses` of a coin; by logarithms, so that thousands do not overflow.
double chance_of_at_most(long long few, long long tosses) {
  const auto log_ways = [tosses](long long heads) {
    return std::lgamma(tosses + 1.0) - std::lgamma(heads + 1.0) - std::lgamma(tosses - heads + 1.0);
  };
  double chance = 0;
  for (long long heads = 0; heads <= few; heads++)
    chance += std::exp(log_ways(heads) - static_cast<double>(tosses) * std::log(2.0));
  return chance;
}

bool much_faster(const std::optional<Times>& times, const std::optional<Times>& than) {
  return times && than && times->measured && than->measured && times->mean * worth_a_change <= than->mean;
}

bool faster(const std::optional<Times>& times, const std::optional<Times>& than) {
  return times && than && times->mean < than->mean;
}

}  // namespace

Range likely_share(long long part, long long whole) {
  if (whole == 0) return {};
  const double count = static_cast<double>(whole), share = static_cast<double>(part) / count;
  const double square = normal_95 * normal_95 / count;
  const double middle = (share + square / 2) / (1 + square);
  const double reach = normal_95 / (1 + square) * std::sqrt((share * (1 - share) + square / 4) / count);
  return {std::max(0.0, middle - reach), std::min(1.0, middle + reach)};
}

Duel duel(const Scores& scores, std::size_t first, std::size_t second) {
  Duel duel;
  for (const auto& photo : scores.photos) {
    const auto one = sizes_done_well(photo.attempts[first]), other = sizes_done_well(photo.attempts[second]);
    duel.first_better += one > other;
    duel.second_better += other > one;
  }
  const long long few = std::min(duel.first_better, duel.second_better);
  duel.chance = std::min(1.0, 2 * chance_of_at_most(few, duel.first_better + duel.second_better));
  return duel;
}

std::vector<Place> ranking(const Scores& scores) {
  std::vector<Place> places;
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++) {
    Place place{cropper};
    for (std::size_t size = 0; size < scores.sides.size(); size++) {
      const Figures sum = figures(scores, cropper, size);
      place.good += sum.share(sum.good) / static_cast<double>(scores.sides.size());
      place.usable += sum.share(sum.usable) / static_cast<double>(scores.sides.size());
    }
    if (const auto sum = trust(scores, cropper)) place.mistrust = sum->doubtful + sum->fooled;
    places.push_back(place);
  }
  std::ranges::stable_sort(places, [](const Place& a, const Place& b) {
    return std::tie(a.good, a.usable, b.mistrust) > std::tie(b.good, b.usable, a.mistrust);
  });
  return places;
}

long long faces(const Scores& scores) {
  return std::ranges::count_if(scores.photos, [](const auto& photo) { return photo.label.shows_a_face(); });
}

Choice choice(const Scores& scores) {
  const auto places = ranking(scores);
  Choice chosen{places.front().cropper, places.front().cropper};
  if (places.front().good == 0 || faces(scores) < enough_to_choose) return chosen;
  const auto best_times = batch::times(scores, chosen.best);
  for (const auto& place : places) {
    const auto times = batch::times(scores, place.cropper);
    if (place.mistrust > places.front().mistrust || !much_faster(times, best_times)) continue;
    if (duel(scores, chosen.best, place.cropper).decided()) continue;
    if (faster(times, batch::times(scores, chosen.taken))) chosen.taken = place.cropper;
  }
  return chosen;
}

}  // namespace headroom::batch
