#include "batch/frames.h"

#include "crop/framing.h"

namespace headroom::batch {
namespace {

crop::Senses senses_of(Cropper cropper) {
  if (cropper == Cropper::face) return crop::Senses::face;
  return cropper == Cropper::skin ? crop::Senses::skin : crop::Senses::face_and_skin;
}

Rect square_for(const OutputSpec& output, const crop::Sighting& sighting, Size photo, const Settings& settings) {
  if (settings.cropper == Cropper::centre) return crop::centre_square(photo);
  const Box* head = sighting.trusted_head(settings.least_confidence);
  if (head == nullptr) return crop::aligned_square(sighting.salient, photo);
  if (settings.cropper == Cropper::aligned) return crop::aligned_square(*head, photo);
  return crop::square_around(*head, photo, crop_side(settings, output), settings.margin);
}

}  // namespace

crop::Search search_for(const Settings& settings) {
  return {senses_of(settings.cropper), settings.person, settings.auto_rotate, settings.least_confidence};
}

Rect crop_for(const OutputSpec& output, const crop::Sighting& sighting, Size photo, const Settings& settings) {
  const bool headed =
      settings.cropper != Cropper::centre && sighting.trusted_head(settings.least_confidence) != nullptr;
  return crop::grown_to_aspect(square_for(output, sighting, photo, settings), photo, output.size,
                               headed ? crop::Anchor::head : crop::Anchor::middle);
}

}  // namespace headroom::batch
