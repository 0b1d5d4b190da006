#include "datasets/camera.h"

#include <algorithm>
#include <utility>

#include "codec/orientation.h"
#include "codec/turn.h"
#include "datasets/exif.h"

namespace headroom::datasets {
namespace {

constexpr int thumbnail_side = 160;  // pixels, the long one; 160x120 is what CIPA DC-009 (DCF) asks for
constexpr int thumbnail_quality = 85;
constexpr int looks = 4;  // samples averaged for one of the thumbnail, in each direction: enough to calm noise

/// `plane` in fewer samples, each the average of some that lie evenly in its place.
Plane shrunk(const Plane& plane, Size size) {
  Plane small(size);
  const auto place = [](int at, int count, int from) {
    return static_cast<int>((2LL * at + 1) * from / (2LL * count));
  };
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      int sum = 0;
      for (int down = 0; down < looks; down++) {
        const Byte* row = plane.row(place(y * looks + down, size.height * looks, plane.height()));
        for (int across = 0; across < looks; across++)
          sum += row[place(x * looks + across, size.width * looks, plane.width())];
      }
      small.row(y)[x] = static_cast<Byte>((sum + looks * looks / 2) / (looks * looks));
    }
  return small;
}

Bytes thumbnail(const Image& photo, Sampling sampling) {
  const Size from = photo.luma.size();
  const int part = std::max(from.long_side(), thumbnail_side);
  const auto side = [part](int pixels) { return std::max(1, (pixels * thumbnail_side + part / 2) / part); };
  const Size size{side(from.width), side(from.height)};
  Image small{shrunk(photo.luma, size), {}, {}};
  if (sampling.grey()) return encode_jpeg(small, {.quality = thumbnail_quality, .sampling = sampling});
  small.cb = shrunk(photo.cb, sampled(size, {}));
  small.cr = shrunk(photo.cr, sampled(size, {}));
  return encode_jpeg(small, {.quality = thumbnail_quality});
}

/// Turning by this undoes the turn that `value` asks for: all but the two quarter turns undo themselves.
int undone(int value) {
  if (value == 6) return 8;
  return value == 8 ? 6 : value;
}

}  // namespace

Sampling upright_sampling(const Camera& camera) {
  Sampling sampling = camera.jpeg.sampling;
  if (codec::orientation_of(camera.orientation).transposed) std::swap(sampling.across, sampling.down);
  return sampling;
}

Bytes camera_file(Image photo, const Camera& camera) {
  const Size upright = photo.luma.size();
  const Orientation undoing = codec::orientation_of(undone(camera.orientation));
  const Image stored = turn(std::move(photo), undoing, headroom::upright(upright, undoing));
  const Bytes small = thumbnail(stored, camera.jpeg.sampling);
  const Bytes exif = exif_block({stored.luma.size(), camera.orientation, small});
  return encode_jpeg(stored, camera.jpeg, exif);
}

}  // namespace headroom::datasets
