#include "codec/png.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <bit>
#include <csetjmp>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "codec/escape.h"
#include "codec/png_profile.h"
#include "codec/row_writer.h"

namespace headroom::codec {
namespace {

/// libpng over bytes in memory. Does not move: libpng keeps pointers into it.
class PngReader {
 public:
  PngReader(ByteView file, const Limits& limits) : rest_(file), limits_(limits) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_) info_ = png_create_info_struct(png_);
  }
  ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  Result<Raster> read();

 private:
  static void on_error(png_structp png, png_const_charp message);
  static void on_warning(png_structp png, png_const_charp message);
  static void give_bytes(png_structp png, png_bytep to, std::size_t count);

  void set_up() const;
  bool read_header();
  bool read_rows(RowWriter& writer);
  bool read_interlaced_rows(RowWriter& writer);
  void put(RowWriter& writer, const std::uint16_t* row);
  bool read_end();
  Orientation find_orientation() const;
  Bytes find_profile() const;

  bool interlaced() const { return png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE; }
  std::size_t row_bytes() const { return png_get_rowbytes(png_, info_); }
  std::size_t row_words() const { return (row_bytes() + 1) / 2; }
  PixelLayout layout() const {
    const int type = png_get_color_type(png_, info_);
    return {type & PNG_COLOR_MASK_COLOR ? Colours::rgb : Colours::grey,
            type & PNG_COLOR_MASK_ALPHA ? Alpha::straight : Alpha::none};
  }
  Size size() const {
    return {static_cast<int>(png_get_image_width(png_, info_)), static_cast<int>(png_get_image_height(png_, info_))};
  }

  ByteView rest_;
  const Limits& limits_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::jmp_buf escape_;
  std::array<char, 128> message_{};
  bool bad_profile_ = false;  // libpng does not like the iCCP chunk
  int rows_read_ = 0;         // in full
};

void PngReader::on_error(png_structp png, png_const_charp message) {
  auto& reader = *static_cast<PngReader*>(png_get_error_ptr(png));
  std::strncpy(reader.message_.data(), message, reader.message_.size() - 1);
  std::longjmp(reader.escape_, 1);
}

/// libpng checks a profile's length, header and tags and goes on without a bad one.
void PngReader::on_warning(png_structp png, png_const_charp message) {
  if (std::string_view(message).starts_with("iCCP"))
    static_cast<PngReader*>(png_get_error_ptr(png))->bad_profile_ = true;
}

void PngReader::give_bytes(png_structp png, png_bytep to, std::size_t count) {
  auto& reader = *static_cast<PngReader*>(png_get_io_ptr(png));
  if (count > reader.rest_.size()) png_error(png, "the file ends early");
  std::copy_n(reader.rest_.begin(), count, to);
  reader.rest_ = reader.rest_.subspan(count);
}

/// Called inside `guarded`.
void PngReader::set_up() const {
  // Chunks that hold no pixels and may inflate to any size; five bytes each: the name and its end.
  static constexpr char unread[] = "tEXt\0zTXt\0iTXt\0sPLT\0hIST";
  png_set_read_fn(png_, const_cast<PngReader*>(this), give_bytes);
  png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, reinterpret_cast<png_const_bytep>(unread), 5);
  png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // ours come right after, with a better message
  png_set_chunk_malloc_max(png_, std::max(limits_.exif_bytes, limits_.icc_bytes));
}

bool PngReader::read_header() {
  return guarded(escape_, [this] {
    set_up();
    png_read_info(png_, info_);
    png_set_expand(png_);  // palettes to RGB, 1, 2 and 4 bits to 8, transparent colours to alpha
    if (std::endian::native == std::endian::little) png_set_swap(png_);  // of 16 bits
  });
}

void PngReader::put(RowWriter& writer, const std::uint16_t* row) {
  if (png_get_bit_depth(png_, info_) == 16)
    writer.put(rows_read_, row);
  else
    writer.put(rows_read_, reinterpret_cast<const Byte*>(row));
}

bool PngReader::read_rows(RowWriter& writer) {
  std::vector<std::uint16_t> row(row_words());
  return guarded(escape_, [&] {
    for (; rows_read_ < size().height; rows_read_++) {
      png_read_row(png_, reinterpret_cast<Byte*>(row.data()), nullptr);
      put(writer, row.data());
    }
  });
}

bool PngReader::read_interlaced_rows(RowWriter& writer) {
  const auto height = static_cast<std::size_t>(size().height);
  std::vector<std::uint16_t> pixels(row_words() * height);
  std::vector<Byte*> rows(height);
  for (std::size_t y = 0; y < height; y++) rows[y] = reinterpret_cast<Byte*>(pixels.data() + y * row_words());
  if (!guarded(escape_, [&] { png_read_image(png_, rows.data()); })) return false;
  for (; rows_read_ < size().height; rows_read_++)
    put(writer, pixels.data() + static_cast<std::size_t>(rows_read_) * row_words());
  return true;
}

bool PngReader::read_end() {
  return guarded(escape_, [this] { png_read_end(png_, info_); });
}

Orientation PngReader::find_orientation() const {
  png_uint_32 size = 0;
  png_bytep exif = nullptr;
  if (png_get_eXIf_1(png_, info_, &size, &exif) == 0) return {};
  return read_orientation(ByteView(exif, size), limits_);
}

Bytes PngReader::find_profile() const { return png_profile(png_, info_, layout().colours); }

Result<Raster> PngReader::read() {
  if (!info_) return fail(Fault::too_large, "no memory for a PNG decoder");
  if (!read_header()) return fail(Fault::broken, fmt::format("damaged PNG header ({})", message_.data()));
  const Size photo = size();
  if (const auto fits = check_size(photo.width, photo.height, limits_); !fits) return Failure(fits.error());
  if (!guarded(escape_, [this] {
        png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
      }))
    return fail(Fault::broken, fmt::format("damaged PNG header ({})", message_.data()));
  const std::size_t buffer = row_words() * 2 * (interlaced() ? photo.height : 1);
  if (const auto fits = check_raster(photo.width, photo.height, buffer, limits_); !fits) return Failure(fits.error());

  Raster raster{{}, "PNG", {}, {}};
  const Bytes profile = find_profile();
  if (bad_profile_ && profile.empty()) raster.flags.raise(Flag::profile_dropped);
  RowWriter writer(raster, photo, layout(), profile, limits_);
  if (!(interlaced() ? read_interlaced_rows(writer) : read_rows(writer)))
    return fail(Fault::broken, fmt::format("damaged PNG data after {} % of its rows ({})",
                                           100LL * rows_read_ / photo.height, message_.data()));
  if (!read_end()) raster.flags.raise(Flag::damaged);  // all pixels are there
  raster.orientation = find_orientation();
  return raster;
}

}  // namespace

Result<Raster> read_png(ByteView file, const Limits& limits) { return PngReader(file, limits).read(); }

}  // namespace headroom::codec
