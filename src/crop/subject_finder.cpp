#include "crop/subject_finder.h"

#include <algorithm>
#include <cmath>

#include "base/turn.h"
#include "crop/confidence.h"
#include "crop/face_finder.h"
#include "crop/overlap.h"
#include "crop/saliency.h"
#include "crop/shrink_area.h"
#include "crop/skin_finder.h"
#include "crop/skin_on_device.h"

namespace headroom::crop {
namespace {

constexpr double sure_without_skin = 0.8;  // the score of a face that skin is not asked about
constexpr double measured_well = 0.7;      // below, the head is better measured by face and skin together
constexpr double told_without_colour = 0.5;
constexpr double same_head = 0.4;  // least intersection over union

Image clone(const Image& image) { return {image.luma.clone(), image.cb.clone(), image.cr.clone()}; }

Box in_photo(const Box& box, const Plane& plane) {
  return {plane.across.origin + box.x * plane.across.step, plane.down.origin + box.y * plane.down.step,
          box.width * plane.across.step, box.height * plane.down.step};
}

Box mean_of(const Box& a, const Box& b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.width + b.width) / 2, (a.height + b.height) / 2};
}

/// Which of the faces that could be meant the photo is of.
///
/// faces   at least one, the most prominent first
/// middle  of the preview, from left to right
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

/// One search in one photo.
class Look {
 public:
  Look(const Search& search, compute::Backend& backend) : search_(search), backend_(backend) {}

  Result<Sighting> by_face(FaceNetwork& network, const Image& preview, Size photo) {
    const auto found = find_faces(network, preview, search_.turn);
    if (!found) return Failure(found.error());
    if (found->quarter_turns == 0) return finished(weighed(preview, found->as_it_is), preview, photo);

    const Orientation orientation = quarter_turns(found->quarter_turns);
    const Size turned_photo = upright(photo, orientation);
    const Image turned = turn(clone(preview), orientation, turned_photo);
    Sighting sighting = weighed(turned, found->turned);
    if (!trusted(sighting)) {  // a face seen only when the photo is turned, and not surely, is no reason to turn it
      Sighting unturned = weighed(preview, found->as_it_is);
      unturned.redone_on_cpu |= sighting.redone_on_cpu;
      return finished(unturned, preview, photo);
    }
    sighting.quarter_turns = found->quarter_turns;
    sighting.flags.raise(Flag::turned);
    return finished(sighting, turned, turned_photo);
  }

  Sighting by_skin(const Image& preview, Size photo) {
    Sighting sighting;
    take(skin(preview, sighting), sighting);
    return finished(sighting, preview, photo);
  }

 private:
  bool asks_skin() const { return search_.senses == Senses::face_and_skin; }
  bool trusted(const Sighting& sighting) const { return sighting.trusted_head(search_.least_confidence) != nullptr; }

  /// What the faces say, and skin where they leave a doubt.
  Sighting weighed(const Image& preview, const std::vector<Face>& faces) {
    Sighting sighting;
    if (faces.empty()) {
      if (asks_skin()) take_in_place_of_a_face(skin(preview, sighting), sighting);
      return sighting;
    }
    const bool several = faces.size() > 1 && rivals(faces[1], faces[0]);
    if (several) sighting.flags.raise(Flag::several_people);
    if (several && search_.person == Person::only) return sighting;
    const Face& face = chosen(faces, search_.person, preview.luma.width() / 2.0);
    const double confidence = asks_skin() ? confidence_of_face(face.score) : confidence_of_face_alone(face.score);
    sighting.subject = {Finder::face, head_of(in_photo(face.box, preview.luma)), confidence};
    if (face.score < sure_without_skin && asks_skin())
      weigh(face, heads_of_others(face, faces, preview.luma), skin(preview, sighting), sighting);
    return sighting;
  }

  static std::vector<Box> heads_of_others(const Face& face, const std::vector<Face>& faces, const Plane& luma) {
    std::vector<Box> heads;
    for (const Face& other : faces)
      if (&other != &face) heads.push_back(head_of(in_photo(other.box, luma)));
    return heads;
  }

  /// Skin confirms or contests a face of which the network is not sure. It has no say where it sees somebody else.
  void weigh(const Face& face, const std::vector<Box>& others, const SkinFinding& found, Sighting& sighting) const {
    Subject& subject = sighting.subject;
    const auto is_skins = [&](const Box& head) {
      return intersection_over_union(head, found.subject.head) > same_head;
    };
    if (!found.subject.found() || std::ranges::any_of(others, is_skins)) return;
    if (is_skins(subject.head)) {
      if (face.score < measured_well) subject.head = mean_of(subject.head, found.subject.head);
      return;
    }
    if (found.grey && face.score >= told_without_colour) return;  // skin has little to say without colour
    subject.confidence = confidence_of_contested_face(face.score);
    if (confidence_without_face(found.subject.confidence) > subject.confidence)
      take_in_place_of_a_face(found, sighting);
  }

  void take_in_place_of_a_face(const SkinFinding& found, Sighting& sighting) const {
    take(found, sighting);
    Subject& subject = sighting.subject;
    if (subject.found()) subject.confidence = confidence_without_face(subject.confidence);
  }

  void take(const SkinFinding& found, Sighting& sighting) const {
    if (found.several_people) sighting.flags.raise(Flag::several_people);
    const bool nobody = found.several_people && search_.person == Person::only;
    sighting.subject = nobody ? Subject() : found.subject;
  }

  SkinFinding skin(const Image& preview, Sighting& sighting) {
    const Image small = shrink_to(preview, fitted_long_side);
    const auto map = make_skin_map(small, backend_);
    sighting.redone_on_cpu |= map.redone_on_cpu;
    SkinFinding found = find_by_skin(map.value, small);
    if (found.grey) sighting.flags.raise(Flag::grey);
    return found;
  }

  Sighting finished(Sighting sighting, const Image& preview, Size photo) const {
    if (trusted(sighting)) return sighting;
    sighting.flags.raise(sighting.subject.found() ? Flag::low_confidence : Flag::no_subject);
    sighting.salient = salient_square(preview, photo);
    return sighting;
  }

  const Search& search_;
  compute::Backend& backend_;
};

}  // namespace

Result<Sighting> SubjectFinder::find(const Image& preview, Size photo, const Search& search) const {
  Look look(search, backend_);
  if (networks_ == nullptr || search.senses == Senses::skin) return look.by_skin(preview, photo);
  auto network = networks_->borrow();
  return look.by_face(*network, preview, photo);
}

}  // namespace headroom::crop
