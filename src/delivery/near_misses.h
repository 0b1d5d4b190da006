#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/photo_store.h"

namespace headroom::delivery {

/// Finds keys that were perhaps meant: the same letters with other separators, accents or order of names, a key with
/// more behind it, a display name instead of the key, or few edits away. For suggestions; nothing is decided by them.
///
/// By skeletons (delivery/folding.h), in buckets by length; a set of letters as 64 bits passes over nearly all others
/// before edits are counted.
class NearMisses {
 public:
  explicit NearMisses(const std::vector<store::Person>& people);

  /// The best first, at most `most`.
  std::vector<std::string> of(std::string_view key, std::size_t most) const;

 private:
  struct Bucket {
    std::vector<std::uint64_t> sets;                           // apart: they are all that is read of most
    std::vector<std::pair<std::u32string, std::string>> keys;  // letters, key
  };
  struct Found;

  void add_like(Found& found, const std::u32string& letters) const;
  void add_beginning(Found& found, std::string_view key) const;

  std::map<std::size_t, Bucket> by_length_;
  std::unordered_multimap<std::string, std::string> by_form_;  // folded key, sorted parts of key and name, to key
};

}  // namespace headroom::delivery
