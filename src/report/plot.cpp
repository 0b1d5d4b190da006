#include "report/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/escape.h"

namespace headroom::report {
namespace {

// Pixels of the drawing, which the page scales.
constexpr double width = 360, height = 260;
constexpr double left = 56, right = 10, above = 14, below = 40;

double share(const Plot::Axis& axis, double value) {
  if (!axis.logarithmic) return (value - axis.from) / (axis.to - axis.from);
  return std::log(value / axis.from) / std::log(axis.to / axis.from);
}

std::string title(std::string_view words) {
  return words.empty() ? "" : fmt::format("<title>{}</title>", html_text(words));
}

}  // namespace

Plot::Plot(Axis across, Axis up, std::string words)
    : across_(std::move(across)), up_(std::move(up)), words_(std::move(words)) {
  add_axes();
}

double Plot::pixel_x(double x) const { return left + std::clamp(share(across_, x), 0.0, 1.0) * (width - left - right); }

double Plot::pixel_y(double y) const {
  return height - below - std::clamp(share(up_, y), 0.0, 1.0) * (height - above - below);
}

void Plot::add_axes() {
  for (const auto& [value, words] : up_.ticks) {
    const double y = pixel_y(value);
    body_ += fmt::format(R"(<path class="grid" d="M{} {:.1f}H{}"/>)", left, y, width - right);
    body_ += fmt::format(R"(<text x="{}" y="{:.1f}" text-anchor="end">{}</text>)", left - 6, y + 4, html_text(words));
  }
  for (const auto& [value, words] : across_.ticks) {
    const double x = pixel_x(value);
    body_ += fmt::format(R"(<path class="grid" d="M{:.1f} {}V{}"/>)", x, above, height - below);
    body_ += fmt::format(R"(<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>)", x, height - below + 16,
                         html_text(words));
  }
  body_ += fmt::format(R"(<text class="axis" x="{}" y="{}" text-anchor="middle">{}</text>)", (left + width - right) / 2,
                       height - 6, html_text(across_.title));
  const double middle = (above + height - below) / 2;
  body_ += fmt::format(
      R"svg(<text class="axis" x="12" y="{0}" text-anchor="middle" transform="rotate(-90 12 {0})">{1}</text>)svg",
      middle, html_text(up_.title));
}

void Plot::line(const std::vector<Point>& points, std::string_view style, std::string_view words) {
  std::string path;
  for (const Point& point : points)
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? 'M' : 'L', pixel_x(point.x), pixel_y(point.y));
  body_ += fmt::format(R"(<path class="{}" d="{}">{}</path>)", style, path, title(words));
}

void Plot::bar(double from, double to, double value, std::string_view style, std::string_view words) {
  const double x = pixel_x(from) + 1, y = pixel_y(value);
  body_ += fmt::format(R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">{}</rect>)", style, x,
                       y, pixel_x(to) - 1 - x, height - below - y, title(words));
}

void Plot::dot(Point at, std::string_view style, std::string_view words) {
  body_ += fmt::format(R"(<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="6">{}</circle>)", style, pixel_x(at.x),
                       pixel_y(at.y), title(words));
}

void Plot::text(Point at, std::string_view anchor, Point beside, std::string_view text, std::string_view style) {
  body_ += fmt::format(R"(<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)", style,
                       pixel_x(at.x) + beside.x, pixel_y(at.y) + beside.y, anchor, html_text(text));
}

std::string Plot::svg() const {
  return fmt::format(R"(<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>)", width, height,
                     html_text(words_), body_);
}

}  // namespace headroom::report
