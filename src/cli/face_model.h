#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "batch/settings.h"
#include "cli/commands.h"
#include "crop/face_networks.h"

namespace headroom::cli {

/// Where the face model is looked for, in this order: share/headroom beside the program, in the user's data folder and
/// in the system's.
std::vector<std::filesystem::path> face_model_places(const std::filesystem::path& program);

struct FaceModelWish {
  std::string file;    // empty: the one installed, "none": do without
  bool quiet = false;  // do not say when none is installed
};

/// The face model that a run looks for faces with, none where its cropper needs none, "none" is wished for, or none is
/// installed. Notes in the settings which one it is.
///
/// fails  usage: the named model cannot be used; crop face and there is none
Result<std::unique_ptr<crop::FaceNetworks>> load_face_model(const FaceModelWish& wish, const Streams& streams,
                                                            batch::Settings& settings);

}  // namespace headroom::cli
