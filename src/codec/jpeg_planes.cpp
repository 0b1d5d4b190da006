#include "codec/jpeg_planes.h"

#include <algorithm>
#include <cstring>

#include "codec/window.h"

namespace headroom::codec {
namespace {

using Layouts = std::vector<JpegLayout>;

void place(Plane& plane, const JpegLayout& layout, int first_column, int first_row) {
  plane.across = {layout.across.origin + first_column * layout.across.step, layout.across.step};
  plane.down = {layout.down.origin + first_row * layout.down.step, layout.down.step};
}

/// One band of each component, at full width.
struct Strip {
  std::array<Plane, 3> planes;
  JpegRows rows{};

  explicit Strip(const Layouts& layouts) {
    for (std::size_t i = 0; i < layouts.size(); i++) {
      planes[i] = Plane({layouts[i].room.width, layouts[i].rows_in_band});
      for (int y = 0; y < layouts[i].rows_in_band; y++) rows[i][static_cast<std::size_t>(y)] = planes[i].row(y);
    }
  }
};

/// The rows of `strip`, which is `band`, that lie in `window` go to `out`.
void copy_band(const Plane& strip, const JpegLayout& layout, int band, Rect window, Plane& out) {
  const int top = band * layout.rows_in_band;
  const int first = std::max(window.y, top);
  const int end = std::min(window.y + window.height, top + layout.rows_in_band);
  for (int y = first; y < end; y++) std::memcpy(out.row(y - window.y), strip.row(y - top) + window.x, window.width);
}

struct Bands {
  int first = 0;
  int end = 0;
};

Bands bands_of(const Layouts& layouts, const std::vector<Rect>& windows) {
  Bands bands{windows[0].y / layouts[0].rows_in_band, 0};
  for (std::size_t i = 0; i < layouts.size(); i++) {
    const int rows = layouts[i].rows_in_band;
    bands.first = std::min(bands.first, windows[i].y / rows);
    bands.end = std::max(bands.end, (windows[i].y + windows[i].height + rows - 1) / rows);
  }
  return bands;
}

}  // namespace

Result<JpegPlanes> decode_planes(JpegReader& reader, int eighths) {
  const auto layouts = reader.start(eighths);
  if (!layouts) return Failure(layouts.error());
  JpegPlanes decoded;
  const auto planes = decoded.image.planes();
  for (std::size_t i = 0; i < layouts->size(); i++) {
    const JpegLayout& layout = (*layouts)[i];
    *planes[i] = Plane(layout.size, layout.room);
    place(*planes[i], layout, 0, 0);
  }
  JpegRows rows{};
  for (int band = 0; band < reader.bands(); band++) {
    for (std::size_t i = 0; i < layouts->size(); i++) {
      const int count = (*layouts)[i].rows_in_band;
      for (int y = 0; y < count; y++) rows[i][static_cast<std::size_t>(y)] = planes[i]->row(band * count + y);
    }
    if (const auto read = reader.read_band(rows); !read) return Failure(read.error());
  }
  const auto damaged = reader.finish();
  if (!damaged) return Failure(damaged.error());
  decoded.damaged = *damaged;
  return decoded;
}

Result<Image> decode_window(JpegReader& reader, int eighths, Rect crop, Size output) {
  const auto layouts = reader.start(eighths);
  if (!layouts) return Failure(layouts.error());
  Image image;
  const auto planes = image.planes();
  std::vector<Rect> windows;
  for (std::size_t i = 0; i < layouts->size(); i++) {
    const JpegLayout& layout = (*layouts)[i];
    windows.push_back(sample_window(crop, output, layout.across, layout.down, layout.size));
    *planes[i] = Plane({windows[i].width, windows[i].height});
    place(*planes[i], layout, windows[i].x, windows[i].y);
  }
  Strip strip(*layouts);
  const Bands bands = bands_of(*layouts, windows);
  for (int band = 0; band < bands.end; band++) {
    const auto read = band < bands.first ? reader.skip_band(strip.rows) : reader.read_band(strip.rows);
    if (!read) return Failure(read.error());
    if (band < bands.first) continue;
    for (std::size_t i = 0; i < layouts->size(); i++)
      copy_band(strip.planes[i], (*layouts)[i], band, windows[i], *planes[i]);
  }
  return image;
}

}  // namespace headroom::codec
