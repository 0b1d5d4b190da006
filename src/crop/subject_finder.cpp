#include "crop/subject_finder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/turn.h"
#include "crop/face_finder.h"
#include "crop/overlap.h"
#include "crop/shrink_area.h"
#include "crop/skin_finder.h"
#include "crop/skin_on_device.h"

namespace headroom::crop {
namespace {

Box in_photo(const Box& box, const Plane& plane) {
  return {plane.across.origin + box.x * plane.across.step, plane.down.origin + box.y * plane.down.step,
          box.width * plane.across.step, box.height * plane.down.step};
}

/// Which of the faces that could be meant the photo is of. `faces`: at least one, the most prominent first.
const Face& chosen(const std::vector<Face>& faces, Person person, double middle) {
  const auto end =
      std::find_if_not(faces.begin(), faces.end(), [&](const Face& face) { return rivals(face, faces[0]); });
  const auto centre = [](const Face& face) { return face.box.x + face.box.width / 2; };
  const auto least = [&](const auto& distance) -> const Face& {
    return *std::min_element(faces.begin(), end,
                             [&](const Face& a, const Face& b) { return distance(a) < distance(b); });
  };
  switch (person) {
    case Person::central:
      return least([&](const Face& face) { return std::abs(centre(face) - middle); });
    case Person::left:
      return least(centre);
    case Person::right:
      return least([&](const Face& face) { return -centre(face); });
    case Person::largest:
    case Person::only:
      break;
  }
  return faces.front();
}

Image clone(const Image& image) { return {image.luma.clone(), image.cb.clone(), image.cr.clone()}; }

/// One search for one photo.
class Look {
 public:
  Look(const Image& preview, Size photo, const Search& search, compute::Backend& backend)
      : preview_(&preview), photo_(photo), search_(search), backend_(backend) {}

  Result<Sighting> by_face(FaceNetwork& network) {
    const auto found = find_faces(network, *preview_, search_.turn);
    if (!found) return Failure(found.error());
    turn_by(found->quarter_turns);
    if (!found->faces.empty()) weigh(found->faces);
    return finished();
  }

  Sighting by_skin() {
    const SkinFinding found = skin();
    sighting_.subject = found.subject;
    if (found.several_people) sighting_.flags.raise(Flag::several_people);
    return finished();
  }

 private:
  void turn_by(int turns) {
    if (turns == 0) return;
    const Orientation orientation = quarter_turns(turns);
    photo_ = upright(photo_, orientation);
    turned_ = turn(clone(*preview_), orientation, photo_);
    preview_ = &turned_;
    sighting_.quarter_turns = turns;
    sighting_.flags.raise(Flag::turned);
  }

  void weigh(const std::vector<Face>& faces) {
    const Face& face = chosen(faces, search_.person, preview_->luma.width() / 2.0);
    sighting_.subject = {Finder::face, head_of(in_photo(face.box, preview_->luma)), face.score};
    if (faces.size() > 1 && rivals(faces[1], faces[0])) sighting_.flags.raise(Flag::several_people);
  }

  SkinFinding skin() {
    const Image small = shrink_to(clone(*preview_), fitted_long_side);
    const auto map = make_skin_map(small, backend_);
    sighting_.redone_on_cpu |= map.redone_on_cpu;
    SkinFinding found = find_by_skin(map.value, small);
    if (found.grey) sighting_.flags.raise(Flag::grey);
    return found;
  }

  Sighting finished() {
    const Subject& subject = sighting_.subject;
    if (!subject.found())
      sighting_.flags.raise(Flag::no_subject);
    else if (subject.confidence < search_.least_confidence)
      sighting_.flags.raise(Flag::low_confidence);
    sighting_.salient = {0, 0, static_cast<double>(photo_.width), static_cast<double>(photo_.height)};
    return std::move(sighting_);
  }

  const Image* preview_;
  Image turned_;  // the preview, where it lay on its side
  Size photo_;
  const Search& search_;
  compute::Backend& backend_;
  Sighting sighting_;
};

}  // namespace

Result<Sighting> SubjectFinder::find(const Image& preview, Size photo, const Search& search) const {
  Look look(preview, photo, search, backend_);
  if (networks_ == nullptr || search.senses == Senses::skin) return look.by_skin();
  auto network = networks_->borrow();
  return look.by_face(*network);
}

}  // namespace headroom::crop
