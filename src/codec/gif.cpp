#include "codec/gif.h"

#include <gif_lib.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace headroom::codec {
namespace {

int give_bytes(GifFileType* gif, GifByteType* to, int count) {
  auto& rest = *static_cast<ByteView*>(gif->UserData);
  const std::size_t given = std::min(static_cast<std::size_t>(std::max(count, 0)), rest.size());
  std::copy_n(rest.begin(), given, to);
  rest = rest.subspan(given);
  return static_cast<int>(given);
}

struct Close {
  void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Close>;

/// Reads one extension to its end; a graphics control says which index is transparent.
bool read_extension(GifFileType* gif, int& transparent) {
  int code = 0;
  GifByteType* block = nullptr;
  if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) return false;
  while (block) {
    GraphicsControlBlock control;
    const bool known = code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK;
    if (known) transparent = control.TransparentColor;
    if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) return false;
  }
  return true;
}

/// Up to the first frame's pixels; its transparent index, or -1.
std::optional<int> find_frame(GifFileType* gif) {
  int transparent = NO_TRANSPARENT_COLOR;
  for (;;) {
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(gif, &record) == GIF_ERROR || record == TERMINATE_RECORD_TYPE) return std::nullopt;
    if (record == EXTENSION_RECORD_TYPE && !read_extension(gif, transparent)) return std::nullopt;
    if (record != IMAGE_DESC_RECORD_TYPE) continue;
    if (DGifGetImageDesc(gif) == GIF_ERROR) return std::nullopt;
    return transparent;
  }
}

std::optional<Palette> find_palette(const GifFileType& gif, int transparent, Rgb background) {
  const ColorMapObject* colours = gif.Image.ColorMap ? gif.Image.ColorMap : gif.SColorMap;
  if (!colours) return std::nullopt;
  Palette palette{};
  for (int i = 0; i < std::min(colours->ColorCount, 256); i++)
    palette[i] = {colours->Colors[i].Red, colours->Colors[i].Green, colours->Colors[i].Blue};
  if (transparent >= 0 && transparent < 256) palette[transparent] = background;
  return palette;
}

/// The row of the frame that is stored as number `line`: interlaced frames come in four passes [GIF89a, appendix E].
class RowOrder {
 public:
  RowOrder(int rows, bool interlaced) : rows_(rows), pass_(interlaced ? 1 : 0) {}

  int next() {
    const int row = row_;
    row_ += steps[pass_];
    while (pass_ > 0 && pass_ < 4 && row_ >= rows_) row_ = starts[++pass_];
    return row;
  }

 private:
  static constexpr std::array<int, 5> starts{0, 0, 4, 2, 1};
  static constexpr std::array<int, 5> steps{1, 8, 8, 4, 2};
  int rows_;
  int pass_;
  int row_ = 0;
};

/// The colour `width` times, as 8-bit pixels.
Bytes row_of(Rgb colour, int width) {
  Bytes row;
  for (int x = 0; x < width; x++) row.insert(row.end(), {colour.red, colour.green, colour.blue});
  return row;
}

/// How many of the frame's lines could be read. The image is background so far.
int read_frame(GifFileType* gif, const Palette& palette, Image& image, Rgb background) {
  const GifImageDesc& frame = gif->Image;
  const Size screen = image.luma.size();
  Bytes indices(static_cast<std::size_t>(frame.Width));
  Bytes pixels = row_of(background, screen.width);
  const int visible = std::min(frame.Width, screen.width - frame.Left);
  RowOrder order(frame.Height, frame.Interlace);
  for (int line = 0; line < frame.Height; line++) {
    if (DGifGetLine(gif, indices.data(), frame.Width) == GIF_ERROR) return line;
    const int y = frame.Top + order.next();
    if (y >= screen.height || visible <= 0) continue;
    look_up(indices.data(), visible, palette, pixels.data() + std::size_t{3} * frame.Left);
    put_row(image, y, pixels.data(), 3);
  }
  return frame.Height;
}

}  // namespace

Result<Raster> read_gif(ByteView file, const Limits& limits) {
  int error = 0;
  const Gif gif(DGifOpen(&file, give_bytes, &error));
  if (!gif) return fail(Fault::broken, "damaged GIF header");
  if (const auto fits = check_raster(gif->SWidth, gif->SHeight, 0, limits); !fits) return Failure(fits.error());
  const auto transparent = find_frame(gif.get());
  if (!transparent) return fail(Fault::broken, "no picture in the GIF");
  const GifImageDesc& frame = gif->Image;
  if (const auto fits = check_size(frame.Width, frame.Height, limits); !fits) return Failure(fits.error());
  const auto palette = find_palette(*gif, *transparent, limits.background);
  if (!palette) return fail(Fault::broken, "the GIF has no colour table");

  Raster raster{make_planes({gif->SWidth, gif->SHeight}, false), "GIF", {}, {}};
  fill_rows(raster.image, 0, gif->SHeight, limits.background);
  const int lines = read_frame(gif.get(), *palette, raster.image, limits.background);
  if (const auto accepted = accept_rows(raster, lines, frame.Height, ""); !accepted) return Failure(accepted.error());
  return raster;
}

}  // namespace headroom::codec
