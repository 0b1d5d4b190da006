#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "batch/conversion.h"
#include "batch/labels.h"
#include "batch/listing.h"
#include "batch/settings.h"
#include "codec/decoders.h"
#include "crop/judge.h"
#include "crop/subject_finder.h"

namespace headroom::batch {

/// One of the croppers that are compared.
struct Contestant {
  std::string name;
  std::optional<Cropper> cropper;      // ours; none: its crops are given
  Crops crops;                         // of another tool
  std::optional<double> milliseconds;  // of another tool, for a photo

  /// True when it looks at the photos here, so that there are times and confidences.
  bool looks() const { return cropper && *cropper != Cropper::centre; }
};

/// What a cropper made of one photo. Vectors have an element per size.
struct Attempt {
  std::vector<Box> crops;                // pixels as labelled; without width: none
  std::vector<crop::Verdict> verdicts;   // of photos with a face
  std::vector<crop::Verdict> by_head;    // what a crop by the subject had been worth, sure or not; empty: no subject
  Subject subject;                       // its head in pixels of the photo as turned
  bool trusted = false;                  // the subject is sure enough to crop by
  bool turned = false;                   // the finder turned the photo
  std::optional<double> milliseconds{};  // of finding, on one thread, decoding aside
};

struct ScoredPhoto {
  Label label;
  std::filesystem::path path;     // empty: not there
  std::optional<Error> error;     // why nobody could look at it: missed by all
  std::vector<bool> hard;         // by size: a crop of its middle is not good
  std::vector<Attempt> attempts;  // one for each cropper
};

/// What came of it.
struct Scores {
  std::vector<Contestant> croppers;  // their crops are left out: they stand with the photos
  std::vector<int> sides;            // pixels of the square outputs
  int margin = 25;                   // percent of the head's height
  std::vector<ScoredPhoto> photos;   // in the order of the labels
  std::size_t unlabelled = 0;        // photos that were passed over
};

struct ScoreRequest {
  Settings settings;  // the outputs are the sizes to score, square; each is framed for itself
  std::vector<Label> labels;
  std::vector<Contestant> croppers;
};

/// A clock to time croppers by.
using Clock = std::function<std::chrono::nanoseconds()>;

/// What this thread computed so far: what else the machine does hardly shows in it.
std::chrono::nanoseconds thread_time();
/// What a clock on the wall shows: the right one where a device computes.
std::chrono::nanoseconds wall_time();

/// What running croppers takes; outlives the run.
struct ScoreTools {
  codec::Decoders& decoders;
  const crop::SubjectFinder& finder;
  Clock now = thread_time;
};

/// Runs the croppers over the labelled photos and judges their crops. Photos are decoded `jobs` at a time; then, with
/// nothing else going on, the croppers look at each photo in turn on this one thread, each time another one first, so
/// that noise and warm caches hit all alike.
///
/// fails  usage: an input is missing, a labelled photo is there twice; internal: the face network gives no answer
Result<Scores> score(ScoreRequest request, const ScoreTools& tools, Progress& progress);

/// Judges given crops, without a look at any photo.
ScoredPhoto judge_given(const Label& label, const std::vector<Contestant>& croppers, const std::vector<int>& sides,
                        int margin);

/// A small picture of a photo, for a page: a JPEG of at most `long_side` pixels.
///
/// fails  as read_file, Decoders::open and PhotoSource::preview
Result<Bytes> small_picture(const std::filesystem::path& photo, int long_side, const Settings& settings,
                            codec::Decoders& decoders);

}  // namespace headroom::batch
