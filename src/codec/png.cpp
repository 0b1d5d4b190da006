#include "codec/png.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "codec/escape.h"

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
  static void on_warning(png_structp, png_const_charp) {}
  static void give_bytes(png_structp png, png_bytep to, std::size_t count);

  void set_up() const;
  bool read_header();
  bool read_rows(Image& image);
  bool read_interlaced_rows(Image& image);
  bool read_end();
  Orientation find_orientation() const;

  bool interlaced() const { return png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE; }
  std::size_t row_bytes() const { return png_get_rowbytes(png_, info_); }
  int channels() const { return png_get_channels(png_, info_); }
  Size size() const {
    return {static_cast<int>(png_get_image_width(png_, info_)), static_cast<int>(png_get_image_height(png_, info_))};
  }

  ByteView rest_;
  const Limits& limits_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::jmp_buf escape_;
  std::array<char, 128> message_{};
  int rows_read_ = 0;  // in full
};

void PngReader::on_error(png_structp png, png_const_charp message) {
  auto& reader = *static_cast<PngReader*>(png_get_error_ptr(png));
  std::strncpy(reader.message_.data(), message, reader.message_.size() - 1);
  std::longjmp(reader.escape_, 1);
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
  static constexpr char unread[] = "tEXt\0zTXt\0iTXt\0iCCP\0sPLT\0hIST";
  png_set_read_fn(png_, const_cast<PngReader*>(this), give_bytes);
  png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, reinterpret_cast<png_const_bytep>(unread), 6);
  png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // ours come right after, with a better message
  png_set_chunk_malloc_max(png_, limits_.exif_bytes);
}

bool PngReader::read_header() {
  return guarded(escape_, [this] {
    set_up();
    png_read_info(png_, info_);
    png_set_expand(png_);    // palettes to RGB, 1, 2 and 4 bits to 8, transparent colours to alpha
    png_set_scale_16(png_);  // rounds
  });
}

bool PngReader::read_rows(Image& image) {
  std::vector<Byte> row(row_bytes());
  return guarded(escape_, [&] {
    for (; rows_read_ < image.luma.height(); rows_read_++) {
      png_read_row(png_, row.data(), nullptr);
      put_row(image, rows_read_, row.data(), channels());
    }
  });
}

bool PngReader::read_interlaced_rows(Image& image) {
  std::vector<Byte> pixels(row_bytes() * image.luma.height());
  std::vector<Byte*> rows(image.luma.height());
  for (std::size_t y = 0; y < rows.size(); y++) rows[y] = pixels.data() + y * row_bytes();
  if (!guarded(escape_, [&] { png_read_image(png_, rows.data()); })) return false;
  for (; rows_read_ < image.luma.height(); rows_read_++) put_row(image, rows_read_, rows[rows_read_], channels());
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
  const std::size_t buffer = interlaced() ? row_bytes() * photo.height : row_bytes();
  if (const auto fits = check_raster(photo.width, photo.height, buffer, limits_); !fits) return Failure(fits.error());

  Raster raster{make_planes(photo, channels() < 3), "PNG", {}, false};
  if (!(interlaced() ? read_interlaced_rows(raster.image) : read_rows(raster.image)))
    return fail(Fault::broken, fmt::format("damaged PNG data after {} % of its rows ({})",
                                           100LL * rows_read_ / photo.height, message_.data()));
  raster.damaged = !read_end();  // all pixels are there
  raster.orientation = find_orientation();
  return raster;
}

}  // namespace

Result<Raster> read_png(ByteView file, const Limits& limits) { return PngReader(file, limits).read(); }

}  // namespace headroom::codec
