#include "crop/subject_finder.h"

#include "crop/face_finder.h"
#include "crop/skin_finder.h"
#include "crop/skin_on_device.h"

namespace headroom::crop {
namespace {

Sighting sighting_by_skin(const Image& preview, compute::Backend& backend) {
  Sighting sighting;
  const auto map = make_skin_map(preview, backend);
  sighting.redone_on_cpu = map.redone_on_cpu;
  const auto found = find_by_skin(map.value, preview);
  if (found.grey) sighting.flags.raise(Flag::grey);
  if (found.several_people) sighting.flags.raise(Flag::several_people);
  sighting.subject = found.subject;
  return sighting;
}

}  // namespace

Result<Sighting> SubjectFinder::find(const Image& preview, Size photo, const Search& search) const {
  Sighting sighting;
  if (networks_ != nullptr && search.senses != Senses::skin) {
    auto network = networks_->borrow();
    auto found = find_by_face(*network, preview);
    if (!found) return Failure(found.error());
    if (found->face) {
      sighting.subject = {Finder::face, head_of(found->face->box), found->face->score};
      if (found->several_people) sighting.flags.raise(Flag::several_people);
    }
  }
  if (!sighting.subject.found() && search.senses != Senses::face) sighting = sighting_by_skin(preview, backend_);
  if (preview.grey()) sighting.flags.raise(Flag::grey);
  if (!sighting.subject.found())
    sighting.flags.raise(Flag::no_subject);
  else if (sighting.trusted_head(search.least_confidence) == nullptr)
    sighting.flags.raise(Flag::low_confidence);
  sighting.salient = {0, 0, static_cast<double>(photo.width), static_cast<double>(photo.height)};
  return sighting;
}

}  // namespace headroom::crop
