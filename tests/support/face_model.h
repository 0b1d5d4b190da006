#pragma once

#include <filesystem>

#include "base/image.h"

namespace headroom::test {

/// YuNet's file: in models/ of the photos' folder, or where scripts/face-model puts it; empty when it is in neither
/// place: such tests are skipped.
std::filesystem::path face_model_file();

/// Its bytes; empty likewise.
Bytes face_model();

}  // namespace headroom::test
