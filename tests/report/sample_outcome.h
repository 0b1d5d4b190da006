#pragma once

#include <string>

#include "base/photo.h"

namespace headroom::report {

/// A photo that went well: two outputs of one crop.
inline Outcome sample_outcome(const std::string& file = "ada.jpg") {
  Outcome outcome;
  outcome.file = file;
  outcome.status = Status::ok;
  outcome.format = "JPEG";
  outcome.size = {3000, 4000};
  outcome.subject = {Finder::skin, {1000.04, 500, 800, 1100.06}, 0.914};
  outcome.outputs = {{{96, 96}, {500, 250, 1650, 1650}, "ada 96x96.jpg", 4012, 92, {}},
                     {{648, 648}, {500, 250, 1650, 1650}, "ada 648x648.jpg", 70123, 92, {}}};
  outcome.thumbnail = "contact-sheet/thumbnails/ada.jpg";
  outcome.seconds = 0.03149;
  return outcome;
}

/// A photo that another one of the run looks like.
inline Outcome duplicate_outcome(const std::string& file, const std::string& other) {
  Outcome outcome = sample_outcome(file);
  outcome.status = Status::warning;
  outcome.flags.raise(Flag::near_duplicate);
  outcome.duplicate_of = other;
  return outcome;
}

inline Outcome failed_outcome(const std::string& file, Fault fault, const std::string& detail) {
  Outcome outcome;
  outcome.file = file;
  outcome.error = {fault, detail};
  return outcome;
}

}  // namespace headroom::report
