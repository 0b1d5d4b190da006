#include "cli/thumbnails.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "batch/looks.h"
#include "compute/choose.h"

namespace headroom::cli {
namespace {

/// Nobody looks for a face: what a mailbox holds was framed once, and is taken whole.
batch::Settings whole_picture(const Streams& streams) {
  batch::Settings settings;
  settings.cropper = batch::Cropper::centre;
  settings.auto_rotate = false;
  settings.contact_sheet = false;
  settings.device = "cpu";
  settings.decoder = streams.program;
  return settings;
}

batch::OutputSpec output_for(const store::Traits& traits, const batch::Settings& settings) {
  batch::OutputSpec output = settings.outputs.front();  // the thumbnail, with its byte limit
  if (traits.size != Size{}) output.size = traits.size;
  if (traits.most_bytes > 0) output.byte_limit = std::min(output.byte_limit, traits.most_bytes);
  return output;
}

}  // namespace

Result<std::unique_ptr<Thumbnails>> Thumbnails::begin(const store::Traits& traits, int at_once,
                                                      const std::filesystem::path& scratch, const Streams& streams) {
  std::unique_ptr<Thumbnails> made(new Thumbnails);
  made->settings_ = whole_picture(streams);
  made->output_ = output_for(traits, made->settings_);
  made->settings_.outputs = {made->output_};
  auto backend = compute::choose_backend(made->settings_.device, {});
  if (!backend) return Failure(backend.error());
  made->backend_ = std::move(*backend);
  made->finder_ = std::make_unique<crop::SubjectFinder>(nullptr, *made->backend_);
  auto folder = store::Folder::open(scratch, store::Privacy::owner_only);
  if (!folder) return Failure(folder.error());
  made->folder_ = std::move(*folder);
  auto decoders = codec::Decoders::start(batch::decoder_settings(made->settings_), at_once);
  if (!decoders) return Failure(decoders.error());
  made->decoders_ = std::move(*decoders);
  return made;
}

Result<Thumbnail> Thumbnails::make(ByteView photo, const std::string& stem) const {
  const std::string whole = stem + ".photo.jpg", small = stem + ".jpg";
  const auto file = folder_->root() / whole;
  if (auto put = folder_->put_quickly(whole, photo); !put) return Failure(put.error());
  const auto looks =
      batch::render_looks(file, settings_.outputs, {settings_, *decoders_, *backend_, *finder_, *folder_});
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  if (!looks) return Failure(looks.error());
  if (auto put = folder_->put_quickly(small, looks->pictures.front().bytes); !put) return Failure(put.error());
  return Thumbnail{folder_->root() / small, looks->outcome.size};
}

}  // namespace headroom::cli
