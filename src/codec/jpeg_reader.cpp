#include "codec/jpeg_reader.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "codec/escape.h"
#include "codec/jpeg_pass.h"

namespace headroom::codec {
namespace {

using namespace std::string_view_literals;

constexpr int exif_marker = JPEG_APP0 + 1;
constexpr std::string_view exif_prefix = "Exif\0\0"sv;

bool is_exif(const jpeg_marker_struct& marker) {
  return marker.marker == exif_marker && marker.data_length > exif_prefix.size() &&
         std::equal(exif_prefix.begin(), exif_prefix.end() - 1, marker.data);  // some writers fill the last byte
}

Orientation find_orientation(const jpeg_decompress_struct& jpeg, const Limits& limits) {
  for (const jpeg_marker_struct* marker = jpeg.marker_list; marker; marker = marker->next)
    if (is_exif(*marker))
      return read_orientation(ByteView(marker->data, marker->data_length).subspan(exif_prefix.size()), limits);
  return {};
}

bool same_sampling(const jpeg_decompress_struct& jpeg) {
  return std::all_of(jpeg.comp_info, jpeg.comp_info + jpeg.num_components, [&](const jpeg_component_info& component) {
    return component.h_samp_factor == jpeg.max_h_samp_factor && component.v_samp_factor == jpeg.max_v_samp_factor;
  });
}

Result<JpegColour> find_colour(const jpeg_decompress_struct& jpeg) {
  switch (jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE:
      return JpegColour::grey;
    case JCS_YCbCr:
      return JpegColour::ycc;
    case JCS_RGB:
      if (same_sampling(jpeg)) return JpegColour::rgb;
      return fail(Fault::unsupported, "an RGB JPEG with subsampled channels");
    case JCS_CMYK:
    case JCS_YCCK:
      return fail(Fault::unsupported, "a CMYK JPEG; this version reads grey, YCbCr and RGB ones");
    default:
      return fail(Fault::unsupported, fmt::format("a JPEG of {} channels", jpeg.num_components));
  }
}

/// What libjpeg and the planes take at the scale set.
std::size_t decode_bytes(jpeg_decompress_struct& jpeg) {
  const bool stores_coefficients = jpeg_has_multiple_scans(&jpeg);
  std::size_t bytes = 0;
  for (int i = 0; i < jpeg.num_components; i++) {
    const jpeg_component_info& component = jpeg.comp_info[i];
    const std::size_t blocks = std::size_t{component.width_in_blocks} * component.height_in_blocks;
    if (stores_coefficients) bytes += blocks * sizeof(JBLOCK);
    bytes += blocks * component.DCT_scaled_size * component.DCT_scaled_size;
  }
  return bytes;
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
    jpeg_save_markers(&jpeg, exif_marker, 0xFFFF);
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
                    find_orientation(jpeg, pass_->limits)};
}

Result<std::vector<JpegLayout>> JpegReader::start(int eighths) {
  jpeg_decompress_struct& jpeg = pass_->jpeg;
  jpeg.raw_data_out = TRUE;
  jpeg.out_color_space = jpeg.jpeg_color_space;
  jpeg.do_block_smoothing = FALSE;  // guesses for cut files; less code that hostile files reach
  jpeg.scale_num = static_cast<unsigned>(eighths);
  jpeg.scale_denom = DCTSIZE;
  if (!guarded(pass_->errors.escape, [&] { jpeg_calc_output_dimensions(&jpeg); })) return Failure(pass_->error());
  if (const auto fits = check_decode_bytes(decode_bytes(jpeg), pass_->limits); !fits) return Failure(fits.error());
  pass_->begin_picture();
  if (!guarded(pass_->errors.escape, [&] { jpeg_start_decompress(&jpeg); })) return Failure(pass_->error());
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

Result<bool> JpegReader::finish() {
  if (const auto scans = pass_->check_scans(); !scans) return Failure(scans.error());
  // What follows the picture cannot harm it, so an error here is no more than damage.
  if (!guarded(pass_->errors.escape, [&] { jpeg_finish_decompress(&pass_->jpeg); })) pass_->damaged = true;
  return pass_->verdict();
}

}  // namespace headroom::codec
