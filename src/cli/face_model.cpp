#include "cli/face_model.h"

#include <fmt/ostream.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>

#include "batch/steps.h"
#include "cli/printable.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* model_name = "face_detection_yunet_2023mar.onnx";
constexpr const char* known_model = "9c794998bc4653d89739789f0971e980";  // of its bytes, as batch::content_hash has it

void add_beside(const fs::path& program, std::vector<fs::path>& folders) {
  std::error_code error;
  const fs::path here = fs::read_symlink(program, error);  // /proc/self/exe
  const fs::path folder = (error ? program : here).parent_path();
  if (folder.empty()) return;
  folders.push_back(folder / "../share");     // installed: bin and share
  folders.push_back(folder / "../../share");  // built: build/release/src and build/share
}

std::string from_environment(const char* variable, std::string otherwise) {
  const char* value = std::getenv(variable);
  return value == nullptr || *value == '\0' ? std::move(otherwise) : value;
}

/// The data folders of the XDG base directory specification.
void add_data_folders(std::vector<fs::path>& folders) {
  const std::string home = from_environment("HOME", "");
  const std::string own = from_environment("XDG_DATA_HOME", home.empty() ? "" : home + "/.local/share");
  if (!own.empty()) folders.emplace_back(own);
  const std::string system = from_environment("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
  for (std::size_t begin = 0; begin < system.size();) {
    const std::size_t end = std::min(system.find(':', begin), system.size());
    if (end > begin) folders.emplace_back(system.substr(begin, end - begin));
    begin = end + 1;
  }
}

fs::path installed_model(const fs::path& program) {
  for (const fs::path& place : face_model_places(program)) {
    std::error_code error;
    if (fs::is_regular_file(place, error)) return place;
  }
  return {};
}

}  // namespace

std::vector<fs::path> face_model_places(const fs::path& program) {
  std::vector<fs::path> folders;
  add_beside(program, folders);
  add_data_folders(folders);
  for (fs::path& folder : folders) folder = (folder / "headroom" / model_name).lexically_normal();
  return folders;
}

Result<std::unique_ptr<crop::FaceNetworks>> load_face_model(const FaceModelWish& wish, const Streams& streams,
                                                            batch::Settings& settings) {
  if (settings.cropper == batch::Cropper::centre || settings.cropper == batch::Cropper::skin) return nullptr;
  const bool unwanted = wish.file == "none";
  const fs::path model = wish.file.empty() ? installed_model(streams.program) : fs::path(wish.file);
  if (unwanted || model.empty()) {
    if (settings.cropper == batch::Cropper::face)
      return fail(Fault::usage,
                  "crop face needs the face model; scripts/face-model installs it, --face-model names it");
    if (!unwanted && !wish.quiet)
      fmt::print(streams.messages,
                 "no face model: people are found by skin alone, which is less sure; scripts/face-model installs it\n");
    return nullptr;
  }
  auto networks = crop::FaceNetworks::load(model);
  if (!networks) return networks;
  settings.face_model = batch::content_hash((*networks)->model());
  if (settings.face_model != known_model && !wish.quiet)
    fmt::print(streams.messages, "{} is not the face model that headroom was measured with\n",
               printable(model.string()));
  return networks;
}

}  // namespace headroom::cli
