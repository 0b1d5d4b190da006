#include "codec/turned_source.h"

#include <utility>

#include "codec/turn.h"

namespace headroom::codec {
namespace {

class TurnedSource : public PhotoSource {
 public:
  TurnedSource(std::unique_ptr<PhotoSource> source, Orientation orientation)
      : source_(std::move(source)), orientation_(orientation) {}

  Size size() const override { return upright(source_->size(), orientation_); }
  std::string_view format() const override { return source_->format(); }
  Flags flags() const override { return source_->flags(); }

  Result<Image> preview(int long_side) override {
    auto image = source_->preview(long_side);
    if (!image) return image;
    return turn(std::move(*image), orientation_, size());
  }

  Result<Image> region(Rect crop, Size output) override {
    auto image = source_->region(stored_rect(crop, orientation_, source_->size()), upright(output, orientation_));
    if (!image) return image;
    return turn_region(std::move(*image), crop, output, orientation_, size());
  }

 private:
  std::unique_ptr<PhotoSource> source_;
  Orientation orientation_;
};

}  // namespace

std::unique_ptr<PhotoSource> turned_source(std::unique_ptr<PhotoSource> source, Orientation orientation) {
  return std::make_unique<TurnedSource>(std::move(source), orientation);
}

}  // namespace headroom::codec
