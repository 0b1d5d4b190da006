#include "base/secret.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>

namespace headroom {
namespace {

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<std::string, Secret>);

const char* const password = "correct horse battery staple, and then some";

/// Whether nothing but zeros is left in what a string occupies.
bool wiped(const std::string& text) {
  return std::all_of(text.data(), text.data() + text.capacity(), [](char letter) { return letter == 0; });
}

TEST(Secret, takes_a_text_over_and_wipes_where_it_was) {
  for (std::string text : {std::string(password), std::string("short")}) {
    const std::string expected = text;
    const Secret secret(std::move(text));
    EXPECT_EQ(secret.revealed(), expected);
    EXPECT_TRUE(text.empty());
    EXPECT_TRUE(wiped(text));
  }
}

TEST(Secret, wipes_what_an_earlier_and_longer_text_left_behind) {
  std::string text = password;
  text.resize(3);
  const Secret secret(std::move(text));
  EXPECT_EQ(secret.revealed(), "cor");
  EXPECT_TRUE(wiped(text));
}

TEST(Secret, is_empty_where_it_was_moved_away) {
  Secret first{std::string(password)};
  Secret second(std::move(first));
  EXPECT_TRUE(first.empty());
  EXPECT_EQ(second.revealed(), password);
  Secret third{std::string("another")};
  third = std::move(second);
  EXPECT_TRUE(second.empty());
  EXPECT_EQ(third.revealed(), password);
  Secret& same = third;
  third = std::move(same);
  EXPECT_EQ(third.revealed(), password);
}

TEST(Secret, may_be_empty_or_hold_any_bytes) {
  EXPECT_TRUE(Secret().empty());
  EXPECT_TRUE(Secret(std::string()).empty());
  EXPECT_EQ(Secret(std::string("a\0b", 3)).revealed(), std::string_view("a\0b", 3));
}

}  // namespace
}  // namespace headroom
