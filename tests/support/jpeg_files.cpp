#include "support/jpeg_files.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <jpeglib.h>

namespace headroom::test {
namespace {

/// libjpeg's compressor into memory. Its errors end the test program: files for tests must be writable.
struct Writer {
  Writer() {
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &count);
  }
  ~Writer() {
    jpeg_destroy_compress(&jpeg);
    std::free(bytes);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void begin(Size size, int components, J_COLOR_SPACE colours) {
    jpeg.image_width = static_cast<JDIMENSION>(size.width);
    jpeg.image_height = static_cast<JDIMENSION>(size.height);
    jpeg.input_components = components;
    jpeg.in_color_space = colours;
    jpeg_set_defaults(&jpeg);
  }

  Bytes end() {
    jpeg_finish_compress(&jpeg);
    return Bytes(bytes, bytes + count);
  }

  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  unsigned char* bytes = nullptr;
  unsigned long count = 0;
};

void apply(const JpegLook& look, jpeg_compress_struct& jpeg, std::array<jpeg_scan_info, 3>& scans) {
  jpeg_set_quality(&jpeg, look.quality, TRUE);
  jpeg.dct_method = JDCT_ISLOW;
  for (int i = 0; i < jpeg.num_components; i++) {
    jpeg.comp_info[i].h_samp_factor = i == 0 ? look.luma_across : look.chroma_across;
    jpeg.comp_info[i].v_samp_factor = i == 0 ? look.luma_down : look.chroma_down;
  }
  jpeg.restart_in_rows = look.restart_rows;
  jpeg.arith_code = look.arithmetic ? TRUE : FALSE;
  jpeg.write_JFIF_header = look.jfif ? jpeg.write_JFIF_header : FALSE;
  if (look.progressive) jpeg_simple_progression(&jpeg);
  if (!look.separate_scans) return;
  for (int i = 0; i < jpeg.num_components; i++) scans[static_cast<std::size_t>(i)] = {1, {i, 0, 0, 0}, 0, 63, 0, 0};
  jpeg.scan_info = scans.data();
  jpeg.num_scans = jpeg.num_components;
}

void write_exif(jpeg_compress_struct& jpeg, int orientation) {
  Bytes block{'E', 'x', 'i', 'f', 0, 0};
  const Bytes exif = exif_orientation(orientation);
  block.insert(block.end(), exif.begin(), exif.end());
  jpeg_write_marker(&jpeg, JPEG_APP0 + 1, block.data(), static_cast<unsigned>(block.size()));
}

void write_profile(jpeg_compress_struct& jpeg, const std::vector<Bytes>& segments) {
  for (const Bytes& segment : segments)
    jpeg_write_marker(&jpeg, JPEG_APP0 + 2, segment.data(), static_cast<unsigned>(segment.size()));
}

}  // namespace

Bytes write_jpeg(const Image& image, const JpegLook& look) {
  Writer writer;
  jpeg_compress_struct& jpeg = writer.jpeg;
  const int components = image.grey() ? 1 : 3;
  const J_COLOR_SPACE colours = look.rgb ? JCS_RGB : JCS_YCbCr;
  writer.begin(image.luma.size(), components, image.grey() ? JCS_GRAYSCALE : colours);
  if (look.rgb) jpeg_set_colorspace(&jpeg, JCS_RGB);
  std::array<jpeg_scan_info, 3> scans{};
  apply(look, jpeg, scans);
  jpeg_start_compress(&jpeg, TRUE);
  if (look.orientation != 0) write_exif(jpeg, look.orientation);
  write_profile(jpeg, look.icc_segments);
  Bytes row(static_cast<std::size_t>(image.luma.width() * components));
  for (int y = 0; y < image.luma.height(); y++) {
    for (int x = 0; x < image.luma.width(); x++)
      for (int i = 0; i < components; i++)
        row[static_cast<std::size_t>(x * components + i)] = image.planes()[static_cast<std::size_t>(i)]->row(y)[x];
    JSAMPROW rows[] = {row.data()};
    jpeg_write_scanlines(&jpeg, rows, 1);
  }
  return writer.end();
}

std::vector<Bytes> icc_segments(const Bytes& icc, std::size_t most) {
  constexpr std::string_view prefix("ICC_PROFILE\0", 12);
  const std::size_t count = (icc.size() + most - 1) / most;
  std::vector<Bytes> segments;
  for (std::size_t i = 0; i < count; i++) {
    Bytes segment(prefix.begin(), prefix.end());
    segment.insert(segment.end(), {static_cast<Byte>(i + 1), static_cast<Byte>(count)});
    const ByteView part = ByteView(icc).subspan(i * most, std::min(most, icc.size() - i * most));
    segment.insert(segment.end(), part.begin(), part.end());
    segments.push_back(segment);
  }
  return segments;
}

Bytes write_ink_jpeg(Size size, std::array<Byte, 4> ink, InkCoding coding, const std::vector<Bytes>& segments) {
  Writer writer;
  jpeg_compress_struct& jpeg = writer.jpeg;
  writer.begin(size, 4, JCS_CMYK);
  jpeg_set_colorspace(&jpeg, coding == InkCoding::adobe_ycck ? JCS_YCCK : JCS_CMYK);
  jpeg_set_quality(&jpeg, 98, TRUE);
  jpeg.write_Adobe_marker = coding == InkCoding::plain ? FALSE : TRUE;
  jpeg_start_compress(&jpeg, TRUE);
  write_profile(jpeg, segments);
  Bytes row;
  for (int x = 0; x < size.width; x++)
    for (const Byte value : ink) row.push_back(coding == InkCoding::plain ? value : static_cast<Byte>(255 - value));
  JSAMPROW rows[] = {row.data()};
  for (int y = 0; y < size.height; y++) jpeg_write_scanlines(&jpeg, rows, 1);
  return writer.end();
}

Bytes exif_orientation(int orientation) {
  return {'I',  'I',  42, 0, 8, 0, 0, 0,  // little-endian, first directory at 8
          1,    0,                        // of one entry
          0x12, 0x01, 3,  0, 1, 0, 0, 0, static_cast<Byte>(orientation), 0, 0, 0, 0, 0, 0, 0};  // no further directory
}

std::size_t find_marker(const Bytes& jpeg, Byte code) {
  for (std::size_t i = 0; i + 1 < jpeg.size(); i++)
    if (jpeg[i] == 0xFF && jpeg[i + 1] == code) return i;
  return jpeg.size();
}

}  // namespace headroom::test
