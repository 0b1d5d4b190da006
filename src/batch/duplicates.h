#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/photo.h"

namespace headroom::batch {

/// What tells whether two photos show the same picture.
struct Likeness {
  std::string content;  // hash of the file's bytes; empty: no such photo
  Fingerprint fingerprint{};
};

/// For each photo the first other one that shows the same picture: the same bytes, or nearly the same fingerprint. Both
/// of a pair are told. 100,000 different photos take about a second and a few megabytes.
std::vector<std::optional<std::size_t>> find_duplicates(std::span<const Likeness> photos);

}  // namespace headroom::batch
