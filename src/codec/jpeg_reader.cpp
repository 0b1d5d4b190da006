#include "codec/jpeg_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "codec/escape.h"
#include "codec/jpeg_markers.h"
#include "codec/jpeg_pass.h"

namespace headroom::codec {
namespace {

Result<JpegColour> find_colour(const jpeg_decompress_struct& jpeg) {
  switch (jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE:
      return JpegColour::grey;
    case JCS_YCbCr:
      return JpegColour::ycc;
    case JCS_RGB:
      return JpegColour::rgb;
    case JCS_CMYK:
    case JCS_YCCK:
      return JpegColour::cmyk;
    default:
      return fail(Fault::unsupported, fmt::format("a JPEG of {} channels", jpeg.num_components));
  }
}

/// What libjpeg keeps of a file of several scans.
std::size_t coefficient_bytes(jpeg_decompress_struct& jpeg) {
  if (!jpeg_has_multiple_scans(&jpeg)) return 0;
  std::size_t blocks = 0;
  for (int i = 0; i < jpeg.num_components; i++)
    blocks += std::size_t{jpeg.comp_info[i].width_in_blocks} * jpeg.comp_info[i].height_in_blocks;
  return blocks * sizeof(JBLOCK);
}

/// Samples as they are coded, at the scale set.
std::size_t plane_bytes(const jpeg_decompress_struct& jpeg) {
  std::size_t bytes = 0;
  for (int i = 0; i < jpeg.num_components; i++) {
    const jpeg_component_info& component = jpeg.comp_info[i];
    const std::size_t blocks = std::size_t{component.width_in_blocks} * component.height_in_blocks;
    bytes += blocks * component.DCT_scaled_size * component.DCT_scaled_size;
  }
  return bytes;
}

/// Three planes of equal size, at the scale set.
std::size_t pixel_bytes(const jpeg_decompress_struct& jpeg) {
  return std::size_t{jpeg.output_width} * jpeg.output_height * 3;
}

/// Sets the scale; `output_bytes` tells what the picture takes then.
template <class OutputBytes>
Result<void> begin(JpegPass& pass, int eighths, const OutputBytes& output_bytes) {
  jpeg_decompress_struct& jpeg = pass.jpeg;
  jpeg.do_block_smoothing = FALSE;  // guesses for cut files; less code that hostile files reach
  jpeg.scale_num = static_cast<unsigned>(eighths);
  jpeg.scale_denom = DCTSIZE;
  if (!guarded(pass.errors.escape, [&] { jpeg_calc_output_dimensions(&jpeg); })) return Failure(pass.error());
  const std::size_t bytes = coefficient_bytes(jpeg) + output_bytes(jpeg);
  if (const auto fits = check_decode_bytes(bytes, pass.limits); !fits) return Failure(fits.error());
  pass.begin_picture();
  if (!guarded(pass.errors.escape, [&] { jpeg_start_decompress(&jpeg); })) return Failure(pass.error());
  return {};
}

Axis axis(int most_sampling, int sampling, int block_samples) {
  return {0, static_cast<double>(most_sampling) / sampling * DCTSIZE / block_samples};
}

JpegLayout layout_of(const jpeg_decompress_struct& jpeg, const jpeg_component_info& component) {
  const int block = component.DCT_scaled_size;  // libjpeg brings subsampled chroma to luma's size where it can
  JpegLayout layout;
  layout.size = {static_cast<int>(component.downsampled_width), static_cast<int>(component.downsampled_height)};
  layout.rows_in_band = component.v_samp_factor * block;
  layout.room = {static_cast<int>(component.width_in_blocks + component.h_samp_factor) * block,
                 static_cast<int>(jpeg.total_iMCU_rows) * layout.rows_in_band};
  layout.across = axis(jpeg.max_h_samp_factor, component.h_samp_factor, block);
  layout.down = axis(jpeg.max_v_samp_factor, component.v_samp_factor, block);
  return layout;
}

}  // namespace

JpegReader::JpegReader(ByteView file, const Limits& limits) : pass_(std::make_unique<JpegPass>(file, limits)) {}

JpegReader::~JpegReader() = default;

Result<JpegHeader> JpegReader::read_header() {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  const bool read = guarded(pass_->errors.escape, [&] {
    keep_markers(jpeg);
    jpeg_read_header(&jpeg, TRUE);
  });
  if (!read) return Failure(pass_->error());
  if (const auto fits = check_size(jpeg.image_width, jpeg.image_height, pass_->limits); !fits)
    return Failure(fits.error());
  const auto colour = find_colour(jpeg);
  if (!colour) return Failure(colour.error());
  return JpegHeader{{static_cast<int>(jpeg.image_width), static_cast<int>(jpeg.image_height)},
                    *colour,
                    jpeg_has_multiple_scans(&jpeg) != FALSE,
                    find_orientation(*pass_),
                    find_profile(*pass_)};
}

Result<std::vector<JpegLayout>> JpegReader::start(int eighths) {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  jpeg.raw_data_out = TRUE;
  jpeg.out_color_space = jpeg.jpeg_color_space;
  if (const auto begun = begin(*pass_, eighths, plane_bytes); !begun) return Failure(begun.error());
  std::vector<JpegLayout> layouts;
  layouts.reserve(jpeg.num_components);
  for (int i = 0; i < jpeg.num_components; i++) layouts.push_back(layout_of(jpeg, jpeg.comp_info[i]));
  return layouts;
}

int JpegReader::bands() const { return static_cast<int>(pass_->jpeg.total_iMCU_rows); }

Result<void> JpegReader::read_band(JpegRows& rows) {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  std::array<JSAMPARRAY, 3> planes{rows[0].data(), rows[1].data(), rows[2].data()};
  const auto lines = static_cast<JDIMENSION>(jpeg.max_v_samp_factor * jpeg.min_DCT_scaled_size);
  if (guarded(pass_->errors.escape, [&] { jpeg_read_raw_data(&jpeg, planes.data(), lines); })) return {};
  return Failure(pass_->error());
}

Result<void> JpegReader::skip_band(JpegRows& rows) {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  // The coefficient controller looks at this flag block by block; entropy decoding goes on, as it must.
  for (int i = 0; i < jpeg.num_components; i++) jpeg.comp_info[i].component_needed = FALSE;
  auto result = read_band(rows);
  for (int i = 0; i < jpeg.num_components; i++) jpeg.comp_info[i].component_needed = TRUE;
  return result;
}

Result<Size> JpegReader::start_pixels(int eighths) {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  jpeg.out_color_space = jpeg.jpeg_color_space == JCS_RGB ? JCS_RGB : JCS_CMYK;
  if (const auto begun = begin(*pass_, eighths, pixel_bytes); !begun) return Failure(begun.error());
  return Size{static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height)};
}

Result<void> JpegReader::read_row(Byte* pixels) {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  if (!guarded(pass_->errors.escape, [&] { jpeg_read_scanlines(&jpeg, &pixels, 1); })) return Failure(pass_->error());
  const bool light = jpeg.out_color_space == JCS_CMYK && jpeg.saw_Adobe_marker;  // Adobe's CMYK counts from black
  if (light) std::for_each_n(pixels, std::size_t{jpeg.output_width} * 4, [](Byte& ink) { ink = 255 - ink; });
  return {};
}

Result<bool> JpegReader::finish() {
  if (const auto scans = pass_->check_scans(); !scans) return Failure(scans.error());
  // What follows the picture cannot harm it, so an error here is no more than damage.
  if (!guarded(pass_->errors.escape, [&] { jpeg_finish_decompress(&pass_->jpeg); })) pass_->damaged = true;
  return pass_->verdict();
}

}  // namespace headroom::codec
