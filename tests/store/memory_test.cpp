#include "store/memory.h"

#include <gtest/gtest.h>

#include "store/careful.h"
#include "store/photo_store_contract.h"

namespace headroom::store {
namespace {

using test::Candidate;
using test::PhotoStoreContract;

std::vector<Person> people() {
  return {{"1", "ada", "Ada", "", true}, {"2", "bob", "Bob", "", true}, {"3", "cleo-7", "Cleo", "", false}};
}

Candidate memory() { return {"", nullptr, std::make_unique<Memory>(people()), {"ada", "bob", "cleo-7"}, nullptr}; }

Candidate memory_that_cannot_remove() {
  Traits traits{"memory", 1'000'000, {96, 96}};
  traits.can_remove = false;
  return {"", nullptr, std::make_unique<Memory>(people(), traits), {"ada", "bob"}, nullptr};
}

/// What a careful store needs around it.
struct Surroundings {
  Memory memory{people()};
  std::atomic<bool> stop{false};
  Pulse pulse;
};

Candidate careful_memory() {
  const auto around = std::make_shared<Surroundings>();
  return {"",
          around,
          careful(around->memory, {}, system_clock(), around->stop, around->pulse),
          {"ada", "bob", "cleo-7"},
          nullptr};
}

INSTANTIATE_TEST_SUITE_P(Memory, PhotoStoreContract, testing::Values(&memory, &memory_that_cannot_remove));
INSTANTIATE_TEST_SUITE_P(Careful, PhotoStoreContract, testing::Values(&careful_memory));

TEST(Memory, finds_a_muddle_where_two_have_one_key) {
  Memory store({{"1", "Müller", "", "", true}, {"2", "MU\u0308LLER", "", "", true}, {"3", "", "", "", true}});
  EXPECT_EQ(store.find("müller ").value().size(), 2U);
  EXPECT_EQ(store.find("").value().size(), 0U);
}

}  // namespace
}  // namespace headroom::store
