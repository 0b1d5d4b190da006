#include "delivery/read_back.h"

#include <gmock/gmock.h>

#include "delivery/late_store.h"
#include "store/memory.h"
#include "store/sha256.h"
#include "support/fake_clock.h"

namespace headroom::delivery {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct ReadingBack : testing::Test {
  test::FakeClock clock;
  std::atomic<bool> stop = false;
  KnownPictures pictures;

  /// A photo that is there, and what is to be written; `after` empty: nothing.
  static Look look_of(std::string_view before, std::string_view after) {
    Look look;
    look.step.person = person(0);
    look.step.action = after.empty() ? Action::remove : Action::replace;
    if (!before.empty()) look.step.before = store::sha256(made_of(before));
    if (!after.empty()) look.picture = bytes_of(jpeg(after));
    if (!after.empty()) look.step.after = store::sha256(look.picture);
    return look;
  }

  /// What is read back after `before` was replaced by `after`.
  Shown verify(LateStore& store, std::string_view before, std::string_view after, Clock::Duration within = 60s) {
    if (!before.empty()) store.hold(person(0), made_of(before));
    const Look look = look_of(before, after);
    const auto written = after.empty() ? store.remove(person(0)) : store.put(person(0), look.picture);
    EXPECT_TRUE(written);
    return ReadBack(store, &pictures, clock, stop).verify(look, within);
  }
};

TEST_F(ReadingBack, waits_until_the_new_photo_is_shown) {
  const struct {
    std::string_view before, after;
    Clock::Duration late;
    Clock::Duration passed;
  } cases[] = {
      {"", "new", 0s, 0s},           {"old", "new", 0s, 0s},   {"", "new", 10s, 15'500ms},
      {"old", "new", 10s, 15'500ms}, {"old", "", 3s, 3'500ms}, {"old", "new", 60s, 60s},
  };
  for (const auto& c : cases) {
    const auto begun = clock.now();
    LateStore store(clock, c.late);
    const Shown shown = verify(store, c.before, c.after);
    EXPECT_TRUE(shown.as_sent) << c.late.count();
    EXPECT_EQ(shown.held, c.after.empty() ? "" : store::sha256(made_of(c.after)));
    EXPECT_EQ(clock.now() - begun, c.passed) << c.late.count();
  }
}

TEST_F(ReadingBack, gives_up_when_the_time_is_over) {
  for (const auto& [before, after] :
       {std::pair<std::string_view, std::string_view>{"", "new"}, {"old", "new"}, {"old", ""}}) {
    LateStore store(clock, 61s);
    const auto begun = clock.now();
    const Shown shown = verify(store, before, after);
    EXPECT_FALSE(shown.as_sent);
    ASSERT_TRUE(shown.error);
    EXPECT_EQ(shown.error->fault, Fault::not_verified);
    EXPECT_THAT(shown.error->detail, HasSubstr("after 60 s"));
    EXPECT_FALSE(shown.blind);
    EXPECT_EQ(clock.now() - begun, 60s);
  }
}

TEST_F(ReadingBack, looks_once_where_there_is_no_time) {
  LateStore store(clock, 1s);
  EXPECT_EQ(verify(store, "old", "new", 0s).error->fault, Fault::not_verified);
  EXPECT_EQ(store.reads, 1);
}

TEST_F(ReadingBack, tells_of_a_photo_that_looks_otherwise_only_when_the_time_is_over) {
  LateStore store(clock, 1s);
  store.spoils = true;
  const Shown shown = verify(store, "old", "new");
  EXPECT_EQ(clock.passed(), 60s);
  EXPECT_THAT(shown.error->detail, HasSubstr("looks otherwise"));
  EXPECT_EQ(pictures.comparisons, 1) << "the same bytes are decoded once";
}

TEST_F(ReadingBack, takes_the_photo_from_before_for_the_new_one_when_nothing_else_comes_and_it_looks_like_it) {
  LateStore store(clock, 1s);
  const Shown shown = verify(store, "same", "same");
  EXPECT_TRUE(shown.as_sent);
  EXPECT_EQ(clock.passed(), 60s);
}

TEST_F(ReadingBack, goes_on_looking_after_half_a_picture_and_a_pause_of_the_service) {
  LateStore store(clock, 3s);
  store.hold(person(0), bytes_of(jpeg("half")));
  store.get_errors = {{Fault::busy, "later", {}}, {Fault::unreachable, "gone", {}}};
  EXPECT_TRUE(verify(store, "", "new").as_sent);
  store.get_errors.assign(1, {Fault::access_denied, "no right", {}});
  EXPECT_EQ(verify(store, "", "newer").error->fault, Fault::access_denied);
}

TEST_F(ReadingBack, says_why_it_could_not_compare) {
  LateStore store(clock, 1000s);
  store.hold(person(0), bytes_of(jpeg("half")));
  EXPECT_THAT(verify(store, "", "new").error->detail, HasSubstr("its end is missing"));
  LateStore gone(clock, 0s);
  gone.get_errors.assign(100, {Fault::unreachable, "no route", {}});
  EXPECT_EQ(verify(gone, "", "new").error->fault, Fault::unreachable);
}

TEST_F(ReadingBack, takes_nothing_for_the_same_without_somebody_who_compares) {
  LateStore store(clock, 0s);
  const Look look = look_of("", "new");
  ASSERT_TRUE(store.put(person(0), look.picture));
  ReadBack blind(store, nullptr, clock, stop);
  EXPECT_EQ(blind.verify(look, 1s).error->fault, Fault::not_verified);
}

TEST_F(ReadingBack, looks_once_at_each_photo_when_it_knows_how_long_they_need) {
  LateStore store(clock, 10s);
  ReadBack read_back(store, &pictures, clock, stop);
  for (int i = 0; i < 40; i++) {
    if (i == 20) store.reads = 0;
    const Look look = look_of(std::to_string(i - 1), std::to_string(i));
    ASSERT_TRUE(store.put(person(0), look.picture));
    ASSERT_TRUE(read_back.verify(look, 60s).as_sent);
  }
  EXPECT_LE(store.reads, 32);
}

TEST_F(ReadingBack, ends_at_once_when_it_is_stopped) {
  stop = true;
  LateStore store(clock, 10s);
  const Shown shown = verify(store, "old", "new");
  EXPECT_TRUE(shown.interrupted);
  EXPECT_FALSE(shown.error);
  EXPECT_EQ(store.reads, 1);
  EXPECT_EQ(clock.passed(), 0s);
}

TEST_F(ReadingBack, looks_for_a_doubtful_photo_as_long_as_nothing_may_be_written_anyway) {
  LateStore store(clock, 10s);
  ReadBack read_back(store, &pictures, clock, stop);
  EXPECT_EQ(read_back.look_for(look_of("", "new"), 60s).error->fault, Fault::not_verified);
  EXPECT_EQ(clock.passed(), 30s);
  ASSERT_TRUE(store.put(person(0), bytes_of(jpeg("new"))));
  EXPECT_TRUE(read_back.look_for(look_of("", "new"), 60s).as_sent);
}

TEST_F(ReadingBack, compares_bytes_where_the_store_keeps_them_and_waits_if_told_to) {
  store::Memory memory({person(0)});
  ReadBack read_back(memory, nullptr, clock, stop);
  const Look look = look_of("", "new");
  EXPECT_TRUE(read_back.verify(look, 0s).blind);
  ASSERT_TRUE(memory.put(person(0), made_of("new")));
  EXPECT_EQ(read_back.verify(look, 0s).error->fault, Fault::not_verified);
  EXPECT_EQ(clock.passed(), 0s);
  EXPECT_EQ(read_back.verify(look, 5s).error->fault, Fault::not_verified);
  EXPECT_EQ(clock.passed(), 5s);
  ASSERT_TRUE(memory.put(person(0), look.picture));
  EXPECT_TRUE(read_back.verify(look, 5s).as_sent);
  EXPECT_EQ(clock.passed(), 5s);
}

}  // namespace
}  // namespace headroom::delivery
