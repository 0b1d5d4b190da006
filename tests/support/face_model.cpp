#include "support/face_model.h"

#include <filesystem>

#include "support/real_files.h"

namespace headroom::test {

Bytes face_model() {
  const auto path = photos_folder() / "models" / "face_detection_yunet_2023mar.onnx";
  return std::filesystem::exists(path) ? read_file(path) : Bytes();
}

}  // namespace headroom::test
