#include "datasets/jpeg_file.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <jpeglib.h>

namespace headroom::datasets {
namespace {

/// The rows of one plane that a row of MCUs holds, copied: libjpeg reads whole blocks, past the last sample.
class Strip {
 public:
  Strip(const Plane& plane, int rows, int blocks_across)
      : plane_(plane), width_(blocks_across * DCTSIZE), samples_(static_cast<std::size_t>(width_) * rows), rows_(rows) {
    for (int y = 0; y < rows; y++) rows_[y] = samples_.data() + static_cast<std::ptrdiff_t>(y) * width_;
  }

  /// From row `top` on; what lies outside the plane repeats its edge.
  JSAMPARRAY read(int top) {
    const int width = plane_.width();
    for (std::size_t y = 0; y < rows_.size(); y++) {
      const Byte* from = plane_.row(std::min(top + static_cast<int>(y), plane_.height() - 1));
      std::memcpy(rows_[y], from, width);
      std::memset(rows_[y] + width, from[width - 1], width_ - width);
    }
    return rows_.data();
  }

  int rows() const { return static_cast<int>(rows_.size()); }

 private:
  const Plane& plane_;
  int width_;
  Bytes samples_;
  std::vector<JSAMPROW> rows_;
};

void write_strips(jpeg_compress_struct& jpeg, const Image& image) {
  std::vector<Strip> strips;
  for (int i = 0; i < jpeg.num_components; i++) {
    const jpeg_component_info& component = jpeg.comp_info[i];
    const int mcus = static_cast<int>(jpeg.image_width - 1) / (jpeg.max_h_samp_factor * DCTSIZE) + 1;
    strips.emplace_back(*image.planes()[i], component.v_samp_factor * DCTSIZE, mcus * component.h_samp_factor);
  }
  for (int strip = 0; jpeg.next_scanline < jpeg.image_height; strip++) {
    std::array<JSAMPARRAY, 3> planes{};
    for (std::size_t i = 0; i < strips.size(); i++) planes[i] = strips[i].read(strip * strips[i].rows());
    jpeg_write_raw_data(&jpeg, planes.data(), jpeg.max_v_samp_factor * DCTSIZE);
  }
}

void apply(const JpegSettings& settings, jpeg_compress_struct& jpeg) {
  const bool grey = settings.sampling.grey();
  jpeg.input_components = grey ? 1 : 3;
  jpeg.in_color_space = grey ? JCS_GRAYSCALE : JCS_YCbCr;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, settings.quality, TRUE);
  jpeg.comp_info[0].h_samp_factor = grey ? 1 : settings.sampling.across;
  jpeg.comp_info[0].v_samp_factor = grey ? 1 : settings.sampling.down;
  jpeg.restart_in_rows = settings.restart_rows;
  if (settings.progressive) jpeg_simple_progression(&jpeg);
  jpeg.raw_data_in = TRUE;
}

}  // namespace

Bytes encode_jpeg(const Image& image, const JpegSettings& settings, ByteView exif) {
  assert(settings.sampling.grey() || image.cb.size() == sampled(image.luma.size(), settings.sampling));
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);  // ends the program: with checked settings only memory can run out
  jpeg_create_compress(&jpeg);
  unsigned char* memory = nullptr;
  unsigned long length = 0;
  jpeg_mem_dest(&jpeg, &memory, &length);
  jpeg.image_width = static_cast<JDIMENSION>(image.luma.width());
  jpeg.image_height = static_cast<JDIMENSION>(image.luma.height());
  apply(settings, jpeg);
  if (!exif.empty()) jpeg.write_JFIF_header = FALSE;  // EXIF wants to be the first marker
  jpeg_start_compress(&jpeg, TRUE);
  if (!exif.empty()) jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif.data(), static_cast<unsigned>(exif.size()));
  write_strips(jpeg, image);
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  Bytes file(memory, memory + length);
  std::free(memory);
  return file;
}

}  // namespace headroom::datasets
