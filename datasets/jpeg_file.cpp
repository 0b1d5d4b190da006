#include "datasets/jpeg_file.h"

#include <array>
#include <cassert>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace headroom::datasets {
namespace {

constexpr int rows_at_once = 16;  // of luma; a row of blocks in 4:2:0

void write_blocks(jpeg_compress_struct& jpeg, const Image& canvas) {
  std::array<JSAMPROW, rows_at_once> luma{};
  std::array<JSAMPROW, rows_at_once / 2> cb{};
  std::array<JSAMPROW, rows_at_once / 2> cr{};
  std::array<JSAMPARRAY, 3> planes{luma.data(), cb.data(), cr.data()};
  const auto row = [](const Plane& plane, int y) { return const_cast<JSAMPROW>(plane.row(y)); };  // read only, in C
  while (jpeg.next_scanline < jpeg.image_height) {
    const int top = static_cast<int>(jpeg.next_scanline);
    for (int y = 0; y < rows_at_once; y++) luma[y] = row(canvas.luma, top + y);
    for (int y = 0; y < rows_at_once / 2; y++) {
      cb[y] = row(canvas.cb, top / 2 + y);
      cr[y] = row(canvas.cr, top / 2 + y);
    }
    jpeg_write_raw_data(&jpeg, planes.data(), rows_at_once);
  }
}

}  // namespace

Bytes encode_jpeg(const Image& canvas, Size size, const JpegSettings& settings) {
  assert(size.width <= canvas.luma.width() && size.height <= canvas.luma.height());
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);  // ends the program: with checked sizes only memory can run out
  jpeg_create_compress(&jpeg);
  unsigned char* memory = nullptr;
  unsigned long length = 0;
  jpeg_mem_dest(&jpeg, &memory, &length);
  jpeg.image_width = static_cast<JDIMENSION>(size.width);
  jpeg.image_height = static_cast<JDIMENSION>(size.height);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_YCbCr;
  jpeg_set_defaults(&jpeg);  // which are 4:2:0 and baseline
  jpeg_set_quality(&jpeg, settings.quality, TRUE);
  jpeg.raw_data_in = TRUE;
  jpeg_start_compress(&jpeg, TRUE);
  write_blocks(jpeg, canvas);
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  Bytes file(memory, memory + length);
  std::free(memory);
  return file;
}

}  // namespace headroom::datasets
