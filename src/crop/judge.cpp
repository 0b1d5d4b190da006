#include "crop/judge.h"

#include <algorithm>

#include "crop/face_finder.h"
#include "crop/overlap.h"

namespace headroom::crop {
namespace {

constexpr double size_apart = 1.25;  // areas this many times apart: the size is what is wrong, not the place

Box common(const Box& a, const Box& b) {
  const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(0.0, std::min(a.x + a.width, b.x + b.width) - x),
          std::max(0.0, std::min(a.y + a.height, b.y + b.height) - y)};
}

double area(const Box& box) { return box.width * box.height; }

Box frame_of(Size photo) { return {0, 0, static_cast<double>(photo.width), static_cast<double>(photo.height)}; }

Box ideal_crop(const Box& head, Size photo, int least_side, int margin) {
  const double width = photo.width, height = photo.height;
  double side = std::max(head.height * (1 + 2 * margin / 100.0), static_cast<double>(least_side));
  side = std::min({side, width, height});
  return {std::clamp(head.x + head.width / 2 - side / 2, 0.0, width - side),
          std::clamp(head.y - (side - head.height) / 4, 0.0, height - side), side, side};
}

}  // namespace

std::string_view name(Defect defect) {
  switch (defect) {
    case Defect::none:
      return "none";
    case Defect::beside:
      return "beside";
    case Defect::too_tight:
      return "too tight";
    case Defect::too_wide:
      return "too wide";
    case Defect::head_cut:
      return "head cut";
    case Defect::missed:
      return "missed";
  }
  return "none";
}

Ideal ideal_of(const Box& face, Size photo, int least_side, int margin) {
  const Box head = head_of(face);
  return {face, head, ideal_crop(head, photo, least_side, margin), photo};
}

Verdict judge(const Box& crop, const Ideal& ideal) {
  if (crop.width <= 0) return {};
  const Box frame = frame_of(ideal.photo);
  const Box visible = common(ideal.head, frame);
  Verdict verdict;
  verdict.overlap = intersection_over_union(crop, ideal.crop);
  verdict.contained = area(visible) > 0 && area(common(visible, crop)) >= contained_share * area(visible);
  verdict.missed = area(common(ideal.face, crop)) < found_share * area(common(ideal.face, frame));
  return verdict;
}

Defect defect_of(const Box& crop, const Ideal& ideal) {
  const Verdict verdict = judge(crop, ideal);
  if (verdict.missed) return Defect::missed;
  if (!verdict.contained) return Defect::head_cut;
  if (verdict.good()) return Defect::none;
  if (area(crop) > size_apart * area(ideal.crop)) return Defect::too_wide;
  return area(crop) * size_apart < area(ideal.crop) ? Defect::too_tight : Defect::beside;
}

Box centre_box(Size photo) {
  const double side = photo.short_side();
  return {(photo.width - side) / 2, (photo.height - side) / 2, side, side};
}

}  // namespace headroom::crop
