#pragma once

#include <optional>

#include "base/photo.h"
#include "crop/face_network.h"

namespace headroom::crop {

/// What the face finder found out about a photo.
struct FaceFinding {
  std::optional<Face> face;     // of the person that the photo is of; photo pixels
  bool several_people = false;  // another face is nearly as large and as sure
};

/// The face of the person whom `preview` shows best: large and sure. Looks at a small copy first, then closely at what
/// was found there; at all of the preview only where that left a doubt.
///
/// preview  planes of equal size, or luma alone; planes say where they lie in the photo
/// fails    internal: the network gives no answer
Result<FaceFinding> find_by_face(FaceNetwork& network, const Image& preview);

/// The head around a face, as src/README.md has it.
Box head_of(const Box& face);

}  // namespace headroom::crop
