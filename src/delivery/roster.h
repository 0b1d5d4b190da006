#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "delivery/near_misses.h"
#include "store/photo_store.h"

namespace headroom::delivery {

/// The people a store knows, by key.
class Roster {
 public:
  explicit Roster(std::vector<store::Person> people);

  /// Asks the store for everybody.
  static Result<Roster> of(store::PhotoStore& store);

  const std::vector<store::Person>& people() const { return people_; }

  /// Those with this key, whatever its case and Unicode form, in the store's order; more than one is a muddle.
  std::vector<const store::Person*> with(std::string_view key) const;

  /// The one with this identifier; null: nobody.
  const store::Person* with_id(std::string_view id) const;

  /// Keys that were perhaps meant: few edits away, or the same without separators; the best first, at most three.
  std::vector<std::string> near(std::string_view key) const;

 private:
  std::vector<store::Person> people_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
  std::unordered_map<std::string, std::size_t> by_id_;
  NearMisses near_misses_;
};

}  // namespace headroom::delivery
