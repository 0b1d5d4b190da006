#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/photo_store.h"

namespace headroom::delivery {

/// A key as keys are compared: NFC, case folded, without surrounding spaces.
std::string folded(std::string_view key);

/// The people a store knows, by key.
class Roster {
 public:
  explicit Roster(std::vector<store::Person> people);

  /// Asks the store for everybody.
  static Result<Roster> of(store::PhotoStore& store);

  const std::vector<store::Person>& people() const { return people_; }

  /// Those with this key, whatever its case and Unicode form; more than one is a muddle.
  std::vector<const store::Person*> with(std::string_view key) const;

  /// Keys that were perhaps meant: few edits away, or the same without separators; the best first, at most three.
  std::vector<std::string> near(std::string_view key) const;

 private:
  std::vector<store::Person> people_;
  std::multimap<std::string, std::size_t> by_key_;
};

}  // namespace headroom::delivery
