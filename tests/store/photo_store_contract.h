#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/photo_store.h"

namespace headroom::store::test {

/// A store, ready to be tested, and what must live as long as it does.
struct Candidate {
  std::string skip;                   // why it cannot be tested here: "slapd is not installed"; else empty
  std::shared_ptr<void> foundation;   // a folder, a server
  std::unique_ptr<PhotoStore> store;  // nothing where it is skipped
  std::vector<std::string> keys;      // two people at least whose photos may be written; letters, digits, "-"
  std::function<std::unique_ptr<PhotoStore>()> open_again;  // the same one, from anew; none where nothing outlives it
  Size photo_size{96, 96};                                  // pixels, of what is put
};

/// How a store joins the tests of what all stores have in common (photo_store_contract_test.cpp). In its own test:
///
///   Candidate slapd_candidate() { ... }
///   INSTANTIATE_TEST_SUITE_P(Slapd, PhotoStoreContract, testing::Values(&slapd_candidate));
using Contestant = Candidate (*)();

class PhotoStoreContract : public testing::TestWithParam<Contestant> {
 protected:
  void SetUp() override;
  /// Leaves nobody with a photo, for stores that outlive the test.
  void TearDown() override;

  /// A JPEG, told from others by its quality; decoders pass over what stands behind its end, up to `length`.
  Bytes photo(int quality, std::size_t length = 0) const;

  PhotoStore& store() { return *candidate_.store; }
  const Candidate& candidate() const { return candidate_; }
  Person person(std::size_t number) const { return people_.at(number); }
  std::size_t people() const { return people_.size(); }

 private:
  void clear();

  Candidate candidate_;
  std::vector<Person> people_;  // those of candidate_.keys
};

}  // namespace headroom::store::test
