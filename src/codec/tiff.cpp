#include "codec/tiff.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "codec/tiff_samples.h"

namespace headroom::codec {
namespace {

/// How many rows there were.
template <class Sample>
int read_direct(TiffRows& rows, const TiffHeader& header, RowWriter& writer) {
  TiffSamples<Sample> samples(header);
  for (int y = 0; y < header.layout.size.height; y++) {
    if (!rows.next()) return y;
    writer.put(y, samples.take(rows));
  }
  return header.layout.size.height;
}

int read_palette(TiffRows& rows, const TiffHeader& header, RowWriter& writer) {
  const Size size = header.layout.size;
  TiffSamples<Byte> samples(header);
  Bytes pixels(static_cast<std::size_t>(size.width) * 3);
  for (int y = 0; y < size.height; y++) {
    if (!rows.next()) return y;
    look_up(samples.take(rows), size.width, header.palette, pixels.data());
    writer.put(y, pixels.data());
  }
  return size.height;
}

Result<void> read_rows(ByteView bytes, const TiffHeader& header, Raster& raster, const Limits& limits) {
  const TiffLayout& layout = header.layout;
  const auto rows = open_tiff_rows(bytes, layout, limits);
  if (!rows) return Failure(rows.error());
  RowWriter writer(raster, layout.size, header.pixels, header.icc, limits);
  int there = 0;
  if (header.kind == TiffKind::palette)
    there = read_palette(**rows, header, writer);
  else
    there = layout.bits == 16 ? read_direct<std::uint16_t>(**rows, header, writer)
                              : read_direct<Byte>(**rows, header, writer);
  fill_rows(raster.image, there, layout.size.height, limits.background);
  return accept_rows(raster, there, layout.size.height, (*rows)->problem());
}

/// libtiff's own way to RGB, for layouts that are rare.
struct RgbaReader {
  explicit RgbaReader(TIFF* tiff) : begun(TIFFRGBAImageBegin(&image, tiff, 1, message.data()) == 1) {}
  ~RgbaReader() {
    if (begun) TIFFRGBAImageEnd(&image);
  }
  RgbaReader(const RgbaReader&) = delete;
  RgbaReader& operator=(const RgbaReader&) = delete;

  std::array<char, 1024> message{};  // as long as libtiff asks for
  TIFFRGBAImage image{};
  bool begun;
};

Result<void> read_by_libtiff(const TiffFile& file, const TiffHeader& header, Raster& raster, const Limits& limits) {
  RgbaReader reader(file.get());
  if (!reader.begun)
    return fail(Fault::unsupported, fmt::format("a TIFF of an unusual kind ({})", reader.message.data()));
  reader.image.req_orientation = reader.image.orientation;  // rows as stored
  const Size size = header.layout.size;
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.pixels()));
  if (TIFFRGBAImageGet(&reader.image, pixels.data(), static_cast<std::uint32_t>(size.width),
                       static_cast<std::uint32_t>(size.height)) != 1)
    return fail(Fault::broken, fmt::format("a damaged TIFF ({})", file.problem()));
  const Alpha alpha = reader.image.alpha != 0 ? Alpha::premultiplied : Alpha::none;
  RowWriter writer(raster, size, {Colours::rgb, alpha}, header.icc, limits);
  const std::uint32_t* next = pixels.data();
  Bytes row;
  for (int y = 0; y < size.height; y++) {
    row.clear();
    for (int x = 0; x < size.width; x++, next++) {
      for (const std::uint32_t value : {TIFFGetR(*next), TIFFGetG(*next), TIFFGetB(*next)})
        row.push_back(static_cast<Byte>(value));
      if (alpha != Alpha::none) row.push_back(static_cast<Byte>(TIFFGetA(*next)));
    }
    writer.put(y, row.data());
  }
  return {};
}

/// Of buffers beside the planes.
Result<std::size_t> buffer_bytes(const TiffFile& file, const TiffHeader& header, const Limits& limits) {
  auto rows = tiff_row_bytes(file, header.layout, limits);
  if (rows && header.kind == TiffKind::by_libtiff)
    return *rows + static_cast<std::size_t>(TIFFStripSize64(file.get())) +
           static_cast<std::size_t>(header.layout.size.pixels()) * sizeof(std::uint32_t);
  return rows;
}

}  // namespace

Result<Raster> read_tiff(ByteView file, const Limits& limits) {
  const TiffFile tiff(file, limits);
  if (!tiff.get()) return fail(Fault::broken, fmt::format("a damaged TIFF header ({})", tiff.problem()));
  const auto header = read_tiff_header(tiff, limits);
  if (!header) return Failure(header.error());
  const auto buffers = buffer_bytes(tiff, *header, limits);
  if (!buffers) return Failure(buffers.error());
  const Size size = header->layout.size;
  if (const auto fits = check_raster(size.width, size.height, *buffers, limits); !fits) return Failure(fits.error());
  Raster raster{{}, "TIFF", header->orientation, {}};
  const auto read = header->kind == TiffKind::by_libtiff ? read_by_libtiff(tiff, *header, raster, limits)
                                                         : read_rows(file, *header, raster, limits);
  if (!read) return Failure(read.error());
  return raster;
}

}  // namespace headroom::codec
