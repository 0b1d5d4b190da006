#include "codec/bmp.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "codec/bmp_header.h"
#include "codec/bmp_rle.h"
#include "codec/little_endian.h"

namespace headroom::codec {
namespace {

/// One channel of a masked pixel, brought to 8 bits.
class Channel {
 public:
  explicit Channel(std::uint32_t mask) {
    if (mask == 0) return;
    const int bits = std::min(8, 32 - std::countl_zero(mask) - std::countr_zero(mask));
    shift_ = 32 - std::countl_zero(mask) - bits;
    most_ = (1U << bits) - 1;
    for (std::uint32_t value = 0; value <= most_; value++)
      levels_[value] = static_cast<Byte>((value * 255 + most_ / 2) / most_);
  }

  bool present() const { return most_ != 0; }
  Byte operator()(std::uint32_t pixel) const { return levels_[pixel >> shift_ & most_]; }

 private:
  int shift_ = 0;
  std::uint32_t most_ = 0;
  std::array<Byte, 256> levels_{};
};

/// The stored rows of a picture that is not run-length coded.
class Rows {
 public:
  Rows(ByteView pixels, const BmpHeader& header)
      : pixels_(pixels),
        rows_(header.size.height),
        row_bytes_((std::size_t(header.size.width) * header.bits + 7) / 8) {}

  std::size_t stride() const { return (row_bytes_ + 3) / 4 * 4; }

  /// How many of the picture's rows are there in full; the last one may lack its padding.
  int count() const { return static_cast<int>(std::min((pixels_.size() + stride() - row_bytes_) / stride(), rows_)); }

  ByteView row(int stored) const { return pixels_.subspan(stored * stride(), row_bytes_); }

 private:
  ByteView pixels_;
  std::size_t rows_;
  std::size_t row_bytes_;
};

/// Where a stored row lies in the picture.
int row_of(const BmpHeader& header, int stored) { return header.top_down ? stored : header.size.height - 1 - stored; }

void unpack_indices(ByteView row, int bits, Bytes& indices) {
  const int in_byte = 8 / bits;
  const int mask = (1 << bits) - 1;
  for (std::size_t x = 0; x < indices.size(); x++) {
    const int shift = static_cast<int>(in_byte - 1 - x % in_byte) * bits;
    indices[x] = static_cast<Byte>(row[x / in_byte] >> shift & mask);
  }
}

void put_indices(Image& image, int y, const Byte* indices, const Palette& palette, Bytes& pixels) {
  look_up(indices, image.luma.width(), palette, pixels.data());
  put_row(image, y, pixels.data(), 3);
}

void read_indexed(const Rows& rows, const BmpHeader& header, Image& image) {
  Bytes indices(header.size.width);
  Bytes pixels(std::size_t(header.size.width) * 3);
  for (int stored = 0; stored < rows.count(); stored++) {
    unpack_indices(rows.row(stored), header.bits, indices);
    put_indices(image, row_of(header, stored), indices.data(), header.palette, pixels);
  }
}

void read_24_bits(const Rows& rows, const BmpHeader& header, Image& image) {
  Bytes pixels(std::size_t(header.size.width) * 3);
  for (int stored = 0; stored < rows.count(); stored++) {
    const ByteView row = rows.row(stored);
    std::copy(row.begin(), row.end(), pixels.begin());
    for (std::size_t x = 0; x < pixels.size(); x += 3) std::swap(pixels[x], pixels[x + 2]);  // stored blue first
    put_row(image, row_of(header, stored), pixels.data(), 3);
  }
}

std::uint32_t pixel_at(ByteView row, int x, int bits) {
  return bits == 16 ? u16_at(row, std::size_t(x) * 2) : u32_at(row, std::size_t(x) * 4);
}

/// Many programs have room for an alpha channel that they never fill; where it is filled it counts, with or without a
/// mask, as in GDI+ and ImageMagick.
bool any_alpha(const Rows& rows, const BmpHeader& header, const Channel& alpha) {
  for (int stored = 0; alpha.present() && stored < rows.count(); stored++) {
    const ByteView row = rows.row(stored);
    for (int x = 0; x < header.size.width; x++)
      if (alpha(pixel_at(row, x, header.bits)) != 0) return true;
  }
  return false;
}

void read_masked(const Rows& rows, const BmpHeader& header, Image& image, Rgb background) {
  const Channel red(header.masks.red), green(header.masks.green), blue(header.masks.blue), alpha(header.masks.alpha);
  const bool has_alpha = any_alpha(rows, header, alpha);
  Bytes pixels(std::size_t(header.size.width) * 4);
  for (int stored = 0; stored < rows.count(); stored++) {
    const ByteView row = rows.row(stored);
    for (int x = 0; x < header.size.width; x++) {
      const std::uint32_t pixel = pixel_at(row, x, header.bits);
      Byte* out = pixels.data() + 4 * std::size_t(x);
      out[0] = red(pixel);
      out[1] = green(pixel);
      out[2] = blue(pixel);
      out[3] = has_alpha ? alpha(pixel) : 255;
    }
    put_row(image, row_of(header, stored), pixels.data(), 4, background);
  }
}

// Both return the number of stored rows that were there.

int read_rle(ByteView code, const BmpHeader& header, Image& image) {
  const RleRows read = expand_rle(code, header.size, header.bits);
  Bytes pixels(std::size_t(header.size.width) * 3);
  for (int stored = 0; stored < read.rows; stored++) {
    const Byte* row = read.indices.data() + std::size_t(stored) * header.size.width;
    put_indices(image, row_of(header, stored), row, header.palette, pixels);
  }
  return read.rows;
}

int read_plain(ByteView data, const BmpHeader& header, Image& image, Rgb background) {
  const Rows rows(data, header);
  if (header.bits <= 8)
    read_indexed(rows, header, image);
  else if (header.bits == 24)
    read_24_bits(rows, header, image);
  else
    read_masked(rows, header, image, background);
  return rows.count();
}

}  // namespace

Result<Raster> read_bmp(ByteView file, const Limits& limits) {
  const auto header = read_bmp_header(file, limits);
  if (!header) return Failure(header.error());
  const bool coded = header->coding != BmpCoding::plain;
  const std::size_t indices = coded ? static_cast<std::size_t>(header->size.pixels()) : 0;
  if (const auto fits = check_raster(header->size.width, header->size.height, indices, limits); !fits)
    return Failure(fits.error());
  const ByteView data = file.subspan(header->pixels_at);
  Raster raster{make_planes(header->size, false), "BMP", {}, {}};
  const int rows =
      coded ? read_rle(data, *header, raster.image) : read_plain(data, *header, raster.image, limits.background);
  const int height = header->size.height;
  header->top_down ? fill_rows(raster.image, rows, height, limits.background)
                   : fill_rows(raster.image, 0, height - rows, limits.background);
  if (const auto accepted = accept_rows(raster, rows, height, ""); !accepted) return Failure(accepted.error());
  return raster;
}

}  // namespace headroom::codec
