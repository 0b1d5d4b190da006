#include "crop/face_finder.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "crop/overlap.h"

namespace headroom::crop {
namespace {

constexpr int glance_side = 128;  // samples: a first look at the whole picture, a fifth of the cost of all of it
constexpr int whole_side = 320;
constexpr int close_side = 96;        // a second look at one face alone
constexpr double close_share = 0.45;  // of that look, which the face should fill: the network measures such faces best
constexpr double sure_at_a_glance = 0.9;
constexpr double sure_from_close = 0.8;
constexpr double same_face = 0.3;    // least intersection over union
constexpr double rival_share = 0.5;  // of the first one's prominence: then who is meant is not clear

Rect all_of(const Image& picture) { return {0, 0, picture.luma.width(), picture.luma.height()}; }

/// Large faces are meant rather than small ones, sure ones rather than doubtful ones.
double prominence(const Face& face) { return face.score * std::sqrt(face.box.width * face.box.height); }

std::vector<Face> by_prominence(std::vector<Face> faces) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return prominence(a) > prominence(b); });
  return faces;
}

bool rivalled(const std::vector<Face>& faces) {
  return faces.size() > 1 && prominence(faces[1]) > rival_share * prominence(faces[0]);
}

/// A square around the face, as far as the picture goes.
Rect around(const Box& face, Size picture) {
  const int side = std::max(1, static_cast<int>(std::lround(std::max(face.width, face.height) / close_share)));
  const auto place = [&](double middle, int length) {
    const int begin = static_cast<int>(std::lround(middle - side / 2.0));
    return std::max(0, std::min(begin, length - side));
  };
  const int x = place(face.x + face.width / 2, picture.width), y = place(face.y + face.height / 2, picture.height);
  return {x, y, std::min(side, picture.width - x), std::min(side, picture.height - y)};
}

/// The same face, measured better; nothing where a closer look does not confirm it.
Result<std::optional<Face>> look_closely(FaceNetwork& network, const Image& preview, const Face& face) {
  auto seen = network.look(preview, around(face.box, preview.luma.size()), close_side);
  if (!seen) return Failure(seen.error());
  for (const Face& again : *seen)
    if (again.score >= sure_from_close && intersection_over_union(again.box, face.box) > same_face) return again;
  return std::optional<Face>();
}

/// Edges on quarters of a sample: the last bits of what the network says differ between processors.
Box rounded(const Box& box) {
  const auto quarter = [](double value) { return std::floor(value * 4 + 0.5) / 4; };
  const double x = quarter(box.x), y = quarter(box.y);
  return {x, y, quarter(box.x + box.width) - x, quarter(box.y + box.height) - y};
}

Face in_photo(const Face& face, const Plane& luma) {
  const Box box = rounded(face.box);
  const auto &across = luma.across, &down = luma.down;
  return {{across.origin + box.x * across.step, down.origin + box.y * down.step, box.width * across.step,
           box.height * down.step},
          face.score};
}

}  // namespace

Result<FaceFinding> find_by_face(FaceNetwork& network, const Image& preview) {
  auto glance = network.look(preview, all_of(preview), glance_side);
  if (!glance) return Failure(glance.error());
  const std::vector<Face> first = by_prominence(std::move(*glance));
  if (!first.empty() && first[0].score >= sure_at_a_glance && !rivalled(first)) {
    const auto closer = look_closely(network, preview, first[0]);
    if (!closer) return Failure(closer.error());
    if (*closer) return FaceFinding{in_photo(**closer, preview.luma), false};
  }
  auto whole = network.look(preview, all_of(preview), whole_side);
  if (!whole) return Failure(whole.error());
  const std::vector<Face> faces = by_prominence(std::move(*whole));
  if (faces.empty()) return FaceFinding{};
  return FaceFinding{in_photo(faces[0], preview.luma), rivalled(faces)};
}

Box head_of(const Box& face) {
  return {face.x - 0.10 * face.width, face.y - 0.35 * face.height, 1.20 * face.width, 1.40 * face.height};
}

}  // namespace headroom::crop
