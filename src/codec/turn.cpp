#include "codec/turn.h"

#include "codec/window.h"

namespace headroom::codec {

Image turn_region(Image stored, Rect crop, Size output, Orientation orientation, Size photo) {
  if (orientation == Orientation{}) return stored;
  const Rect rect = stored_rect(crop, orientation, upright(photo, orientation));
  const Size stored_output = upright(output, orientation);
  for (Plane* plane : stored.planes())
    if (!plane->empty())
      *plane = turn(*plane, sample_window(rect, stored_output, plane->across, plane->down, plane->size()), orientation,
                    photo);
  return stored;
}

}  // namespace headroom::codec
