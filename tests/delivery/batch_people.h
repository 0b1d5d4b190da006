#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "delivery/matching.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {

/// A picture as far as batches look at it.
inline std::string picture_of(std::string_view key) { return "\xFF\xD8\xFF picture of " + std::string(key); }

/// People with pictures in `folder`.
inline std::vector<Match> people_with_pictures(const test::TemporaryFolder& folder,
                                               const std::vector<std::string>& keys) {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < keys.size(); i++) {
    const std::string file = std::to_string(i) + " 96x96.jpg";
    Match match;
    match.offer = {file, folder.write(file, picture_of(keys[i]))};
    match.key = keys[i];
    match.person = store::Person{"id-" + keys[i], keys[i], "Name of " + keys[i], "CN=" + keys[i] + ",DC=test", true};
    matches.push_back(std::move(match));
  }
  return matches;
}

}  // namespace headroom::delivery
