#include "report/score_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "batch/comparison.h"

namespace headroom::report {
namespace {

using batch::Scores;

constexpr std::size_t rivals_named = 3;

const std::string& called(const Scores& scores, std::size_t cropper) { return scores.croppers[cropper].name; }

std::string photos(long long count) { return fmt::format("{} photo{}", count, count == 1 ? "" : "s"); }

/// "648x648 99.7 %, 96x96 99.0 %"
std::string by_size(const Scores& scores, std::size_t cropper) {
  std::string words;
  for (std::size_t size = 0; size < scores.sides.size(); size++) {
    const auto sum = figures(scores, cropper, size);
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", size_name(scores, size), percent(sum.share(sum.good)));
  }
  return words;
}

/// Where crops are equally good the better judgement decides: " - but ... (face: 0)".
std::string worse_trust(const Scores& scores, std::size_t taken, std::size_t other) {
  const auto own = trust(scores, taken), theirs = trust(scores, other);
  if (!own || !theirs || theirs->fooled <= own->fooled) return "";
  return fmt::format(", but took {} of {} without a face for a person ({}: {})", theirs->fooled,
                     photos(theirs->faceless), called(scores, taken), own->fooled);
}

std::string against(const Scores& scores, std::size_t taken, std::size_t other) {
  const auto duel = batch::duel(scores, taken, other);
  const auto& name = called(scores, other);
  if (duel.first_better + duel.second_better == 0)
    return fmt::format("{} has as many good crops of every single photo{}.", name, worse_trust(scores, taken, other));
  return fmt::format(
      "{} does better on {} and worse on {}; {}.", name, photos(duel.second_better), duel.first_better,
      duel.decided() ? "that is more than chance" : "that may be chance, these photos cannot tell the two apart");
}

std::string speed(const Scores& scores, std::size_t cropper) {
  const auto time = times(scores, cropper);
  if (!time) return "";
  return fmt::format("{} takes {:.1f} ms to find a head, so one thread could do {:.0f} photos a second.",
                     called(scores, cropper), time->mean, time->photos_per_second());
}

std::string faster_than_best(const Scores& scores, const batch::Choice& chosen) {
  const auto time = times(scores, chosen.taken), best = times(scores, chosen.best);
  return fmt::format("These photos cannot tell it from {}, which takes {:.1f} times as long.",
                     called(scores, chosen.best), best->mean / time->mean);
}

std::string trusts(const Scores& scores, std::size_t cropper) {
  const auto sum = trust(scores, cropper);
  if (!sum) return "";
  std::string words = fmt::format("It was sure of somebody in all {} photos with a face", sum->faces);
  if (sum->doubtful > 0)
    words = fmt::format("It was unsure of {} of {} photos with a face, which it flags for a person to look at",
                        sum->doubtful, sum->faces);
  if (sum->faceless > 0)
    words += fmt::format("; of {} without a face it took {} for a person", photos(sum->faceless), sum->fooled);
  return words + ".";
}

}  // namespace

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string size_name(const Scores& scores, std::size_t size) {
  return text(Size{scores.sides[size], scores.sides[size]});
}

ScoreWords score_words(const Scores& scores) {
  if (batch::faces(scores) == 0)
    return {"No labelled photo shows a face, so there is nothing to tell croppers by.", {}};
  if (std::ranges::all_of(scores.photos, [](const auto& photo) { return photo.error.has_value(); }))
    return {"None of the labelled photos could be read, so nothing was compared.", {}};
  const auto chosen = batch::choice(scores);
  const auto places = batch::ranking(scores);
  const auto place = std::ranges::find(places, chosen.taken, &batch::Place::cropper);
  ScoreWords words;
  const bool few = batch::faces(scores) < batch::enough_to_choose;
  words.headline =
      fmt::format("{} {}: {} of its crops are good.", few ? "Too few photos to choose by; first is" : "Take",
                  called(scores, chosen.taken), percent(place->good));
  const auto add = [&words](std::string sentence) {
    if (!sentence.empty()) words.sentences.push_back(std::move(sentence));
  };
  add(fmt::format("That is the mean over the sizes ({}), on {} with a face.", by_size(scores, chosen.taken),
                  photos(batch::faces(scores))));
  if (chosen.taken != chosen.best) add(faster_than_best(scores, chosen));
  std::size_t named = 0;
  for (const auto& other : places)
    if (other.cropper != chosen.taken && named++ < rivals_named) add(against(scores, chosen.taken, other.cropper));
  add(speed(scores, chosen.taken));
  add(trusts(scores, chosen.taken));
  return words;
}

}  // namespace headroom::report
