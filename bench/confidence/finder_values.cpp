// What the face finder and the skin finder say of photos, parts of them and worsened copies, for
// bench/confidence/measure:
//   finder_values MODEL < LINES
// A line is path,left,top,right,bottom,change: a part in shares of the photo's sides, and none, grey, or one of small,
// blur, dark, noise with an amount (small:40). Each gives a line of CSV; boxes are heads, in photo pixels.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/read_file.h"
#include "batch/steps.h"
#include "codec/photo_source.h"
#include "crop/cell_means.h"
#include "crop/face_finder.h"
#include "crop/face_networks.h"
#include "crop/shrink_area.h"
#include "crop/skin_finder.h"
#include "crop/subject_finder.h"

namespace headroom {
namespace {

struct Line {
  std::string path;
  double left = 0, top = 0, right = 1, bottom = 1;
  std::string change;
  int amount = 0;
};

std::optional<Line> line_from(const std::string& text) {
  std::vector<std::string> cells;
  std::istringstream stream(text);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  if (cells.size() != 6) return std::nullopt;
  const auto colon = cells[5].find(':');
  return Line{cells[0],
              std::stod(cells[1]),
              std::stod(cells[2]),
              std::stod(cells[3]),
              std::stod(cells[4]),
              cells[5].substr(0, colon),
              colon == std::string::npos ? 0 : std::stoi(cells[5].substr(colon + 1))};
}

std::optional<Image> preview_of(const std::string& path) {
  auto bytes = headroom::read_file(path, std::size_t{1} << 30);
  if (!bytes) return std::nullopt;
  auto source = codec::open_photo(std::move(*bytes), {});
  if (!source) return std::nullopt;
  auto preview = (*source)->preview(batch::preview_long_side);
  return preview ? std::optional(std::move(*preview)) : std::nullopt;
}

void blur(Plane& plane, int radius) {
  crop::Cells cells;
  for (int y = 0; y < plane.height(); y++) cells.insert(cells.end(), plane.row(y), plane.row(y) + plane.width());
  cells = crop::blur(crop::blur(cells, plane.width(), plane.height(), radius), plane.width(), plane.height(), radius);
  for (int y = 0; y < plane.height(); y++)
    std::copy_n(cells.begin() + std::ptrdiff_t{y} * plane.width(), plane.width(), plane.row(y));
}

void change_luma(Plane& plane, const auto& change) {
  for (int y = 0; y < plane.height(); y++)
    for (int x = 0; x < plane.width(); x++)
      plane.row(y)[x] = static_cast<Byte>(std::clamp(static_cast<int>(change(plane.row(y)[x])), 0, 255));
}

Image changed(Image image, const Line& line) {
  if (line.change == "grey") return {std::move(image.luma), {}, {}};
  if (line.change == "small") return crop::shrink_to(image, line.amount);
  if (line.change == "blur")
    for (Plane* plane : image.planes())
      if (!plane->empty()) blur(*plane, line.amount);
  if (line.change == "dark") change_luma(image.luma, [&](int level) { return level * line.amount / 100; });
  std::mt19937 random(7);
  std::uniform_int_distribution<int> noise(-line.amount, line.amount);
  if (line.change == "noise") change_luma(image.luma, [&](int level) { return level + noise(random); });
  return image;
}

Image part_of(const Image& preview, const Line& line) {
  const Size size = preview.luma.size();
  const auto at = [](double share, int length) { return static_cast<int>(share * length + 0.5); };
  const int x = at(line.left, size.width), y = at(line.top, size.height);
  const int width = std::max(1, at(line.right, size.width) - x), height = std::max(1, at(line.bottom, size.height) - y);
  return crop::shrink_area(preview, {x, y, width, height}, {width, height});
}

std::string text(const Box& box) {
  return fmt::format("{:.1f},{:.1f},{:.1f},{:.1f}", box.x, box.y, box.width, box.height);
}

void print(const std::string& line, const Image& preview, crop::FaceNetwork& network) {
  const auto found = crop::find_faces(network, preview, true).value();
  const auto& faces = found.faces();
  const Image small = crop::shrink_to(preview, crop::fitted_long_side);
  const auto skin = crop::find_by_skin(crop::make_skin_map_on_cpu(small), small).subject;
  const bool any = !faces.empty();
  const Plane& luma = preview.luma;
  Box head{};
  if (any) {
    const Box box = crop::head_of(faces[0].box);
    head = {luma.across.origin + box.x * luma.across.step, luma.down.origin + box.y * luma.down.step,
            box.width * luma.across.step, box.height * luma.down.step};
  }
  const double pixels = any ? faces[0].box.height : 0;
  fmt::print("{},{},{:.4f},{:.1f},{},{:.4f},{}\n", line, found.quarter_turns, any ? faces[0].score : 0, pixels,
             text(head), skin.confidence, text(skin.head));
}

int run(const char* model) {
  const auto networks = crop::FaceNetworks::load(model);
  if (!networks) return 2;
  auto network = (*networks)->borrow();
  fmt::print(
      "path,left,top,right,bottom,change,turns,score,face_samples,head_x,head_y,head_w,head_h,skin_confidence,"
      "skin_x,skin_y,skin_w,skin_h\n");
  std::string path;
  std::optional<Image> preview;
  for (std::string text; std::getline(std::cin, text);) {
    const auto line = line_from(text);
    if (!line) return 2;
    if (line->path != path) preview = preview_of(line->path);
    path = line->path;
    if (preview) print(text, changed(part_of(*preview, *line), *line), *network);
  }
  return 0;
}

}  // namespace
}  // namespace headroom

int main(int count, char** arguments) { return count == 2 ? headroom::run(arguments[1]) : 2; }
