#include "store/ews_seen.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

TEST(EwsSeen, keeps_the_latest_photo_of_each) {
  EwsSeen seen;
  EXPECT_FALSE(seen.at("a@x"));
  seen.keep("a@x", {"\"1\"", {1}});
  seen.keep("b@x", {"\"2\"", {2}});
  seen.keep("a@x", {"\"3\"", {3}});
  EXPECT_EQ(seen.at("a@x")->mark, "\"3\"");
  EXPECT_EQ(seen.at("b@x")->bytes, Bytes{2});
  seen.forget("a@x");
  seen.forget("a@x");
  EXPECT_FALSE(seen.at("a@x"));
}

TEST(EwsSeen, lets_the_oldest_go) {
  EwsSeen seen(2);
  for (const char* address : {"a@x", "b@x", "a@x", "c@x"}) seen.keep(address, {"\"1\"", {1}});
  EXPECT_FALSE(seen.at("a@x"));
  EXPECT_TRUE(seen.at("b@x"));
  seen.forget("b@x");
  seen.keep("d@x", {"\"1\"", {1}});
  EXPECT_TRUE(seen.at("c@x") && seen.at("d@x"));
}

}  // namespace
}  // namespace headroom::store
