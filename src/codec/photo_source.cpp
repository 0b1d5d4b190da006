#include "codec/photo_source.h"

#include <utility>

#include "codec/bmp.h"
#include "codec/gif.h"
#include "codec/heif.h"
#include "codec/jpeg_2000.h"
#include "codec/jpeg_source.h"
#include "codec/png.h"
#include "codec/raster_source.h"
#include "codec/sniff.h"
#include "codec/tiff.h"
#include "codec/webp.h"

namespace headroom::codec {
namespace {

using Opened = Result<std::unique_ptr<PhotoSource>>;

Opened raster_source(Result<Raster> raster) {
  if (!raster) return Failure(raster.error());
  return make_raster_source(std::move(*raster));
}

/// Keeps the file that a source reads from.
class OwningSource final : public PhotoSource {
 public:
  explicit OwningSource(Bytes file) : file_(std::move(file)) {}

  Result<void> open(const Limits& limits) {
    auto source = view_photo(file_, limits);
    if (!source) return Failure(source.error());
    source_ = std::move(*source);
    return {};
  }

  Size size() const override { return source_->size(); }
  std::string_view format() const override { return source_->format(); }
  Flags flags() const override { return source_->flags(); }
  Result<Image> preview(int long_side) override { return source_->preview(long_side); }
  Result<Image> region(Rect crop, Size output) override { return source_->region(crop, output); }

 private:
  Bytes file_;
  std::unique_ptr<PhotoSource> source_;
};

}  // namespace

Result<std::unique_ptr<PhotoSource>> open_photo(Bytes file, const Limits& limits) {
  auto source = std::make_unique<OwningSource>(std::move(file));
  if (const auto opened = source->open(limits); !opened) return Failure(opened.error());
  return source;
}

Result<std::unique_ptr<PhotoSource>> view_photo(ByteView file, const Limits& limits) {
  if (file.empty()) return fail(Fault::not_an_image, "the file is empty");
  if (const auto fits = check_file_bytes(file.size(), limits); !fits) return Failure(fits.error());
  const Format format = sniff(file);
  switch (format) {
    case Format::jpeg:
      return open_jpeg(file, limits);
    case Format::png:
      return raster_source(read_png(file, limits));
    case Format::bmp:
      return raster_source(read_bmp(file, limits));
    case Format::gif:
      return raster_source(read_gif(file, limits));
    case Format::tiff:
      return raster_source(read_tiff(file, limits));
    case Format::webp:
      return raster_source(read_webp(file, limits));
    case Format::heic:
    case Format::avif:
      return raster_source(read_heif(file, format_name(format), limits));
    case Format::jpeg_2000:
      return raster_source(read_jpeg_2000(file, limits));
    default:
      return Failure(refusal(format));
  }
}

}  // namespace headroom::codec
