#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "batch/comparison.h"
#include "batch/tally.h"
#include "report/escape.h"
#include "report/plot.h"
#include "report/score_parts.h"
#include "report/score_words.h"

namespace headroom::report {
namespace {

using batch::Scores;

constexpr std::size_t colours = 8;   // of score_style
constexpr long long few_photos = 5;  // below, a share says nothing
constexpr double label_height = 13;  // pixels

Plot::Axis percent_axis(std::string title, double from = 0) {
  Plot::Axis axis{from, 1, std::move(title)};
  for (double tick = 1; tick > from - 0.01; tick -= (1 - from) / 4)
    axis.ticks.emplace_back(tick, fmt::format("{:.0f} %", 100 * tick));
  return axis;
}

std::string line_style(std::size_t cropper) { return "line " + colour_of(cropper); }

std::string figure(const std::string& caption, const std::string& drawing) {
  return fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", drawing, html_text(caption));
}

std::string success_plot(const Scores& scores, std::size_t size) {
  Plot plot({0, 1, "IoU of at least", {{0, "0"}, {0.2, "0.2"}, {0.45, "0.45"}, {0.7, "0.70"}, {0.9, "0.9"}}},
            percent_axis("photos"),
            fmt::format("Share of photos by IoU at {}; the table above has the figures at 0.45 and 0.70",
                        size_name(scores, size)));
  for (const double threshold : {crop::usable_overlap, crop::good_overlap})
    plot.line({{threshold, 0}, {threshold, 1}}, "threshold");
  plot.text({crop::usable_overlap, 0}, "end", {-4, -6}, "usable", "hint");
  plot.text({crop::good_overlap, 0}, "end", {-4, -6}, "good", "hint");
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++) {
    const auto shares = success(scores, cropper, size);
    std::vector<Plot::Point> points;
    for (std::size_t i = 0; i < shares.size(); i++)
      points.push_back({static_cast<double>(i) / static_cast<double>(shares.size() - 1), shares[i]});
    plot.line(
        points, line_style(cropper),
        fmt::format("{}: {} good, {} usable", scores.croppers[cropper].name, percent(shares[70]), percent(shares[45])));
  }
  return figure(size_name(scores, size), plot.svg());
}

std::string reliability_plot(const Scores& scores, std::size_t cropper, std::size_t size) {
  const auto bins = reliability(scores, cropper, size);
  const std::string& name = scores.croppers[cropper].name;
  Plot plot({0, 1, "confidence", {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}, {1, "1"}}},
            percent_axis("good crops"), fmt::format("Share of good crops by confidence of {}", name));
  for (const auto& bin : bins) {
    if (bin.photos == 0) continue;
    const double share = static_cast<double>(bin.good) / static_cast<double>(bin.photos);
    plot.bar(bin.from, bin.to, share,
             fmt::format("bar{} {}", bin.photos < few_photos ? " few" : "", colour_of(cropper)),
             fmt::format("confidence {:.1f} to {:.1f}: {} of {} good", bin.from, bin.to, bin.good, bin.photos));
    plot.text({(bin.from + bin.to) / 2, share}, "middle", {0, -4}, fmt::format("{}", bin.photos), "count");
  }
  plot.line({{0, 0}, {1, 1}}, "threshold");
  return figure(name, plot.svg());
}

/// A cropper in the plot of times.
struct Spot {
  std::size_t cropper;
  double milliseconds;  // 0: needs none
  double good;
};

std::vector<Spot> spots_of(const Scores& scores) {
  std::vector<Spot> spots;
  for (const auto& place : batch::ranking(scores)) {
    const auto time = times(scores, place.cropper);
    const bool needs_none = scores.croppers[place.cropper].cropper == batch::Cropper::centre;
    if (time || needs_none) spots.push_back({place.cropper, time ? time->mean : 0, place.good});
  }
  return spots;
}

/// 1, 2, 5, 10, 20 ...: the step number `index`, which may be negative.
double round_step(int index) {
  constexpr double steps[] = {1, 2, 5};
  const int decade = static_cast<int>(std::floor(index / 3.0));
  return steps[index - 3 * decade] * std::pow(10, decade);
}

Plot::Axis time_axis(const std::vector<Spot>& spots) {
  double least = 1e9, most = 0;  // ms
  for (const auto& spot : spots) {
    if (spot.milliseconds <= 0) continue;
    least = std::min(least, spot.milliseconds);
    most = std::max(most, spot.milliseconds);
  }
  if (most == 0) least = most = 1;
  int first = -12;
  while (round_step(first + 1) <= least / 1.2) first++;
  int last = first + 1;
  while (round_step(last) < most * 1.2) last++;
  Plot::Axis axis{round_step(first), round_step(last), "milliseconds for a photo", {}, true};
  for (int step = first; step <= last; step++)
    if (last - first < 9 || step % 3 == 0)
      axis.ticks.emplace_back(round_step(step), fmt::format("{:g}", round_step(step)));
  return axis;
}

Plot::Point place_of(const Spot& spot, const Plot::Axis& across) {
  return {std::max(spot.milliseconds, across.from), spot.good};
}

std::string words_for(const Scores& scores, const Spot& spot) {
  return fmt::format("{}, {}", scores.croppers[spot.cropper].name,
                     spot.milliseconds > 0 ? fmt::format("{:.1f} ms", spot.milliseconds) : "no search");
}

/// The ends, across, of the dots that are close to one, in pixels: its name must stand clear of them.
std::pair<double, double> neighbourhood(const Spot& spot, const std::vector<Spot>& spots, const Plot::Axis& across,
                                        const Plot& plot) {
  constexpr double nearby = 30;  // pixels
  const double x = plot.pixel_x(place_of(spot, across).x), y = plot.pixel_y(spot.good);
  std::pair<double, double> ends{x, x};
  for (const auto& other : spots) {
    const double other_x = plot.pixel_x(place_of(other, across).x);
    if (std::abs(other_x - x) > nearby || std::abs(plot.pixel_y(other.good) - y) > nearby) continue;
    ends = {std::min(ends.first, other_x), std::max(ends.second, other_x)};
  }
  return ends;
}

/// Beside the dots; best first, so from the top: names are pushed down where they would lie upon others.
void name_spots(const Scores& scores, const std::vector<Spot>& spots, const Plot::Axis& across, Plot& plot) {
  constexpr double letter_width = 7, gap = 10;  // pixels; of a bold letter at 12 pixels, roughly
  std::vector<Box> taken;
  for (const auto& spot : spots) {
    const Plot::Point at = place_of(spot, across);
    const std::string words = words_for(scores, spot);
    const auto [left, right] = neighbourhood(spot, spots, across, plot);
    const double width = letter_width * static_cast<double>(words.size());
    const bool to_the_left = right + gap + width > plot.pixel_x(across.to);
    Box room{to_the_left ? left - gap - width : right + gap, plot.pixel_y(at.y) + 4, width, label_height};
    for (const Box& other : taken)  // from the top down, so one pass will do
      if (room.x < other.x + other.width && other.x < room.x + room.width && room.y < other.y + label_height)
        room.y = other.y + label_height;
    taken.push_back(room);
    plot.text(at, to_the_left ? "end" : "start",
              {(to_the_left ? left - gap : right + gap) - plot.pixel_x(at.x), room.y - plot.pixel_y(at.y)}, words,
              "name " + colour_of(spot.cropper));
  }
}

}  // namespace

std::string colour_of(std::size_t cropper) {
  return fmt::format("c{}{}", cropper % colours, cropper < colours ? "" : " again");
}

std::string cropper_legend(const Scores& scores) {
  std::string items;
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++)
    items +=
        fmt::format(R"(<li><svg viewBox="0 0 30 10" aria-hidden="true"><path class="{}" d="M1 5H29"/></svg>{}</li>)",
                    line_style(cropper), html_text(scores.croppers[cropper].name));
  return fmt::format("<ul class=\"legend\">{}</ul>\n", items);
}

std::string success_plots(const Scores& scores) {
  std::string plots;
  for (std::size_t size = 0; size < scores.sides.size(); size++) plots += success_plot(scores, size);
  return fmt::format("<div class=\"plots\">{}</div>\n", plots);
}

std::string reliability_plots(const Scores& scores) {
  std::string plots;
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++)
    if (scores.croppers[cropper].looks()) plots += reliability_plot(scores, cropper, 0);
  return plots.empty() ? "" : fmt::format("<div class=\"plots\">{}</div>\n", plots);
}

std::string time_plot(const Scores& scores) {
  const auto spots = spots_of(scores);
  if (spots.empty()) return "";
  double lowest = 1;
  for (const auto& spot : spots) lowest = std::min(lowest, spot.good);
  const double from = std::max(0.0, std::floor(lowest * 5 - 0.2) / 5);
  const Plot::Axis across = time_axis(spots);
  Plot plot(across, percent_axis("good crops", from), "Good crops over time for a photo; the tables have the figures");
  for (const auto& spot : spots)
    plot.dot(place_of(spot, across), "dot " + colour_of(spot.cropper), words_for(scores, spot));
  name_spots(scores, spots, across, plot);
  return fmt::format("<div class=\"plots one\">{}</div>\n", figure("mean over the sizes", plot.svg()));
}

std::string overlap_examples() {
  std::string examples;
  for (const double overlap : {0.9, crop::good_overlap, crop::usable_overlap}) {
    const double shift = 60 * (1 - overlap) / (1 + overlap);  // two squares of 60, one beside the other
    examples += fmt::format(
        R"(<figure><svg viewBox="-2 -2 94 64" role="img" aria-label="two squares with an IoU of {0:.2f}">)"
        R"(<rect class="ideal" width="60" height="60"/><rect class="chosen" x="{1:.1f}" width="60" height="60"/></svg>)"
        R"(<figcaption>IoU {0:.2f}</figcaption></figure>)",
        overlap, shift);
  }
  return fmt::format("<div class=\"examples\">{}</div>\n", examples);
}

}  // namespace headroom::report
