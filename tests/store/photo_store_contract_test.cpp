#include "store/photo_store_contract.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <set>
#include <thread>

#include "base/folded.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::store::test {
namespace {

/// A store that makes pictures of its own gives a JPEG, and no larger one than this small one can become.
void expect_same(const Bytes& held, const Bytes& put, const Traits& traits) {
  if (traits.keeps_bytes) {
    EXPECT_EQ(held, put);
    return;
  }
  ASSERT_GT(held.size(), 100U);
  EXPECT_LT(held.size(), 100'000U);
  EXPECT_TRUE(held[0] == 0xFF && held[1] == 0xD8 && held[2] == 0xFF);
}

Fault fault_of(const auto& result) { return result ? Fault::internal : result.error().fault; }

/// Somebody who might stand beside `person`, and does not.
Person nobody_near(const Person& person) {
  const std::string place = person.place.empty() ? "" : "CN=nobody-at-all," + person.place;
  return {"00000000-0000-4000-8000-00000000dead", "nobody-at-all", "", place, true};
}

}  // namespace

Bytes PhotoStoreContract::photo(int quality, std::size_t length) const {
  headroom::test::JpegLook look;
  look.quality = quality;
  Bytes bytes = headroom::test::write_jpeg(headroom::test::gradient(candidate_.photo_size), look);
  if (length > 0) bytes.resize(length);
  return bytes;
}

void PhotoStoreContract::SetUp() {
  candidate_ = GetParam()();
  if (!candidate_.skip.empty()) GTEST_SKIP() << candidate_.skip;
  ASSERT_TRUE(candidate_.store);
  ASSERT_GE(candidate_.keys.size(), 2U);
  for (const auto& key : candidate_.keys) {
    const auto found = store().find(key);
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 1U) << key;
    people_.push_back(found->front());
  }
  clear();
}

void PhotoStoreContract::TearDown() {
  if (candidate_.store) clear();
}

void PhotoStoreContract::clear() {
  if (!store().traits().can_remove) return;
  for (const auto& person : people_) ASSERT_TRUE(store().remove(person)) << person.key;
}

TEST_P(PhotoStoreContract, says_what_and_which_it_is_and_whom_it_acts_as) {
  EXPECT_FALSE(store().traits().kind.empty());
  EXPECT_GT(store().traits().most_bytes, 0U);
  EXPECT_GE(store().traits().in_flight, 1);
  EXPECT_FALSE(store().identity().empty());
  EXPECT_FALSE(store().account().empty());
}

TEST_P(PhotoStoreContract, lists_everybody_once) {
  std::set<std::string> ids, keys;
  const auto listed = store().list([&](Person person) {
    EXPECT_FALSE(person.id.empty()) << person.key;
    EXPECT_TRUE(ids.insert(person.id).second) << person.id << " twice";
    keys.insert(folded(person.key));
  });
  ASSERT_TRUE(listed) << listed.error().detail;
  for (const auto& key : candidate().keys) EXPECT_TRUE(keys.contains(folded(key))) << key;
}

TEST_P(PhotoStoreContract, finds_people_by_key_without_regard_to_case) {
  for (std::size_t i = 0; i < people(); i++) {
    std::string capitals = person(i).key;
    std::ranges::transform(capitals, capitals.begin(), [](char letter) { return std::toupper(letter); });
    const auto found = store().find(capitals);
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 1U) << capitals;
    EXPECT_EQ(found->front().id, person(i).id);
    EXPECT_EQ(found->front().name, person(i).name);
  }
}

TEST_P(PhotoStoreContract, finds_nobody_by_keys_that_nobody_has) {
  using namespace std::string_literals;
  const std::string begin = person(0).key.substr(0, 1);
  for (const std::string& key :
       {""s, " "s, "*"s, begin + "*"s, "nobody-at-all"s, ")(objectClass=*"s, person(0).key + ")(|(cn=*"s, "\\2a"s,
        "\\"s, "../x"s, "a/b"s, person(0).key + "\0"s, "\0"s, "\xFF\xFE"s, "\xC3"s, "a\nb"s, std::string(5'000, 'x')}) {
    const auto found = store().find(key);
    ASSERT_TRUE(found) << key << ": " << found.error().detail;
    EXPECT_TRUE(found->empty()) << key;
  }
}

TEST_P(PhotoStoreContract, has_no_photo_at_first) {
  const auto held = store().get(person(0));
  ASSERT_TRUE(held) << held.error().detail;
  EXPECT_FALSE(held->has_value());
}

TEST_P(PhotoStoreContract, gives_back_what_was_put_last) {
  for (const Bytes& bytes : {photo(80), photo(95), photo(30), photo(30)}) {
    const auto put = store().put(person(0), bytes);
    ASSERT_TRUE(put) << put.error().detail;
    const auto held = store().get(person(0));
    ASSERT_TRUE(held) << held.error().detail;
    ASSERT_TRUE(held->has_value());
    expect_same(**held, bytes, store().traits());
  }
}

TEST_P(PhotoStoreContract, keeps_people_apart) {
  ASSERT_TRUE(store().put(person(0), photo(80)));
  EXPECT_FALSE(store().get(person(1)).value().has_value());
  ASSERT_TRUE(store().put(person(1), photo(30)));
  const auto held = store().get(person(0));
  ASSERT_TRUE(held && *held);
  expect_same(**held, photo(80), store().traits());
}

TEST_P(PhotoStoreContract, takes_as_many_bytes_as_it_says_and_no_more) {
  const std::size_t most = store().traits().most_bytes;
  const auto put = store().put(person(0), photo(80, most));
  ASSERT_TRUE(put) << put.error().detail;
  EXPECT_EQ(fault_of(store().put(person(0), photo(30, most + 1))), Fault::refused);
  const auto held = store().get(person(0));
  ASSERT_TRUE(held && *held);
  expect_same(**held, photo(80, most), store().traits());
}

TEST_P(PhotoStoreContract, refuses_an_empty_photo_and_keeps_the_old_one) {
  ASSERT_TRUE(store().put(person(0), photo(80)));
  EXPECT_EQ(fault_of(store().put(person(0), {})), Fault::refused);
  EXPECT_TRUE(store().get(person(0)).value().has_value());
}

TEST_P(PhotoStoreContract, removes_a_photo_and_does_nothing_where_there_is_none) {
  ASSERT_TRUE(store().put(person(0), photo(80)));
  ASSERT_TRUE(store().put(person(1), photo(80)));
  if (!store().traits().can_remove) {
    EXPECT_EQ(fault_of(store().remove(person(0))), Fault::unsupported);
    return;
  }
  for (int i = 0; i < 2; i++) {
    const auto removed = store().remove(person(0));
    ASSERT_TRUE(removed) << removed.error().detail;
    EXPECT_FALSE(store().get(person(0)).value().has_value());
  }
  EXPECT_TRUE(store().get(person(1)).value().has_value());
  EXPECT_TRUE(store().put(person(0), photo(30)));
}

TEST_P(PhotoStoreContract, says_that_somebody_is_not_there) {
  const Person nobody = nobody_near(person(0));
  EXPECT_EQ(fault_of(store().get(nobody)), Fault::no_such_user);
  EXPECT_EQ(fault_of(store().put(nobody, photo(80))), Fault::no_such_user);
  if (store().traits().can_remove) {
    EXPECT_EQ(fault_of(store().remove(nobody)), Fault::no_such_user);
  }
}

TEST_P(PhotoStoreContract, does_not_know_people_by_key_or_name) {
  Person renamed = person(0);
  renamed.key = "../" + renamed.key;
  renamed.name = "somebody else";
  ASSERT_TRUE(store().put(renamed, photo(80)));
  EXPECT_TRUE(store().get(person(0)).value().has_value());
}

TEST_P(PhotoStoreContract, serves_several_threads_at_the_same_time) {
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < people(); i++) {
    threads.emplace_back([this, i] {
      const Bytes mine = photo(30 + static_cast<int>(i));
      for (int turn = 0; turn < 10; turn++) {
        EXPECT_TRUE(store().put(person(i), mine));
        const auto held = store().get(person(i));
        ASSERT_TRUE(held && *held);
        expect_same(**held, mine, store().traits());
        EXPECT_TRUE(store().find(person(i).key));
        if (store().traits().can_remove) {
          EXPECT_TRUE(store().remove(person(i)));
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST_P(PhotoStoreContract, still_has_its_photos_when_it_is_opened_again) {
  if (!candidate().open_again) GTEST_SKIP() << "nothing of it outlives the program";
  ASSERT_TRUE(store().put(person(0), photo(80)));
  const auto again = candidate().open_again();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->identity(), store().identity());
  const auto held = again->get(person(0));
  ASSERT_TRUE(held && *held);
  expect_same(**held, photo(80), again->traits());
}

}  // namespace headroom::store::test
