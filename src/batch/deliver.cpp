#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "batch/steps.h"

namespace headroom::batch {
namespace {

constexpr int thumbnail_quality = 80;  // the libjpeg scale; about 7 KB a photo at 200 px

std::size_t effective_limit(const OutputSpec& output) {
  if (output.size != thumbnail_photo_size) return output.byte_limit;
  return output.byte_limit == 0 ? thumbnail_photo_limit : std::min(output.byte_limit, thumbnail_photo_limit);
}

/// Photos of one folder spread over 256 folders, so that none grows to 100,000 files.
std::string thumbnail_path(const Entry& entry) {
  const XXH64_hash_t hash = XXH3_64bits(entry.file.data(), entry.file.size());
  return fmt::format("contact-sheet/{:02x}/{:014x}.jpg", hash >> 56, hash & 0xffffffffffffff);
}

/// True for the one output that must not exist: the directory would refuse it.
bool refused_by_directory(const Frame& frame, const codec::Jpeg& jpeg) {
  return frame.output.size == thumbnail_photo_size && jpeg.bytes.size() > thumbnail_photo_limit;
}

Result<Output> put_output(const Entry& entry, const Frame& frame, const codec::Jpeg& jpeg, store::Folder& folder) {
  Output output{
      frame.output.size, frame.crop, output_path(entry, frame.output.size), static_cast<long long>(jpeg.bytes.size()),
      jpeg.quality,      {}};
  if (frame.enlarges()) output.flags.raise(Flag::enlarged);
  if (!jpeg.fits) output.flags.raise(Flag::over_limit);
  if (refused_by_directory(frame, jpeg)) {
    output.path.clear();
    return output;
  }
  if (auto put = folder.put(output.path, jpeg.bytes); !put) return Failure(put.error());
  return output;
}

}  // namespace

Result<Encoded> encode(Rendered& photo, const Tools& tools) {
  Encoded encoded;
  for (std::size_t i = 0; i < photo.pictures.size(); i++) {
    codec::EncodeSettings settings;
    settings.quality = tools.settings.quality;
    settings.sampling = tools.settings.sampling;
    settings.byte_limit = effective_limit(photo.frames[i].output);
    auto jpeg = codec::encode_jpeg(photo.pictures[i], settings);
    if (!jpeg) return Failure(jpeg.error());
    encoded.jpegs.push_back(std::move(*jpeg));
  }
  if (!photo.thumbnail.luma.empty()) {
    codec::EncodeSettings settings;
    settings.quality = thumbnail_quality;
    settings.sampling = codec::Sampling::s420;
    auto jpeg = codec::encode_jpeg(photo.thumbnail, settings);
    if (!jpeg) return Failure(jpeg.error());
    encoded.thumbnail = std::move(jpeg->bytes);
  }
  encoded.frames = std::move(photo.frames);
  return encoded;
}

Result<Finished> deliver(Encoded& photo, const Tools& tools) {
  Draft& draft = photo.draft;
  for (std::size_t i = 0; i < photo.frames.size(); i++) {
    auto output = put_output(draft.entry, photo.frames[i], photo.jpegs[i], tools.folder);
    if (!output) return Failure(output.error());
    draft.outcome.outputs.push_back(std::move(*output));
  }
  if (!photo.thumbnail.empty()) {
    draft.outcome.thumbnail = thumbnail_path(draft.entry);
    if (auto put = tools.folder.put_quickly(draft.outcome.thumbnail, photo.thumbnail); !put)
      return Failure(put.error());
  }
  draft.outcome.status = Status::ok;  // flags make it a warning when it is reported
  return Finished{};
}

}  // namespace headroom::batch
