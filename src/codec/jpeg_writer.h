#pragma once

#include <memory>

#include "base/result.h"
#include "codec/coded_planes.h"

namespace headroom::codec {

/// libjpeg's compressor into memory; writes any number of files, one after the other.
class JpegWriter {
 public:
  JpegWriter();
  ~JpegWriter();

  /// A baseline file with a JFIF header and no other metadata.
  ///
  /// quality           1..100, the libjpeg scale
  /// optimised_tables  Huffman tables made for this picture instead of the standard ones
  /// fails             internal: libjpeg refuses
  Result<Bytes> write(const CodedPlanes& coded, int quality, bool optimised_tables);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headroom::codec
