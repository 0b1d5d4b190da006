#include "support/tiff_files.h"

#include <tiffio.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace headroom::test {
namespace {

struct Memory {
  Bytes bytes;
  std::size_t place = 0;
};

Memory& memory(thandle_t handle) { return *static_cast<Memory*>(handle); }

tmsize_t read_memory(thandle_t handle, void* to, tmsize_t count) {
  Memory& file = memory(handle);
  const auto given =
      std::min(static_cast<std::size_t>(count), file.bytes.size() - std::min(file.place, file.bytes.size()));
  if (given > 0) std::memcpy(to, file.bytes.data() + file.place, given);
  file.place += given;
  return static_cast<tmsize_t>(given);
}

tmsize_t write_memory(thandle_t handle, void* from, tmsize_t count) {
  Memory& file = memory(handle);
  const auto size = static_cast<std::size_t>(count);
  file.bytes.resize(std::max(file.bytes.size(), file.place + size));
  std::memcpy(file.bytes.data() + file.place, from, size);
  file.place += size;
  return count;
}

toff_t seek_memory(thandle_t handle, toff_t offset, int from) {
  Memory& file = memory(handle);
  file.place = offset + (from == SEEK_CUR ? file.place : from == SEEK_END ? file.bytes.size() : 0);
  return file.place;
}

void demand(bool done) {
  if (!done) std::abort();
}

/// One row of one plane, or of all channels, packed as TIFF stores it.
Bytes pack(const std::vector<std::uint16_t>& samples, int bits) {
  Bytes row;
  if (bits == 16) {
    row.resize(samples.size() * 2);
    std::memcpy(row.data(), samples.data(), row.size());
    return row;
  }
  row.resize((samples.size() * bits + 7) / 8);
  for (std::size_t i = 0; i < samples.size(); i++) {
    const std::size_t bit = i * bits;
    row[bit / 8] = static_cast<Byte>(row[bit / 8] | samples[i] << (8 - bits - bit % 8));
  }
  return row;
}

/// Samples of the rectangle at (x, y), edges repeated; of one plane, or of all (-1).
Bytes part(const TiffLook& look, const std::vector<std::uint16_t>& samples, Rect rect, int plane) {
  Bytes packed;
  for (int y = rect.y; y < rect.y + rect.height; y++) {
    std::vector<std::uint16_t> row;
    for (int x = rect.x; x < rect.x + rect.width; x++)
      for (int i = 0; i < look.samples; i++) {
        const int column = std::min(x, look.size.width - 1), line = std::min(y, look.size.height - 1);
        if (plane < 0 || plane == i)
          row.push_back(samples[(static_cast<std::size_t>(line) * look.size.width + column) * look.samples + i]);
      }
    const Bytes bytes = pack(row, look.bits);
    packed.insert(packed.end(), bytes.begin(), bytes.end());
  }
  return packed;
}

void set_fields(TIFF* tiff, const TiffLook& look) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, look.size.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, look.size.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, look.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, look.samples);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, look.photometric);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, look.compression);
  if (look.predictor != 1) TIFFSetField(tiff, TIFFTAG_PREDICTOR, look.predictor);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, look.planar ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  if (look.compression == COMPRESSION_JPEG && look.photometric == PHOTOMETRIC_YCBCR) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, 95);
  }
  const auto extra = static_cast<std::uint16_t>(look.extra);
  if (look.extra >= 0) TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &extra);
  if (look.orientation != 0) TIFFSetField(tiff, TIFFTAG_ORIENTATION, look.orientation);
  const std::size_t colours = look.palette.size() / 3;
  if (colours > 0)
    TIFFSetField(tiff, TIFFTAG_COLORMAP, look.palette.data(), look.palette.data() + colours,
                 look.palette.data() + 2 * colours);
  if (!look.icc.empty())
    TIFFSetField(tiff, TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(look.icc.size()), look.icc.data());
}

void write_strips(TIFF* tiff, const TiffLook& look, const std::vector<std::uint16_t>& samples) {
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, look.rows_in_strip);
  for (int plane = 0; plane < (look.planar ? look.samples : 1); plane++)
    for (int y = 0; y < look.size.height; y++) {
      Bytes row = part(look, samples, {0, y, look.size.width, 1}, look.planar ? plane : -1);
      demand(TIFFWriteScanline(tiff, row.data(), y, static_cast<std::uint16_t>(plane)) == 1);
    }
}

void write_tiles(TIFF* tiff, const TiffLook& look, const std::vector<std::uint16_t>& samples) {
  TIFFSetField(tiff, TIFFTAG_TILEWIDTH, look.tile);
  TIFFSetField(tiff, TIFFTAG_TILELENGTH, look.tile);
  for (int plane = 0; plane < (look.planar ? look.samples : 1); plane++)
    for (int y = 0; y < look.size.height; y += look.tile)
      for (int x = 0; x < look.size.width; x += look.tile) {
        Bytes tile = part(look, samples, {x, y, look.tile, look.tile}, look.planar ? plane : -1);
        demand(TIFFWriteTile(tiff, tile.data(), x, y, 0, static_cast<std::uint16_t>(plane)) >= 0);
      }
}

}  // namespace

Bytes write_tiff(const TiffLook& look, const std::vector<std::uint16_t>& samples) {
  Memory file;
  const char* mode = look.big ? (look.big_endian ? "wb8" : "wl8") : (look.big_endian ? "wb" : "wl");
  TIFF* tiff = TIFFClientOpen(
      "test", mode, &file, read_memory, write_memory, seek_memory, [](thandle_t) { return 0; },
      [](thandle_t handle) -> toff_t { return memory(handle).bytes.size(); }, nullptr, nullptr);
  demand(tiff != nullptr);
  for (int page = 0; page < look.pages; page++) {
    const std::vector<std::uint16_t> none(samples.size());
    set_fields(tiff, look);
    look.tile > 0 ? write_tiles(tiff, look, page == 0 ? samples : none)
                  : write_strips(tiff, look, page == 0 ? samples : none);
    demand(TIFFWriteDirectory(tiff) == 1);
  }
  TIFFClose(tiff);
  return file.bytes;
}

}  // namespace headroom::test
