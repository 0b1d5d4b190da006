#include "support/face_model.h"

#include <string>

#include "support/real_files.h"

namespace headroom::test {

std::filesystem::path face_model_file() {
  const std::string name = "face_detection_yunet_2023mar.onnx";
  for (const auto& folder : {photos_folder() / "models", std::filesystem::path(HEADROOM_SHARE)})
    if (std::filesystem::exists(folder / name)) return folder / name;
  return {};
}

Bytes face_model() {
  const auto file = face_model_file();
  return file.empty() ? Bytes() : read_file(file);
}

}  // namespace headroom::test
