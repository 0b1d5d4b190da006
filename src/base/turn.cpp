#include "base/turn.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace headroom {
namespace {

/// Steps through stored samples in upright order: sample (x, y) is first[x * across + y * down].
struct Walk {
  const Byte* first;
  std::ptrdiff_t across;
  std::ptrdiff_t down;
};

Walk upright_walk(const Plane& stored, Rect window, Orientation orientation) {
  const Byte* corner = stored.row(window.y) + window.x;
  const std::ptrdiff_t stride = stored.stride();
  Walk walk = orientation.transposed ? Walk{corner, stride, 1} : Walk{corner, 1, stride};
  const Size size = upright({window.width, window.height}, orientation);
  if (orientation.mirrored_across) {
    walk.first += walk.across * (size.width - 1);
    walk.across = -walk.across;
  }
  if (orientation.mirrored_down) {
    walk.first += walk.down * (size.height - 1);
    walk.down = -walk.down;
  }
  return walk;
}

void copy_tile(const Walk& walk, Plane& to, Rect tile) {
  for (int y = tile.y; y < tile.y + tile.height; y++) {
    Byte* row = to.row(y);
    const Byte* from = walk.first + y * walk.down;
    for (int x = tile.x; x < tile.x + tile.width; x++) row[x] = from[x * walk.across];
  }
}

void copy_tiles(const Walk& walk, Plane& to) {
  constexpr int side = 32;  // samples: a tile's rows and columns stay in the first-level cache
  for (int y = 0; y < to.height(); y += side)
    for (int x = 0; x < to.width(); x += side)
      copy_tile(walk, to, {x, y, std::min(side, to.width() - x), std::min(side, to.height() - y)});
}

void copy_rows(const Walk& walk, Plane& to) {
  for (int y = 0; y < to.height(); y++) {
    const Byte* from = walk.first + y * walk.down;
    if (walk.across == 1)
      std::memcpy(to.row(y), from, to.width());
    else
      std::reverse_copy(from - (to.width() - 1), from + 1, to.row(y));
  }
}

Axis part_of(Axis axis, int first) { return {axis.origin + first * axis.step, axis.step}; }

Axis mirrored(Axis axis, int samples, int extent) { return {extent - (axis.origin + samples * axis.step), axis.step}; }

}  // namespace

Orientation quarter_turns(int count) {
  switch (count & 3) {
    case 1:
      return {true, true, false};
    case 2:
      return {false, true, true};
    case 3:
      return {true, false, true};
    default:
      return {};
  }
}

Size upright(Size stored, Orientation orientation) {
  return orientation.transposed ? Size{stored.height, stored.width} : stored;
}

Rect stored_rect(Rect upright_rect, Orientation orientation, Size stored) {
  const Size photo = upright(stored, orientation);
  Rect rect = upright_rect;
  if (orientation.mirrored_across) rect.x = photo.width - rect.x - rect.width;
  if (orientation.mirrored_down) rect.y = photo.height - rect.y - rect.height;
  if (!orientation.transposed) return rect;
  return {rect.y, rect.x, rect.height, rect.width};
}

Plane turn(const Plane& stored, Rect window, Orientation orientation, Size photo) {
  Plane to(upright({window.width, window.height}, orientation));
  if (to.empty()) return to;
  const Walk walk = upright_walk(stored, window, orientation);
  orientation.transposed ? copy_tiles(walk, to) : copy_rows(walk, to);
  to.across = part_of(stored.across, window.x);
  to.down = part_of(stored.down, window.y);
  if (orientation.transposed) std::swap(to.across, to.down);
  if (orientation.mirrored_across) to.across = mirrored(to.across, to.width(), photo.width);
  if (orientation.mirrored_down) to.down = mirrored(to.down, to.height(), photo.height);
  return to;
}

Image turn(Image stored, Orientation orientation, Size photo) {
  if (orientation == Orientation{}) return stored;
  for (Plane* plane : stored.planes())
    *plane = turn(*plane, {0, 0, plane->width(), plane->height()}, orientation, photo);
  return stored;
}

}  // namespace headroom
