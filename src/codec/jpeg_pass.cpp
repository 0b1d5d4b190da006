#include "codec/jpeg_pass.h"

#include <algorithm>

#include <jerror.h>

#include <fmt/format.h>

#include "codec/escape.h"

namespace headroom::codec {
namespace {

constexpr double whole_enough = 0.9;  // of the rows: a portrait's last tenth is below the chest

JpegPass& pass_of(const void* client_data) { return *static_cast<JpegPass*>(const_cast<void*>(client_data)); }

void nothing_to_do(j_decompress_ptr) {}

/// The file is over: libjpeg gets an end marker and makes do with what it has.
boolean give_end_marker(j_decompress_ptr jpeg) {
  static constexpr JOCTET end_marker[] = {0xFF, JPEG_EOI};
  pass_of(jpeg->client_data).ended = true;
  WARNMS(jpeg, JWRN_JPEG_EOF);
  jpeg->src->next_input_byte = end_marker;
  jpeg->src->bytes_in_buffer = sizeof end_marker;
  return TRUE;
}

void skip_bytes(j_decompress_ptr jpeg, long count) {
  if (count <= 0) return;
  const std::size_t skipped = std::min(static_cast<std::size_t>(count), jpeg->src->bytes_in_buffer);
  jpeg->src->next_input_byte += skipped;
  jpeg->src->bytes_in_buffer -= skipped;
}

void count_scans(j_common_ptr common) {
  JpegPass& pass = pass_of(common->client_data);
  if (pass.jpeg.input_scan_number <= pass.limits.scans) return;
  pass.errors.too_many_scans = true;
  common->err->error_exit(common);
}

/// Refinement scans add little: a picture is there when each component's means and luma's low frequencies are.
bool essential_scan(const jpeg_decompress_struct& jpeg) {
  if (!jpeg.progressive_mode) return true;
  const jpeg_component_info* component = jpeg.cur_comp_info[0];
  if (!component) return false;  // libjpeg is still reading the scan's header; what lacks is found by check_scans
  const bool luma = component->component_index == 0;
  return jpeg.Ah == 0 && (jpeg.Ss == 0 || (jpeg.Ss == 1 && luma));
}

/// Rows of MCUs from one restart marker to the next; all of them where there are none.
int rows_to_restart(const jpeg_decompress_struct& jpeg) {
  if (jpeg.restart_interval == 0 || jpeg.MCUs_per_row == 0) return static_cast<int>(jpeg.total_iMCU_rows);
  return static_cast<int>((jpeg.restart_interval + jpeg.MCUs_per_row - 1) / jpeg.MCUs_per_row);
}

bool all_components_seen(const jpeg_decompress_struct& jpeg) {
  for (int i = 0; i < jpeg.num_components; i++)
    if (!jpeg.comp_info[i].quant_table) return false;  // libjpeg keeps it when the component's first scan begins
  return true;
}

bool only_means_seen(const jpeg_decompress_struct& jpeg) {
  return jpeg.progressive_mode && jpeg.coef_bits && jpeg.coef_bits[0][1] < 0;
}

}  // namespace

JpegPass::JpegPass(ByteView file, const Limits& given_limits) : limits(given_limits) {
  jpeg.err = &errors;
  jpeg.client_data = this;
  errors.warned = [](j_common_ptr common, int code) { pass_of(common->client_data).note_warning(code); };
  guarded(errors.escape, [&] { jpeg_create_decompress(&jpeg); });  // fails only without memory; then so does the header
  source_ = {file.data(),  file.size(), nothing_to_do, give_end_marker, skip_bytes, jpeg_resync_to_restart,
             nothing_to_do};
  progress_.progress_monitor = count_scans;
  jpeg.src = &source_;
  jpeg.progress = &progress_;
}

JpegPass::~JpegPass() { jpeg_destroy_decompress(&jpeg); }

void JpegPass::begin_picture() {
  in_picture_ = true;
  damage_.begin(static_cast<int>(jpeg.total_iMCU_rows));
}

void JpegPass::note_warning(int code) {
  if (!in_picture_ || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM) return;
  damaged = true;
  // An early end is told by the data that then lack (JWRN_HIT_MARKER); the arithmetic decoder does not complain.
  if (code == JWRN_JPEG_EOF && !jpeg.arith_code) return;
  if (!essential_scan(jpeg)) return;
  if (jpeg.input_scan_number != scan_) damage_.begin_scan();
  scan_ = jpeg.input_scan_number;
  damage_.spoil(static_cast<int>(jpeg.input_iMCU_row), rows_to_restart(jpeg));
}

Result<void> JpegPass::check_scans() const {
  if (!all_components_seen(jpeg)) return fail(Fault::broken, "cut off: some of its colours are missing");
  if (ended && only_means_seen(jpeg)) return fail(Fault::broken, "cut off: no more than a blur is there");
  return {};
}

Result<bool> JpegPass::verdict() const {
  const double share = damage_.whole_share();
  if (share >= whole_enough) return damaged || ended;
  const int percent = static_cast<int>(share * 100);
  return fail(Fault::broken, ended ? fmt::format("cut off after {} % of its rows", percent)
                                   : fmt::format("damaged: only {} % of its rows are whole", percent));
}

Error JpegPass::error() const {
  if (ended && errors.msg_code == JERR_NO_IMAGE) return {Fault::broken, "cut off before the picture begins"};
  return errors.error();
}

}  // namespace headroom::codec
