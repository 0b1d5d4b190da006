#include "cli/score_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "batch/comparison.h"
#include "batch/tally.h"
#include "cli/printable.h"

namespace headroom::cli {
namespace {

using batch::Figures;
using batch::Group;
using batch::Scores;

constexpr std::size_t failures_named = 10;

std::string photos(std::size_t count, std::string_view kind = "") {
  return fmt::format("{} {}photo{}", count, kind, count == 1 ? "" : "s");
}

std::string names_column(const Scores& scores, std::size_t cropper) {
  std::size_t width = 7;
  for (const auto& each : scores.croppers) width = std::max(width, printable(each.name).size());
  return fmt::format("{:<{}}", cropper == scores.croppers.size() ? "cropper" : printable(scores.croppers[cropper].name),
                     width);
}

std::string percent(const Figures& sum, long long part) {
  return sum.photos == 0 ? fmt::format("{:>9}", "-") : fmt::format("{:9.1f}", sum.percent(part));
}

std::string time_of(const Scores& scores, std::size_t cropper) {
  const auto times = batch::times(scores, cropper);
  return times ? fmt::format("{:9.2f}", times->mean) : fmt::format("{:>9}", "-");
}

std::string figures_line(const Scores& scores, std::size_t cropper, std::size_t size) {
  const Figures all = figures(scores, cropper, size);
  const Figures hard = figures(scores, cropper, size, {Group::Kind::hard});
  return fmt::format("{}{}{}{}{}{}{:9.3f}{}", names_column(scores, cropper), percent(all, all.good),
                     percent(hard, hard.good), percent(all, all.usable), percent(all, all.contained),
                     percent(all, all.missed), all.mean_overlap(), time_of(scores, cropper));
}

std::string figures_table(const Scores& scores) {
  std::string table = fmt::format("{:<10}{}{:>9}{:>9}{:>9}{:>10}{:>8}{:>9}{:>9}\n", "size",
                                  names_column(scores, scores.croppers.size()), "good %", "of hard", "usable",
                                  "contained", "missed", "IoU", "ms");
  for (std::size_t size = 0; size < scores.sides.size(); size++)
    for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++)
      table += fmt::format("{:<10}{}\n", cropper == 0 ? text(Size{scores.sides[size], scores.sides[size]}) : "",
                           figures_line(scores, cropper, size));
  return table;
}

std::string trust_lines(const Scores& scores) {
  std::string lines;
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++) {
    const auto sum = trust(scores, cropper);
    const auto time = times(scores, cropper);
    if (!sum) continue;
    lines += fmt::format("{}  {} of {} faces doubtful", names_column(scores, cropper), sum->doubtful, sum->faces);
    if (sum->faceless > 0)
      lines += fmt::format(", {} of {} without a face taken for a person", sum->fooled,
                           photos(static_cast<std::size_t>(sum->faceless)));
    if (time) lines += fmt::format("; {:.0f} photos/s on one thread", time->photos_per_second());
    lines += '\n';
  }
  return lines;
}

std::string absent_crops(const Scores& scores, std::size_t cropper, std::size_t size) {
  std::size_t absent = 0;
  std::string first;
  for (const auto& photo : scores.photos) {
    if (photo.error || !photo.label.shows_a_face() || photo.attempts[cropper].crops[size].width > 0) continue;
    if (absent++ == 0) first = photo.label.file;
  }
  if (absent == 0) return "";
  const std::string output = text(Size{scores.sides[size], scores.sides[size]});
  return fmt::format("{}: no crop for {} at {} of {} with a face ({}{}); counted as missed\n",
                     printable(scores.croppers[cropper].name), output, absent, photos(batch::faces(scores)),
                     printable(first), absent > 1 ? " ..." : "");
}

}  // namespace

std::string score_text(const Scores& scores) {
  const auto faces = batch::faces(scores);
  std::string words = fmt::format("{}, {} with a face", photos(scores.photos.size(), "labelled "), faces);
  for (std::size_t size = 0; size < scores.sides.size() && faces > 0; size++)
    words +=
        fmt::format("{}{} at {}", size == 0 ? "; hard: " : ", ", figures(scores, 0, size, {Group::Kind::hard}).photos,
                    text(Size{scores.sides[size], scores.sides[size]}));
  words += "\n\n";
  if (faces > 0) words += figures_table(scores) + "\n";
  return words + trust_lines(scores);
}

std::string score_warnings(const Scores& scores) {
  std::string lines;
  std::size_t failed = 0;
  for (const auto& photo : scores.photos)
    if (photo.error && failed++ < failures_named)
      lines += fmt::format("{}: {}; {}\n", printable(photo.label.file), printable(photo.error->detail),
                           photo.label.shows_a_face() ? "counted as missed by all croppers" : "left out");
  if (failed > failures_named)
    lines += fmt::format("{} could not be scored, either\n", photos(failed - failures_named, "more labelled "));
  if (scores.unlabelled > 0) lines += fmt::format("{} without a label passed over\n", photos(scores.unlabelled));
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++)
    for (std::size_t size = 0; size < scores.sides.size() && !scores.croppers[cropper].cropper; size++)
      lines += absent_crops(scores, cropper, size);
  return lines;
}

}  // namespace headroom::cli
