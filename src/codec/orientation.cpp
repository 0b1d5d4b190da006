#include "codec/orientation.h"

#include <libexif/exif-data.h>

#include <array>
#include <memory>
#include <utility>

namespace headroom::codec {
namespace {

struct ReleaseExif {
  void operator()(ExifData* data) const { exif_data_unref(data); }
};
using ExifHandle = std::unique_ptr<ExifData, ReleaseExif>;

ExifHandle parse(ByteView exif) {
  constexpr std::array<Byte, 6> header{'E', 'x', 'i', 'f', 0, 0};  // libexif takes EXIF as a JPEG carries it
  Bytes block(header.begin(), header.end());
  block.insert(block.end(), exif.begin(), exif.end());
  ExifHandle data(exif_data_new());
  if (!data) return data;
  exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);  // read what is there, add nothing
  exif_data_load_data(data.get(), block.data(), static_cast<unsigned>(block.size()));
  return data;
}

int orientation_value(const ExifData& data) {
  const ExifEntry* entry = exif_content_get_entry(data.ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->components < 1 || entry->size < 2) return 1;
  return exif_get_short(entry->data, exif_data_get_byte_order(const_cast<ExifData*>(&data)));
}

}  // namespace

Orientation orientation_of(int value) {
  constexpr std::array<Orientation, 8> orientations{{
      {false, false, false},
      {false, true, false},
      {false, true, true},
      {false, false, true},
      {true, false, false},
      {true, true, false},
      {true, true, true},
      {true, false, true},
  }};
  if (value < 1 || value > 8) return {};
  return orientations[value - 1];
}

Orientation read_orientation(ByteView exif, const Limits& limits) {
  if (exif.empty() || exif.size() > limits.exif_bytes) return {};
  const ExifHandle data = parse(exif);
  return data ? orientation_of(orientation_value(*data)) : Orientation{};
}

}  // namespace headroom::codec
