#pragma once

#include "base/photo.h"
#include "compute/backend.h"
#include "crop/face_networks.h"
#include "crop/search.h"

namespace headroom::crop {

/// Samples on the longer side, at most, of the previews that skin, sharpness and light were fitted on.
constexpr int fitted_long_side = 320;

/// What was found out about who a photo is of.
struct Sighting {
  Subject subject;        // in pixels of the photo as turned
  int quarter_turns = 0;  // clockwise, that make the photo stand upright
  Box salient;            // the square to show where nobody is trusted; pixels of the photo as turned
  Flags flags;            // grey, several_people, no_subject, low_confidence, turned
  bool redone_on_cpu = false;

  /// Where the head is, if that is sure enough to crop by.
  const Box* trusted_head(double least_confidence) const {
    return subject.found() && subject.confidence >= least_confidence ? &subject.head : nullptr;
  }
};

/// Finds out who a photo is of, by face and by skin. For all threads.
class SubjectFinder {
 public:
  /// networks  none: there is no face model, and skin alone is looked for
  /// Both outlive the finder.
  SubjectFinder(FaceNetworks* networks, compute::Backend& backend) : networks_(networks), backend_(backend) {}

  bool sees_faces() const { return networks_ != nullptr; }

  /// preview  planes of equal size, or luma alone; planes say where they lie in the photo
  /// photo    its size, pixels
  /// fails    internal: the face network gives no answer
  Result<Sighting> find(const Image& preview, Size photo, const Search& search) const;

 private:
  FaceNetworks* networks_;
  compute::Backend& backend_;
};

}  // namespace headroom::crop
