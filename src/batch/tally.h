#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "batch/scoring.h"

namespace headroom::batch {

// What scores add up to. Indices are those of Scores::croppers and Scores::sides.

/// How many crops were how good.
struct Figures {
  long long photos = 0;
  long long good = 0;
  long long usable = 0;
  long long contained = 0;
  long long missed = 0;
  double overlap = 0;  // the sum

  void count(const crop::Verdict& verdict);
  double share(long long part) const { return photos == 0 ? 0 : static_cast<double>(part) / photos; }  // 0..1
  double percent(long long part) const { return photos == 0 ? 0 : 100.0 * static_cast<double>(part) / photos; }
  double mean_overlap() const { return photos == 0 ? 0 : overlap / photos; }
};

/// Some of the photos with a face.
struct Group {
  enum class Kind { all, hard, tagged };
  Kind kind = Kind::all;
  std::string tag{};

  std::string name() const;
  bool has(const ScoredPhoto& photo, std::size_t size) const;
};

/// All, the hard ones, and those of each tag, in byte order.
std::vector<Group> groups_of(const Scores& scores);

Figures figures(const Scores& scores, std::size_t cropper, std::size_t size, const Group& group = {});

/// How many photos were looked for a person in, and were not, or were, trusted to show one.
struct Trust {
  long long faces = 0;     // photos with a face that could be read
  long long doubtful = 0;  // of these, without a trusted subject
  long long faceless = 0;  // photos without a face that could be read
  long long fooled = 0;    // of these, with a trusted subject
};
/// Nothing where the cropper looks for nobody here.
std::optional<Trust> trust(const Scores& scores, std::size_t cropper);

/// Milliseconds for a photo, of finding on one thread.
struct Times {
  double mean = 0;
  double median = 0;
  double high = 0;        // nineteen of twenty photos take less
  bool measured = false;  // else the mean was given, and is all that is known

  double photos_per_second() const { return mean > 0 ? 1000 / mean : 0; }
};
std::optional<Times> times(const Scores& scores, std::size_t cropper);

/// Subjects of about one confidence, on photos with a face.
struct Bin {
  double from = 0;
  double to = 0;
  long long photos = 0;
  long long good = 0;          // a crop by that subject is, or would have been, good
  double mean_confidence = 0;  // of the photos
};
/// Tenths of the confidence, 0 to 1; nothing where the cropper gives none.
std::vector<Bin> reliability(const Scores& scores, std::size_t cropper, std::size_t size);

/// The share of photos with a face whose crop contains the head and has at least an overlap of 0, 0.01 ... 1.
std::vector<double> success(const Scores& scores, std::size_t cropper, std::size_t size);

}  // namespace headroom::batch
