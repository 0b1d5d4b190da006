#pragma once

#include <vector>

#include "base/photo.h"
#include "crop/face_network.h"

namespace headroom::crop {

/// What the face finder found out about a photo.
struct FaceFinding {
  std::vector<Face> as_it_is;  // the most prominent first; samples of the preview
  int quarter_turns = 0;       // clockwise, that make the faces stand upright
  std::vector<Face> turned;    // those seen then, where it is not 0; samples of the preview as turned

  const std::vector<Face>& faces() const { return quarter_turns == 0 ? as_it_is : turned; }
};

/// The faces that `preview` shows, large and sure ones first. Looks at a small copy of it, then closely at what was
/// found there; at all of the preview only where that left a doubt; and where the doubt stays, at copies turned by
/// quarters, if `turn` allows: the network sees faces that lie, too, but is less sure of them.
///
/// preview  planes of equal size, or luma alone
/// fails    internal: the network gives no answer
/// source   bench/README.md, "Faces"
Result<FaceFinding> find_faces(FaceNetwork& network, const Image& preview, bool turn);

/// True when so much less prominent a face may still be the person whom the photo is of.
bool rivals(const Face& face, const Face& first);

/// The head around a face, as src/README.md has it.
Box head_of(const Box& face);

}  // namespace headroom::crop
