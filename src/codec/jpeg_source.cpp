#include "codec/jpeg_source.h"

#include <optional>
#include <utility>

#include "codec/colour_profile.h"
#include "codec/jpeg_pixels.h"
#include "codec/jpeg_planes.h"
#include "codec/planes_to_srgb.h"
#include "codec/preview.h"
#include "codec/turn.h"
#include "codec/window.h"

namespace headroom::codec {
namespace {

/// The scale of the first pass, in eighths: one at which a crop of the usual size has the samples of the largest usual
/// output. Of the labelled photos of 4 MP and more four fifths have a crop of at least 0.55 of the short side, nine
/// tenths of 0.3. A pass at 8/8 costs a third more than one at 4/8 with the preview it feeds, 4/8 hardly more than
/// 2/8; a second pass costs two thirds of the first, and all of it where there are several scans.
int likely_eighths(const JpegHeader& header) {
  constexpr int usual_output = 648;  // samples
  const double short_side = header.size.short_side();
  if (0.4 * short_side * 2 / 8 >= usual_output) return 2;
  if ((header.several_scans ? 0.4 : 0.55) * short_side * 4 / 8 >= usual_output) return 4;
  return 8;
}

bool serves(int eighths, Rect crop, Size output) {
  return static_cast<long long>(crop.width) * eighths >= static_cast<long long>(output.width) * 8 &&
         static_cast<long long>(crop.height) * eighths >= static_cast<long long>(output.height) * 8;
}

int smallest_that_serves(Rect crop, Size output) {
  for (const int eighths : {1, 2, 4})
    if (serves(eighths, crop, output)) return eighths;
  return 8;
}

class JpegSource final : public PhotoSource {
 public:
  JpegSource(ByteView file, const Limits& limits) : file_(file), limits_(limits), reader_(file_, limits) {}

  Result<void> read_header() {
    auto header = reader_.read_header();
    if (!header) return Failure(header.error());
    header_ = std::move(*header);
    open_profile();
    return {};
  }

  Size size() const override { return upright(header_.size, header_.orientation); }
  std::string_view format() const override { return "JPEG"; }
  Flags flags() const override { return flags_; }

  Result<Image> preview(int long_side) override {
    if (const auto decoded = decode(); !decoded) return Failure(decoded.error());
    Image preview = shrink_to_preview(*planes_, long_side);
    if (planes_have_profile())
      preview = planes_to_srgb(preview, {0, 0, preview.luma.width(), preview.luma.height()}, *profile_);
    return turn(std::move(preview), header_.orientation, size());
  }

  Result<Image> region(Rect crop, Size output) override {
    if (const auto decoded = decode(); !decoded) return Failure(decoded.error());
    Image planes = std::move(*planes_);
    planes_.reset();
    if (eighths_ == 8 || serves(eighths_, crop, output))
      return in_srgb(turn_region(std::move(planes), crop, output, header_.orientation, size()), crop, output);
    planes = {};
    auto region = decode_again(crop, output);
    if (!region) return region;
    return in_srgb(std::move(*region), crop, output);
  }

 private:
  bool stored_as_planes() const { return header_.colour == JpegColour::grey || header_.colour == JpegColour::ycc; }
  bool planes_have_profile() const { return profile_ && stored_as_planes(); }

  Colours colours() const {
    if (header_.colour == JpegColour::grey) return Colours::grey;
    return header_.colour == JpegColour::cmyk ? Colours::cmyk : Colours::rgb;
  }

  /// Once the header is read.
  void open_profile() {
    if (header_.profile.damaged) flags_.raise(Flag::profile_dropped);
    profile_ = way_to_srgb(header_.profile.icc, colours(), limits_, flags_);
  }

  /// A region of the upright photo; no more than resampling needs is converted.
  Result<Image> in_srgb(Image region, Rect crop, Size output) {
    if (!planes_have_profile()) return region;
    const Plane& luma = region.luma;
    const Rect window = sample_window(crop, output, luma.across, luma.down, luma.size());
    const long long samples = 3 * (luma.size().pixels() + Size{window.width, window.height}.pixels());
    if (auto fits = check_decode_bytes(static_cast<std::size_t>(samples), limits_); !fits) return Failure(fits.error());
    return planes_to_srgb(region, window, *profile_);
  }

  Result<JpegPlanes> decode_whole(JpegReader& reader, int eighths) {
    if (stored_as_planes()) return decode_planes(reader, eighths);
    return decode_pixels(reader, header_, eighths, profile_ ? &*profile_ : nullptr);
  }

  /// The first pass, once.
  Result<void> decode() {
    if (planes_) return {};
    eighths_ = likely_eighths(header_);
    auto decoded = decode_whole(reader_, eighths_);
    if (!decoded) return Failure(decoded.error());
    planes_ = std::move(decoded->image);
    if (decoded->damaged) flags_.raise(Flag::damaged);
    return {};
  }

  Result<Image> decode_again(Rect crop, Size output) {
    JpegReader reader(file_, limits_);
    if (const auto header = reader.read_header(); !header) return Failure(header.error());
    const int eighths = smallest_that_serves(crop, output);
    if (!stored_as_planes()) {
      auto whole = decode_whole(reader, eighths);
      if (!whole) return Failure(whole.error());
      return turn_region(std::move(whole->image), crop, output, header_.orientation, size());
    }
    const Rect stored_crop = stored_rect(crop, header_.orientation, header_.size);
    const Size stored_output = upright(output, header_.orientation);
    auto window = decode_window(reader, eighths, stored_crop, stored_output);
    if (!window) return window;
    return turn(std::move(*window), header_.orientation, size());
  }

  ByteView file_;
  Limits limits_;
  JpegReader reader_;
  JpegHeader header_;
  std::optional<Image> planes_;           // of the first pass
  int eighths_ = 0;                       // their scale
  std::optional<ColourProfile> profile_;  // only where it changes anything
  Flags flags_;
};

}  // namespace

Result<std::unique_ptr<PhotoSource>> open_jpeg(ByteView file, const Limits& limits) {
  auto source = std::make_unique<JpegSource>(file, limits);
  if (const auto header = source->read_header(); !header) return Failure(header.error());
  return source;
}

}  // namespace headroom::codec
