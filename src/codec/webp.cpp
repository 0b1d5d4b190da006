#include "codec/webp.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <array>
#include <memory>

#include "codec/row_writer.h"

namespace headroom::codec {
namespace {

struct DeleteDemuxer {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DeleteDemuxer>;

struct DeleteDecoder {
  void operator()(WebPIDecoder* decoder) const { WebPIDelete(decoder); }
};
using Decoder = std::unique_ptr<WebPIDecoder, DeleteDecoder>;

/// The first chunk of that name, inside the file; empty when there is none.
ByteView find_chunk(const WebPDemuxer* demuxer, const char* name) {
  WebPChunkIterator found;
  if (WebPDemuxGetChunk(demuxer, name, 1, &found) == 0) return {};
  const ByteView chunk(found.chunk.bytes, found.chunk.size);
  WebPDemuxReleaseChunkIterator(&found);
  return chunk;
}

/// Many writers keep the six bytes that a JPEG puts before EXIF.
ByteView find_exif(const WebPDemuxer* demuxer) {
  constexpr std::array<Byte, 6> prefix{'E', 'x', 'i', 'f', 0, 0};
  const ByteView exif = find_chunk(demuxer, "EXIF");
  const bool prefixed = exif.size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), exif.begin());
  return prefixed ? exif.subspan(prefix.size()) : exif;
}

/// The first frame on its canvas.
struct Frame {
  ByteView code;
  Rect place;  // inside the canvas
  bool alpha = false;
};

Result<Frame> find_frame(const WebPDemuxer* demuxer, Size canvas) {
  WebPIterator found;
  if (WebPDemuxGetFrame(demuxer, 1, &found) == 0) return fail(Fault::broken, "no picture in the WebP");
  Frame frame;
  frame.code = {found.fragment.bytes, found.fragment.size};
  frame.place = {found.x_offset, found.y_offset, found.width, found.height};
  WebPDemuxReleaseIterator(&found);

  WebPBitstreamFeatures features;
  const bool readable = WebPGetFeatures(frame.code.data(), frame.code.size(), &features) == VP8_STATUS_OK;
  const Rect& place = frame.place;
  if (!readable || features.width != place.width || features.height != place.height ||
      place.x + place.width > canvas.width || place.y + place.height > canvas.height)
    return fail(Fault::broken, "a damaged WebP header");
  frame.alpha = features.has_alpha != 0;
  return frame;
}

/// Pixels of a frame, 8-bit RGB or RGBA, decoded as far as there are data.
class FramePixels {
 public:
  FramePixels(const Frame& frame, bool alpha)
      : row_bytes_(static_cast<std::size_t>(frame.place.width) * (alpha ? 4 : 3)),
        pixels_(row_bytes_ * frame.place.height) {
    const Decoder decoder(
        WebPINewRGB(alpha ? MODE_RGBA : MODE_RGB, pixels_.data(), pixels_.size(), static_cast<int>(row_bytes_)));
    if (!decoder) return;
    const VP8StatusCode status = WebPIUpdate(decoder.get(), frame.code.data(), frame.code.size());
    int last = 0;
    if (WebPIDecGetRGB(decoder.get(), &last, nullptr, nullptr, nullptr)) rows_ = last;
    if (status == VP8_STATUS_OK) rows_ = frame.place.height;
  }

  int rows() const { return rows_; }  // whole ones, from the top
  const Byte* row(int y) const { return pixels_.data() + row_bytes_ * y; }

 private:
  std::size_t row_bytes_;
  Bytes pixels_;
  int rows_ = 0;
};

/// A frame that covers its canvas.
void put_whole(const FramePixels& pixels, RowWriter& writer) {
  for (int y = 0; y < pixels.rows(); y++) writer.put(y, pixels.row(y));
}

/// A frame that lies somewhere on its canvas: beside it everything is transparent.
void put_at(const FramePixels& pixels, Rect place, int canvas_width, RowWriter& writer) {
  Bytes row(static_cast<std::size_t>(canvas_width) * 4);
  for (int y = 0; y < pixels.rows(); y++) {
    std::copy_n(pixels.row(y), std::size_t{4} * place.width, row.begin() + std::ptrdiff_t{4} * place.x);
    writer.put(place.y + y, row.data());
  }
}

Result<Raster> read_frame(const Frame& frame, Size canvas, ByteView icc, const Limits& limits) {
  const bool whole = Size{frame.place.width, frame.place.height} == canvas;
  const bool alpha = frame.alpha || !whole;
  const FramePixels pixels(frame, alpha);
  Raster raster{{}, "WebP", {}, {}};
  RowWriter writer(raster, canvas, {Colours::rgb, alpha ? Alpha::straight : Alpha::none}, icc, limits);
  fill_rows(raster.image, 0, canvas.height, limits.background);
  whole ? put_whole(pixels, writer) : put_at(pixels, frame.place, canvas.width, writer);
  if (const auto accepted = accept_rows(raster, pixels.rows(), frame.place.height, ""); !accepted)
    return Failure(accepted.error());
  return raster;
}

}  // namespace

Result<Raster> read_webp(ByteView file, const Limits& limits) {
  const WebPData data{file.data(), file.size()};
  WebPDemuxState state = WEBP_DEMUX_PARSING_HEADER;
  const Demuxer demuxer(WebPDemuxPartial(&data, &state));
  if (!demuxer) return fail(Fault::broken, "a damaged WebP header");
  const auto width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
  const auto height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
  if (const auto fits = check_size(width, height, limits); !fits) return Failure(fits.error());
  const Size canvas{static_cast<int>(width), static_cast<int>(height)};
  const auto frame = find_frame(demuxer.get(), canvas);
  if (!frame) return Failure(frame.error());
  const std::size_t in_libwebp = 4;  // bytes a pixel, lossless; lossy takes less
  const auto buffers = static_cast<std::size_t>(frame->place.width) * frame->place.height * (4 + in_libwebp);
  if (const auto fits = check_raster(width, height, buffers, limits); !fits) return Failure(fits.error());

  auto raster = read_frame(*frame, canvas, find_chunk(demuxer.get(), "ICCP"), limits);
  if (raster) raster->orientation = read_orientation(find_exif(demuxer.get()), limits);
  return raster;
}

}  // namespace headroom::codec
