#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/journal.h"
#include "batch/listing.h"
#include "batch/settings.h"
#include "codec/decoders.h"
#include "codec/photo_source.h"
#include "compute/backend.h"
#include "crop/subject_finder.h"
#include "store/folder.h"

namespace headroom::batch {

constexpr int preview_long_side = 640;    // pixels; at least 320 of a larger photo, as the face finder wants
constexpr int thumbnail_long_side = 200;  // pixels, on the contact sheet

/// One photo on its way: what is to be done and what is known so far. Every stage carries it.
struct Draft {
  Entry entry;
  std::vector<OutputSpec> wanted;  // the outputs to make
  std::optional<Record> before;    // what earlier runs left of this very photo and stays true
  std::string content;             // hash of the file's bytes, hexadecimal
  Outcome outcome;
};

/// The rectangle of the photo that one output shows.
struct Frame {
  OutputSpec output;
  Rect crop;

  bool enlarges() const { return crop.width < output.size.width || crop.height < output.size.height; }
};

// One type per stage: a step cannot run before the one that makes its input.
struct Loaded {
  Draft draft;
  Bytes bytes;  // the whole file
};
struct Located {
  Draft draft;
  std::unique_ptr<codec::PhotoSource> source;
  Image preview;
  std::vector<Frame> frames;
};
struct Cropped {
  Draft draft;
  Image preview;
  std::vector<Frame> frames;
  Image region;  // covers all crops
};
struct Rendered {
  Draft draft;
  std::vector<Frame> frames;
  std::vector<Image> pictures;  // one per frame, of its output's size
  Image thumbnail;              // for the contact sheet; empty when none is wanted
};
struct Encoded {
  Draft draft;
  std::vector<Frame> frames;
  std::vector<codec::Jpeg> jpegs;  // one per frame
  Bytes thumbnail;                 // JPEG
};
struct Finished {
  Draft draft;  // the outcome is complete: this is what the journal takes
};

/// What all steps share; outlives the run.
struct Tools {
  const Settings& settings;
  codec::Decoders& decoders;
  compute::Backend& backend;
  const crop::SubjectFinder& finder;
  store::Folder& folder;
};

// The walk of one photo. A step takes its input apart; the draft is moved on by the graph (batch/graph.cpp), so that it
// survives a failure.
Result<Loaded> read(Draft& draft, const Tools& tools);
Result<Located> locate(Loaded& photo, const Tools& tools);
Result<Cropped> decode(Located& photo, const Tools& tools);
/// The last two in one: a photo keeps its decoder from the one to the other, and must not wait for a thread meanwhile
/// while other photos on all threads wait for decoders.
Result<Cropped> locate_and_decode(Loaded& photo, const Tools& tools);
Result<Rendered> render(Cropped& photo, const Tools& tools);
Result<Encoded> encode(Rendered& photo, const Tools& tools);
Result<Finished> deliver(Encoded& photo, const Tools& tools);

/// True when the photo is cropped, and its face measured, by this subject.
inline bool trusted(const Subject& subject, const Settings& settings) {
  return subject.found() && subject.confidence >= settings.least_confidence;
}

/// The hash that tells one content from another, hexadecimal. Not for secrets.
std::string content_hash(ByteView bytes);

}  // namespace headroom::batch
