#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "batch/settings.h"
#include "cli/commands.h"
#include "codec/decoders.h"
#include "compute/backend.h"
#include "crop/subject_finder.h"
#include "store/folder.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// A small picture of a photo.
struct Thumbnail {
  std::filesystem::path path;  // a JPEG, to be deleted by whoever has no use for it any more
  Size photo;                  // pixels of what it was made of
};

/// Makes small pictures of photos that stores hold, whole if they are square, by the ordinary walk of a photo. Photos
/// are decoded in decoder processes. Safe to use from several threads.
class Thumbnails {
 public:
  /// traits   of the store that gets them: their size, and how many bytes they may have
  /// at_once  photos at the same time
  /// scratch  a folder for them
  /// fails    write_failed, internal
  static Result<std::unique_ptr<Thumbnails>> begin(const store::Traits& traits, int at_once,
                                                   const std::filesystem::path& scratch, const Streams& streams);

  Size size() const { return output_.size; }

  /// stem   of file names, another one for each photo that is worked on
  /// fails  as the steps of a conversion
  Result<Thumbnail> make(ByteView photo, const std::string& stem) const;

 private:
  Thumbnails() = default;

  batch::Settings settings_;
  batch::OutputSpec output_;
  std::unique_ptr<compute::Backend> backend_;
  std::unique_ptr<crop::SubjectFinder> finder_;
  std::unique_ptr<codec::Decoders> decoders_;
  std::unique_ptr<store::Folder> folder_;
};

}  // namespace headroom::cli
