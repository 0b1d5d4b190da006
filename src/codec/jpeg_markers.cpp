#include "codec/jpeg_markers.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "codec/escape.h"

namespace headroom::codec {
namespace {

using namespace std::string_view_literals;

constexpr int exif_marker = JPEG_APP0 + 1;
constexpr int icc_marker = JPEG_APP0 + 2;
constexpr std::string_view exif_prefix = "Exif\0\0"sv;
constexpr std::string_view icc_prefix = "ICC_PROFILE\0"sv;

bool begins_with(const jpeg_marker_struct& marker, std::string_view prefix) {
  return marker.data_length >= prefix.size() && std::equal(prefix.begin(), prefix.end(), marker.data);
}

bool is_exif(const jpeg_marker_struct& marker) {
  return marker.marker == exif_marker && marker.data_length > exif_prefix.size() &&
         begins_with(marker, exif_prefix.substr(0, exif_prefix.size() - 1));  // some writers fill the last byte
}

bool has_profile(const jpeg_decompress_struct& jpeg) {
  for (const jpeg_marker_struct* marker = jpeg.marker_list; marker; marker = marker->next)
    if (marker->marker == icc_marker && begins_with(*marker, icc_prefix)) return true;
  return false;
}

struct Free {
  void operator()(JOCTET* bytes) const { std::free(bytes); }
};

}  // namespace

void keep_markers(jpeg_decompress_struct& jpeg) {
  for (const int marker : {exif_marker, icc_marker}) jpeg_save_markers(&jpeg, marker, 0xFFFF);
}

Orientation find_orientation(const JpegPass& pass) {
  for (const jpeg_marker_struct* marker = pass.jpeg.marker_list; marker; marker = marker->next)
    if (is_exif(*marker))
      return read_orientation(ByteView(marker->data, marker->data_length).subspan(exif_prefix.size()), pass.limits);
  return {};
}

JpegProfile find_profile(JpegPass& pass) {
  if (!has_profile(pass.jpeg)) return {};
  JOCTET* bytes = nullptr;
  unsigned count = 0;
  boolean whole = FALSE;
  guarded(pass.errors.escape, [&] { whole = jpeg_read_icc_profile(&pass.jpeg, &bytes, &count); });
  const std::unique_ptr<JOCTET, Free> owned(bytes);
  if (!whole) return {{}, true};
  return {Bytes(bytes, bytes + count), false};
}

}  // namespace headroom::codec
