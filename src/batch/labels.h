#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace headroom::batch {

/// What a person said about one photo; upright pixels. datasets/README.md has the format.
struct Label {
  std::string file;  // relative to the folder of photos, '/' between parts
  Size photo;
  Box face;  // the main one; may reach beyond the photo
  std::vector<std::string> tags;

  /// False where it is tagged noface, or has no face box.
  bool shows_a_face() const;
};

/// Labels by the columns file, width, height, face_x, face_y, face_w, face_h and, where there is one, tags (';' between
/// them); others are passed over. Where face_w is empty or 0 there is no face, and the other cells of it are not read.
///
/// fails  usage: a row that is wrong, with its line; a photo labelled twice; no row; unreadable
Result<std::vector<Label>> read_labels(const std::filesystem::path& file);

/// The crops that some tool chose: a rectangle for a photo and an output.
class Crops {
 public:
  void add(std::string file, std::string output, const Box& crop);

  /// The crop of this photo for the output, such as "96x96".
  std::optional<Box> find(const std::string& file, const std::string& output) const;

 private:
  friend Result<Crops> read_crops(const std::filesystem::path& file);

  std::map<std::pair<std::string, std::string>, Box> crops_;  // by output and file
};

/// Crops by the columns file, output, x, y, width and height, in upright pixels.
///
/// fails  usage: a row that is wrong, with its line; two crops of a photo for one output; unreadable
Result<Crops> read_crops(const std::filesystem::path& file);

/// Milliseconds for a photo by the columns cropper and milliseconds.
///
/// fails  usage: a row that is wrong, with its line; a cropper named twice; unreadable
Result<std::map<std::string, double>> read_times(const std::filesystem::path& file);

}  // namespace headroom::batch
