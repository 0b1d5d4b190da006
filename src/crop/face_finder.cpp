#include "crop/face_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/turn.h"
#include "crop/overlap.h"
#include "crop/shrink_area.h"

namespace headroom::crop {
namespace {

// Samples on the longer side of what the network is shown.
constexpr int glance_side = 128;  // of the whole picture, first
constexpr int whole_side = 320;   // of the whole picture, in doubt
constexpr int close_side = 96;    // of the surroundings of one face

constexpr double close_share = 0.45;      // of a close look, which the face should fill: it is measured best so
constexpr double sure_at_a_glance = 0.9;  // least scores; faces that lie hardly reach them
constexpr double sure_from_close = 0.9;
constexpr double sure_of_the_whole = 0.91;
constexpr double worth_a_close_look = 0.6;
constexpr double worth_turning_for = 0.4;
constexpr double stands_upright = 0.5;  // in a close look: then the turn with the best score is right
constexpr double same_face = 0.3;       // least intersection over union
constexpr double rival_share = 0.4;     // of the first one's prominence

Rect all_of(const Image& picture) { return {0, 0, picture.luma.width(), picture.luma.height()}; }

/// Large faces are meant rather than small ones, sure ones rather than doubtful ones.
double prominence(const Face& face) { return face.score * std::sqrt(face.box.width * face.box.height); }

std::vector<Face> by_prominence(std::vector<Face> faces) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return prominence(a) > prominence(b); });
  return faces;
}

bool rivalled(const std::vector<Face>& faces) { return faces.size() > 1 && rivals(faces[1], faces[0]); }

/// A square around the face, as far as the picture goes.
Rect around(const Box& face, Size picture) {
  const int side = std::max(1, static_cast<int>(std::lround(std::max(face.width, face.height) / close_share)));
  const auto place = [&](double middle, int length) {
    const int begin = static_cast<int>(std::lround(middle - side / 2.0));
    return std::clamp(begin, 0, std::max(0, length - side));
  };
  const int x = place(face.x + face.width / 2, picture.width), y = place(face.y + face.height / 2, picture.height);
  return {x, y, std::min(side, picture.width - x), std::min(side, picture.height - y)};
}

/// Edges on quarters of a sample: a last bit that differs between processors must not move a crop.
Box rounded(const Box& box) {
  const auto quarter = [](double value) { return std::floor(value * 4 + 0.5) / 4; };
  const double x = quarter(box.x), y = quarter(box.y);
  return {x, y, quarter(box.x + box.width) - x, quarter(box.y + box.height) - y};
}

bool in_the_middle(const Box& box, Size picture) {
  const double x = (box.x + box.width / 2) / picture.width, y = (box.y + box.height / 2) / picture.height;
  return std::abs(x - 0.5) < 0.3 && std::abs(y - 0.5) < 0.3;
}

/// A part of a picture after so many quarter turns, with at most `side` samples on its longer side.
Image turned_part(const Image& picture, Rect part, int turns, int side) {
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(part.width, part.height));
  const Size small{std::max(1, static_cast<int>(std::lround(part.width * scale))),
                   std::max(1, static_cast<int>(std::lround(part.height * scale)))};
  const Orientation orientation = quarter_turns(turns);
  return turn(shrink_area(picture, part, small), orientation, upright(small, orientation));
}

Box scaled(const Box& box, double scale) {
  return {box.x * scale, box.y * scale, box.width * scale, box.height * scale};
}

/// One search; a failure of the network ends it.
class FaceSearch {
 public:
  FaceSearch(FaceNetwork& network, const Image& preview, bool turn)
      : network_(network), preview_(preview), turn_(turn) {}

  Result<FaceFinding> find() {
    const auto glance = look_at_all(preview_, glance_side);
    if (!glance) return Failure(glance.error());
    const auto close = confirmed(*glance);
    if (!close) return Failure(close.error());
    if (*close) return FaceFinding{{**close}, 0, {}};
    return find_in_doubt();
  }

 private:
  using Faces = std::vector<Face>;

  Result<FaceFinding> find_in_doubt() {
    auto whole = look_at_all(preview_, whole_side);
    if (!whole) return Failure(whole.error());
    if (!turn_ || (!whole->empty() && whole->front().score >= sure_of_the_whole)) return FaceFinding{*whole, 0, {}};
    const auto turns = turns_by(*whole);
    if (!turns) return Failure(turns.error());
    if (*turns == 0) return FaceFinding{*whole, 0, {}};
    auto turned = look_at_turned(*turns, whole_side);
    if (!turned) return Failure(turned.error());
    return turned->empty() ? FaceFinding{*whole, 0, {}} : FaceFinding{*whole, *turns, *turned};
  }

  Result<Faces> look_at_all(const Image& picture, int side) {
    auto faces = network_.look(picture, all_of(picture), side);
    if (!faces) return faces;
    return by_prominence(std::move(*faces));
  }

  /// At all of the preview after so many quarter turns.
  Result<Faces> look_at_turned(int turns, int side) {
    const Image turned = turned_part(preview_, all_of(preview_), turns, side);
    auto faces = look_at_all(turned, side);
    if (!faces) return faces;
    const double scale = static_cast<double>(preview_.luma.size().long_side()) / turned.luma.size().long_side();
    for (Face& face : *faces) face.box = scaled(face.box, scale);
    return faces;
  }

  /// The only face of a glance, measured better; nothing where a doubt is left that it is one and stands upright.
  Result<std::optional<Face>> confirmed(const Faces& glance) {
    if (glance.empty() || glance[0].score < worth_a_close_look || rivalled(glance)) return std::optional<Face>();
    const Rect part = around(glance[0].box, preview_.luma.size());
    const auto seen = network_.look(preview_, part, close_side);
    if (!seen) return Failure(seen.error());
    const auto again = std::ranges::find_if(*seen, [&](const Face& face) {
      return face.score >= sure_from_close && intersection_over_union(face.box, glance[0].box) > same_face;
    });
    if (again == seen->end()) return std::optional<Face>();
    if (glance[0].score >= sure_at_a_glance || !turn_) return std::optional(*again);
    const auto scores = scores_when_turned(preview_, part, 1);
    if (!scores) return Failure(scores.error());
    const bool upright = again->score > *std::ranges::max_element(*scores);
    return upright ? std::optional(*again) : std::nullopt;
  }

  /// How sure the network is of a face in the middle of a part, after `first` to 3 quarter turns; 0 for fewer.
  Result<std::array<double, 4>> scores_when_turned(const Image& picture, Rect part, int first) {
    std::array<double, 4> scores{};
    for (int turns = first; turns < 4; turns++) {
      const Image turned = turned_part(picture, part, turns, close_side);
      const auto faces = network_.look(turned, all_of(turned), close_side);
      if (!faces) return Failure(faces.error());
      for (const Face& face : *faces)
        if (in_the_middle(face.box, turned.luma.size())) scores[turns] = std::max(scores[turns], face.score);
    }
    return scores;
  }

  /// The quarter turns after which the face in a part is seen best; nothing where it is never seen well.
  Result<std::optional<int>> best_turns(const Image& picture, Rect part) {
    const auto scores = scores_when_turned(picture, part, 0);
    if (!scores) return Failure(scores.error());
    const auto* const best = std::ranges::max_element(*scores);
    if (*best < stands_upright) return std::optional<int>();
    return std::optional(static_cast<int>(best - scores->begin()));
  }

  /// The quarter turns that the photo needs, going by the faces that were seen as it is.
  Result<int> turns_by(const Faces& seen) {
    if (seen.empty()) return turns_by_glances();
    const auto turns = best_turns(preview_, around(seen[0].box, preview_.luma.size()));
    if (!turns) return Failure(turns.error());
    if (*turns) return **turns;
    return seen[0].score >= stands_upright ? Result<int>(0) : turns_by_glances();
  }

  /// Perhaps a face shows only once the picture is turned.
  Result<int> turns_by_glances() {
    int likeliest = 0;
    Face best;
    for (int turns = 1; turns < 4; turns++) {
      const auto faces = look_at_turned(turns, glance_side);
      if (!faces) return Failure(faces.error());
      if (faces->empty() || faces->front().score <= best.score) continue;
      best = faces->front();
      likeliest = turns;
    }
    if (best.score < worth_turning_for) return 0;
    const Image turned = turned_part(preview_, all_of(preview_), likeliest, preview_.luma.size().long_side());
    const auto more = best_turns(turned, around(best.box, turned.luma.size()));
    if (!more) return Failure(more.error());
    return *more ? (likeliest + **more) % 4 : 0;
  }

  FaceNetwork& network_;
  const Image& preview_;
  bool turn_;
};

}  // namespace

bool rivals(const Face& face, const Face& first) { return prominence(face) > rival_share * prominence(first); }

Result<FaceFinding> find_faces(FaceNetwork& network, const Image& preview, bool turn) {
  auto finding = FaceSearch(network, preview, turn).find();
  if (!finding) return finding;
  for (auto* faces : {&finding->as_it_is, &finding->turned})
    for (Face& face : *faces) face.box = rounded(face.box);
  return finding;
}

Box head_of(const Box& face) {
  return {face.x - 0.10 * face.width, face.y - 0.35 * face.height, 1.20 * face.width, 1.40 * face.height};
}

}  // namespace headroom::crop
