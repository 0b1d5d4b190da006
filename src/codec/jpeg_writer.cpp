#include "codec/jpeg_writer.h"

#include <array>
#include <cstdlib>

#include <jerror.h>

#include "codec/escape.h"
#include "codec/jpeg_errors.h"

namespace headroom::codec {
namespace {

/// Memory that grows: malloc's, because libjpeg may leave by a jump at any time.
struct Sink : jpeg_destination_mgr {
  Sink() : jpeg_destination_mgr{nullptr, 0, begin, grow, [](j_compress_ptr) {}} {}
  ~Sink() { std::free(bytes); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  std::size_t written() const { return capacity - free_in_buffer; }

  static void begin(j_compress_ptr jpeg) {
    auto& sink = static_cast<Sink&>(*jpeg->dest);
    if (!sink.bytes) grow(jpeg);
    sink.next_output_byte = sink.bytes;
    sink.free_in_buffer = sink.capacity;
  }

  /// libjpeg calls this when all of the buffer is used.
  static boolean grow(j_compress_ptr jpeg) {
    auto& sink = static_cast<Sink&>(*jpeg->dest);
    const std::size_t larger = sink.capacity == 0 ? std::size_t{64} << 10 : sink.capacity * 2;
    auto* grown = static_cast<JOCTET*>(std::realloc(sink.bytes, larger));
    if (!grown) ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 10);
    sink.bytes = grown;
    sink.next_output_byte = grown + sink.capacity;
    sink.free_in_buffer = larger - sink.capacity;
    sink.capacity = larger;
    return TRUE;
  }

  JOCTET* bytes = nullptr;
  std::size_t capacity = 0;
};

}  // namespace

struct JpegWriter::State {
  jpeg_compress_struct jpeg{};
  JpegErrors errors;
  Sink sink;

  // What follows is called inside `guarded`.

  void set_up(const CodedPlanes& coded, int quality, bool optimised_tables) {
    jpeg.image_width = static_cast<JDIMENSION>(coded.size.width);
    jpeg.image_height = static_cast<JDIMENSION>(coded.size.height);
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_YCbCr;
    jpeg_set_defaults(&jpeg);  // among them a JFIF 1.1 header and standard tables
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg.raw_data_in = TRUE;
    jpeg.optimize_coding = optimised_tables ? TRUE : FALSE;
    jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = coded.chroma_step;
  }

  void write_band(const CodedPlanes& coded) {
    std::array<std::array<JSAMPROW, 2 * DCTSIZE>, 3> rows;
    std::array<JSAMPARRAY, 3> planes;
    const int luma_rows = DCTSIZE * coded.chroma_step;
    const int band = static_cast<int>(jpeg.next_scanline) / luma_rows;
    for (int i = 0; i < 3; i++) {
      const int count = i == 0 ? luma_rows : DCTSIZE;
      for (int y = 0; y < count; y++) rows[i][y] = const_cast<JSAMPROW>(coded.planes[i].row(band * count + y));
      planes[i] = rows[i].data();
    }
    jpeg_write_raw_data(&jpeg, planes.data(), static_cast<JDIMENSION>(luma_rows));
  }
};

JpegWriter::JpegWriter() : state_(std::make_unique<State>()) {
  state_->jpeg.err = &state_->errors;
  guarded(state_->errors.escape, [this] { jpeg_create_compress(&state_->jpeg); });
  state_->jpeg.dest = &state_->sink;
}

JpegWriter::~JpegWriter() { jpeg_destroy_compress(&state_->jpeg); }

Result<Bytes> JpegWriter::write(const CodedPlanes& coded, int quality, bool optimised_tables) {
  jpeg_compress_struct& jpeg = state_->jpeg;
  const bool written = guarded(state_->errors.escape, [&] {
    state_->set_up(coded, quality, optimised_tables);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) state_->write_band(coded);
    jpeg_finish_compress(&jpeg);
  });
  if (!written) return fail(Fault::internal, "encoding failed: " + state_->errors.error().detail);
  return Bytes(state_->sink.bytes, state_->sink.bytes + state_->sink.written());
}

}  // namespace headroom::codec
