#include "codec/tiff_rows.h"

#include <algorithm>

#include <fmt/format.h>

namespace headroom::codec {
namespace {

std::uint32_t field(const TiffFile& file, std::uint32_t tag) {
  std::uint32_t value = 0;
  return TIFFGetField(file.get(), tag, &value) == 1 ? value : 0;
}

/// JPEG inside comes out as RGB, its chroma interpolated.
void choose_rgb(const TiffFile& file) {
  const bool jpeg = file.number(TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG;
  if (jpeg && file.number(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) == PHOTOMETRIC_YCBCR)
    TIFFSetField(file.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
}

using Files = std::vector<std::unique_ptr<TiffFile>>;

/// One file for each plane: libtiff decodes strips from their beginning, so that turns between planes would cost a
/// strip for every row.
Files open_files(ByteView bytes, int planes, const Limits& limits) {
  Files files;
  for (int i = 0; i < planes; i++) {
    files.push_back(std::make_unique<TiffFile>(bytes, limits));
    if (!files.back()->get()) return {};
    choose_rgb(*files.back());
  }
  return files;
}

const std::string& first_problem(const Files& files) {
  const auto found =
      std::find_if(files.begin(), files.end(), [](const auto& file) { return !file->problem().empty(); });
  return (found == files.end() ? files.front() : *found)->problem();
}

class StripRows final : public TiffRows {
 public:
  StripRows(Files files, int planes) : files_(std::move(files)) {
    for (int i = 0; i < planes; i++) rows_.emplace_back(static_cast<std::size_t>(TIFFScanlineSize64(files_[0]->get())));
  }

  bool next() override {
    for (std::size_t i = 0; i < files_.size(); i++)
      if (TIFFReadScanline(files_[i]->get(), rows_[i].data(), y_, static_cast<std::uint16_t>(i)) != 1) return false;
    y_++;
    return true;
  }

  const Byte* row(int plane) const override { return rows_[static_cast<std::size_t>(plane)].data(); }
  const std::string& problem() const override { return first_problem(files_); }

 private:
  Files files_;
  std::vector<Bytes> rows_;
  std::uint32_t y_ = 0;
};

struct Tiles {
  std::uint32_t width = 0;  // pixels
  std::uint32_t height = 0;
  std::size_t row_bytes = 0;  // of one tile
  std::size_t across = 0;     // tiles side by side in one plane

  std::size_t stride() const { return row_bytes * across; }
  std::size_t bytes() const { return row_bytes * height; }
  std::size_t band_bytes() const { return stride() * height; }
};

Tiles tiles_of(const TiffFile& file, Size size) {
  Tiles tiles;
  tiles.width = field(file, TIFFTAG_TILEWIDTH);
  tiles.height = field(file, TIFFTAG_TILELENGTH);
  tiles.row_bytes = static_cast<std::size_t>(TIFFTileRowSize64(file.get()));
  if (tiles.width != 0) tiles.across = (static_cast<std::size_t>(size.width) + tiles.width - 1) / tiles.width;
  return tiles;
}

class TileRows final : public TiffRows {
 public:
  TileRows(Files files, const TiffLayout& layout)
      : files_(std::move(files)), tiles_(tiles_of(*files_[0], layout.size)), tile_(tiles_.bytes()) {
    for (int i = 0; i < layout.planes(); i++) bands_.emplace_back(tiles_.band_bytes());
  }

  bool next() override {
    y_++;
    return y_ % tiles_.height != 0 || read_band();
  }

  const Byte* row(int plane) const override {
    return bands_[static_cast<std::size_t>(plane)].data() + y_ % tiles_.height * tiles_.stride();
  }

  const std::string& problem() const override { return first_problem(files_); }

 private:
  bool read_band() {
    for (std::size_t plane = 0; plane < bands_.size(); plane++)
      for (std::size_t column = 0; column < tiles_.across; column++)
        if (!read_tile(plane, column)) return false;
    return true;
  }

  bool read_tile(std::size_t plane, std::size_t column) {
    TIFF* tiff = files_[0]->get();
    const auto x = static_cast<std::uint32_t>(column * tiles_.width);
    const auto number = TIFFComputeTile(tiff, x, static_cast<std::uint32_t>(y_), 0, static_cast<std::uint16_t>(plane));
    if (TIFFReadEncodedTile(tiff, number, tile_.data(), static_cast<tmsize_t>(tile_.size())) < 0) return false;
    Byte* to = bands_[plane].data() + column * tiles_.row_bytes;
    for (std::size_t row = 0; row < tiles_.height; row++)
      std::copy_n(tile_.data() + row * tiles_.row_bytes, tiles_.row_bytes, to + row * tiles_.stride());
    return true;
  }

  Files files_;
  Tiles tiles_;
  Bytes tile_;
  std::vector<Bytes> bands_;  // a row of tiles, for each plane
  long long y_ = -1;
};

Failure damaged(const std::string& problem) { return fail(Fault::broken, fmt::format("a damaged TIFF ({})", problem)); }

}  // namespace

Result<std::size_t> tiff_row_bytes(const TiffFile& file, const TiffLayout& layout, const Limits& limits) {
  const auto planes = static_cast<std::size_t>(layout.planes());
  choose_rgb(file);
  if (!layout.tiled) return static_cast<std::size_t>(TIFFScanlineSize64(file.get())) * planes;
  const Tiles tiles = tiles_of(file, layout.size);
  if (const auto fits = check_size(tiles.width, tiles.height, limits); !fits) return Failure(fits.error());
  if (tiles.row_bytes * 8 != std::size_t{tiles.width} * layout.bits * layout.samples_in_plane())
    return fail(Fault::broken, "a TIFF with tiles of an odd width");
  return tiles.band_bytes() * planes + tiles.bytes();
}

Result<std::unique_ptr<TiffRows>> open_tiff_rows(ByteView file, const TiffLayout& layout, const Limits& limits) {
  Files files = open_files(file, layout.tiled ? 1 : layout.planes(), limits);
  if (files.empty()) return damaged("it cannot be opened again");
  if (layout.tiled) return std::make_unique<TileRows>(std::move(files), layout);
  return std::make_unique<StripRows>(std::move(files), layout.planes());
}

}  // namespace headroom::codec
