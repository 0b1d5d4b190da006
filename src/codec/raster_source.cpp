#include "codec/raster_source.h"

#include <utility>

#include "codec/preview.h"
#include "codec/turn.h"

namespace headroom::codec {
namespace {

class RasterSource final : public PhotoSource {
 public:
  explicit RasterSource(Raster raster)
      : raster_(std::move(raster)), size_(upright(raster_.image.luma.size(), raster_.orientation)) {
    drop_neutral_chroma(raster_.image);
  }

  Size size() const override { return size_; }
  std::string_view format() const override { return raster_.format; }
  Flags flags() const override { return raster_.flags; }

  Result<Image> preview(int long_side) override {
    return turn(shrink_to_preview(raster_.image, long_side), raster_.orientation, size_);
  }

  Result<Image> region(Rect crop, Size output) override {
    return turn_region(std::move(raster_.image), crop, output, raster_.orientation, size_);
  }

 private:
  Raster raster_;
  Size size_;
};

}  // namespace

std::unique_ptr<PhotoSource> make_raster_source(Raster raster) {
  return std::make_unique<RasterSource>(std::move(raster));
}

}  // namespace headroom::codec
