#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::report {

/// A drawing with two axes, as SVG that stands in a page. Colours come from the page's style, by class.
class Plot {
 public:
  struct Axis {
    double from = 0;
    double to = 1;
    std::string title;
    std::vector<std::pair<double, std::string>> ticks{};
    bool logarithmic = false;
  };
  struct Point {
    double x = 0;
    double y = 0;
  };

  /// words  what it shows, for who cannot see it
  Plot(Axis across, Axis up, std::string words);

  // Places are in the units of the axes; texts are plain. `style` names classes; `words` show where a pointer rests.
  void line(const std::vector<Point>& points, std::string_view style, std::string_view words = {});
  void bar(double from, double to, double value, std::string_view style, std::string_view words);
  void dot(Point at, std::string_view style, std::string_view words);
  /// beside  how far from the point, in pixels of the drawing
  void text(Point at, std::string_view anchor, Point beside, std::string_view text, std::string_view style = {});

  std::string svg() const;

  double pixel_x(double x) const;  // where it is drawn
  double pixel_y(double y) const;

 private:
  void add_axes();

  Axis across_, up_;
  std::string words_;
  std::string body_;
};

}  // namespace headroom::report
