#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/photo.h"
#include "batch/settings.h"

namespace headroom::batch {

/// A file that may be a photo, as the disk had it when the run began.
struct Entry {
  std::string file;            // relative to its input folder, '/' between parts
  std::filesystem::path path;  // where to read it
  long long bytes = 0;
  long long modified = 0;      // nanoseconds since the epoch
  std::optional<Error> error;  // why it cannot be converted, when the listing knows that already

  /// `file` without its extension: what output names begin with.
  std::string stem() const;
};

/// "sub/ada 96x96.jpg".
std::string output_path(const Entry& entry, Size size);

/// All files to convert, in byte order of their case-folded paths. Of two with one output name the later is marked.
///
/// Folders are read without their sub-folders unless `recursive`; hidden files, files that systems leave in picture
/// folders (Thumbs.db, desktop.ini), the output folder and those of earlier runs are passed over. Of symbolic links
/// only those to files in the same input are followed, unless `follow_links`. What cannot be read, or has an output
/// name that is taken or too long, is listed with its error, so that nothing is lost without a word.
///
/// fails  usage: an input is missing, or is the output folder itself; unreadable: an input cannot be read
Result<std::vector<Entry>> list_photos(const Settings& settings);

}  // namespace headroom::batch
