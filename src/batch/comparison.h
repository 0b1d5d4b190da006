#pragma once

#include <cstddef>
#include <vector>

#include "batch/tally.h"

namespace headroom::batch {

/// Where a share lies that was seen in a sample, with 95 % certainty.
struct Range {
  double low = 0;
  double high = 1;
};
/// source  the score interval (E. B. Wilson, "Probable inference", 1927): holds for few photos and for shares near 1
Range likely_share(long long part, long long whole);

/// Two croppers on the same photos.
struct Duel {
  long long first_better = 0;   // photos with a face of which the first has good crops in more sizes
  long long second_better = 0;  // ... the second
  double chance = 1;            // that two equal croppers differ as much or more

  /// True where the difference is hardly chance.
  bool decided() const { return chance < 0.05; }
};
/// source  the sign test over photos that only one of them does well, two-sided, exact
Duel duel(const Scores& scores, std::size_t first, std::size_t second);

/// A cropper's place.
struct Place {
  std::size_t cropper = 0;
  double good = 0;         // share of good crops, the mean over the sizes
  double usable = 0;       // the same of usable ones
  long long mistrust = 0;  // doubtful faces, and trusted subjects on photos without a face
};
/// The croppers by their share of good crops, then of usable ones, then by how few are mistrusted; best first.
std::vector<Place> ranking(const Scores& scores);

/// How many photos show a face, as labelled.
long long faces(const Scores& scores);

/// With fewer photos of a face croppers can hardly be told apart.
constexpr long long enough_to_choose = 30;

/// The cropper to take: the best one; or, where these photos cannot tell others from it that are at least twice as
/// fast and no worse in what they trust, the fastest of them. Only times measured here count, and few photos for
/// nothing.
struct Choice {
  std::size_t taken = 0;
  std::size_t best = 0;  // by the ranking
};
Choice choice(const Scores& scores);

}  // namespace headroom::batch
