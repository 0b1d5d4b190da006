#include "delivery/errands.h"

#include <fstream>

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "delivery/late_store.h"
#include "store/careful.h"
#include "store/sha256.h"
#include "support/fake_clock.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

/// Deliveries to a store that makes pictures of its own and shows them after ten seconds.
struct ErrandsToALateStore : testing::Test {
  test::TemporaryFolder place;
  test::FakeClock clock;
  std::atomic<bool> stop = false;
  KnownPictures pictures;
  LateStore store{clock, 10s};
  Policy policy;

  Order order(int i, std::string_view inside) const {
    Order order;
    order.match.person = person(i);
    order.match.offer = {"u.jpg", place.write("in/u" + std::to_string(i), jpeg(inside))};
    return order;
  }
  static Order removal(int i) {
    Order order;
    order.match.person = person(i);
    order.removal = true;
    return order;
  }

  enum class End { clean, killed };

  /// One run of one errand; a killed one is not ended in the journal.
  Receipt run(const Order& order, End end = End::clean) {
    state_.reset();
    state_ = StateFolder::open(place / "state").value();
    const std::string name = "run-" + std::to_string(++runs_);
    auto audit = Audit::open(state_->audit_file(), {name, store.identity(), "svc", "ada", "1"}, clock).value();
    EXPECT_TRUE(journal().begin({name, "upload", "late", utc_text(clock.wall()), "", "", 0, 0, 0}));
    StopRule rule(policy);
    Errands errands(store, *state_, *audit, policy, name, rule, &pictures, clock, stop);
    Receipt receipt = errands.carry_out(order);
    EXPECT_TRUE(journal().settle());
    EXPECT_TRUE(audit->settle());
    if (end == End::clean) {
      EXPECT_TRUE(journal().end(name, utc_text(clock.wall())));
    }
    clock.advance(1s);  // runs are told apart by the second in which they begin
    return receipt;
  }

  Journal& journal() const { return state_->journal(); }
  Delivery latest(int i) const { return journal().latest("late", person(i).id).value().value(); }

  std::vector<std::string> events() const {
    std::vector<std::string> events;
    std::istringstream lines(test::text_of(place / "state/audit.jsonl"));
    for (std::string line; std::getline(lines, line);)
      events.push_back(nlohmann::json::parse(line)["event"].get<std::string>());
    return events;
  }

 private:
  std::unique_ptr<StateFolder> state_;
  int runs_ = 0;
};

TEST_F(ErrandsToALateStore, verify_what_is_shown_late_and_note_what_the_store_holds) {
  const Receipt receipt = run(order(0, "one"));
  EXPECT_EQ(receipt.state, State::verified);
  EXPECT_TRUE(receipt.sent);
  EXPECT_EQ(latest(0).held, store::sha256(made_of("one")));
  EXPECT_EQ(latest(0).after, store::sha256(bytes_of(jpeg("one"))));
  EXPECT_THAT(events(), ElementsAre("sending", "verified"));
}

TEST_F(ErrandsToALateStore, know_their_photo_again_without_decoding_it) {
  run(order(0, "one"));
  pictures.comparisons = 0;
  const Receipt again = run(order(0, "one"));
  EXPECT_EQ(again.step.action, Action::same);
  EXPECT_FALSE(again.sent);
  EXPECT_EQ(store.writes, 1);
  EXPECT_EQ(pictures.comparisons, 0);
}

TEST_F(ErrandsToALateStore, know_a_photo_by_its_look_that_others_wrote) {
  store.hold(person(0), made_of("one"));
  EXPECT_EQ(run(order(0, "one")).step.action, Action::same);
  EXPECT_EQ(store.writes, 0);
  EXPECT_EQ(run(order(0, "two")).step.action, Action::replace);
  EXPECT_EQ(store.writes, 1);
}

TEST_F(ErrandsToALateStore, look_at_no_photo_that_stays_whatever_it_is) {
  store.hold(person(0), made_of("one"));
  policy.when = When::missing;
  EXPECT_EQ(run(order(0, "one")).step.action, Action::skip);
  EXPECT_EQ(pictures.comparisons, 0);
}

TEST_F(ErrandsToALateStore, remove_photos_that_vanish_late) {
  run(order(0, "one"));
  const Receipt receipt = run(removal(0));
  EXPECT_EQ(receipt.state, State::verified);
  EXPECT_EQ(latest(0).held, "");
  EXPECT_EQ(store.get(person(0)).value(), std::nullopt);
}

TEST_F(ErrandsToALateStore, tell_when_a_photo_does_not_come_and_do_not_stop_for_that) {
  policy.verify_within = 5s;
  const Receipt receipt = run(order(0, "one"));
  EXPECT_EQ(receipt.error->fault, Fault::not_verified);
  EXPECT_EQ(latest(0).state, State::failed);
  clock.advance(10s);
  EXPECT_EQ(run(order(0, "one")).step.action, Action::same) << "it has come by then";
  EXPECT_EQ(store.writes, 1);
}

TEST_F(ErrandsToALateStore, leave_a_photo_accepted_when_interrupted_and_close_it_in_the_next_run) {
  store.on_write = [this] { stop = true; };
  EXPECT_EQ(run(order(0, "one"), End::killed).state, State::accepted);
  stop = false;
  store.on_write = nullptr;
  const Receipt next = run(order(0, "one"));
  EXPECT_EQ(next.state, State::verified);
  EXPECT_FALSE(next.sent);
  EXPECT_EQ(store.writes, 1) << "it was not shown yet, but on its way";
  EXPECT_EQ(latest(0).state, State::verified);
  EXPECT_EQ(latest(0).held, store::sha256(made_of("one")));
  EXPECT_THAT(events(), ElementsAre("sending", "verified"));
  const auto all = journal().runs().value();
  for (const auto& one : all) EXPECT_EQ(one.unfinished, 0) << one.id;
}

TEST_F(ErrandsToALateStore, close_what_a_killed_run_left_open_whenever_they_write) {
  for (const When when : {When::different, When::missing, When::always}) {
    for (const Clock::Duration later : {0s, 60s}) {
      const int i = static_cast<int>(when) * 2 + (later > 0s ? 1 : 0);
      policy.when = When::always;
      store.on_write = [this] { stop = true; };
      run(order(i, "one"), End::killed);
      stop = false;
      store.on_write = nullptr;
      policy.when = when;
      clock.advance(later);
      const int before = store.writes;
      EXPECT_EQ(run(order(i, "one")).state, State::verified) << i;
      EXPECT_EQ(store.writes, before) << i;
      EXPECT_EQ(latest(i).state, State::verified) << i;
    }
  }
}

TEST_F(ErrandsToALateStore, send_again_what_a_killed_run_did_not_send) {
  store.put_errors = {{{Fault::limit_reached, "killed", {}}, false}};
  run(order(0, "one"), End::killed);
  EXPECT_EQ(latest(0).state, State::sent);
  EXPECT_EQ(run(order(0, "one")).state, State::verified);
  EXPECT_EQ(store.writes, 2);
}

TEST_F(ErrandsToALateStore, do_not_send_twice_what_a_cut_run_verified_even_if_they_always_write) {
  policy.when = When::always;
  run(order(0, "one"), End::killed);
  EXPECT_FALSE(run(order(0, "one"), End::killed).sent);
  EXPECT_EQ(store.writes, 1);
  store.hold(person(0), made_of("two"));
  EXPECT_TRUE(run(order(0, "one"), End::killed).sent) << "somebody else replaced it";
}

TEST_F(ErrandsToALateStore, look_for_a_photo_of_unknown_outcome_before_they_send_it_again) {
  const Error lost{Fault::unknown_outcome, "connection lost", {}};
  store.put_errors = {{lost, true}};
  EXPECT_EQ(run(order(0, "one")).state, State::verified);
  EXPECT_EQ(store.writes, 1);
  store.put_errors = {{lost, false}, {lost, false}};
  EXPECT_EQ(run(order(1, "one")).state, State::verified);
  EXPECT_EQ(store.writes, 4);
  store.put_errors = {{lost, false}, {lost, false}, {lost, false}};
  EXPECT_EQ(run(order(2, "one")).error->fault, Fault::unknown_outcome);
  EXPECT_EQ(store.writes, 7) << "no more than three times";
}

TEST_F(ErrandsToALateStore, send_a_smaller_picture_to_those_who_may_have_no_larger_one) {
  store.its_traits.modest_bytes = 10;
  EXPECT_EQ(run(order(0, std::string(20, 'x'))).state, State::failed) << "the fake's smaller picture looks otherwise";
  EXPECT_THAT(store.sizes, ElementsAre(23, 10));
  EXPECT_THAT(events(), ElementsAre("sending", "sending-smaller", "failed"));
  EXPECT_EQ(latest(0).after, store::sha256(bytes_of(jpeg(std::string(20, 'x')))));
  store.its_traits.modest_bytes = 3;
  const Receipt none = run(order(1, "xxxx"));
  EXPECT_EQ(none.error->fault, Fault::too_large);
  EXPECT_THAT(none.error->detail, HasSubstr("lowest quality"));
}

TEST_F(ErrandsToALateStore, deliver_to_many_at_once_through_a_careful_store_and_end_soon_when_interrupted) {
  store.its_traits.people = 48;
  store::Pulse pulse;
  const auto careful = store::careful(store, {}, clock, stop, pulse);
  auto state = StateFolder::open(place / "state").value();
  auto audit = Audit::open(state->audit_file(), {"r", "late", "svc", "ada", "1"}, clock).value();
  DeliveryProgress progress;
  std::atomic<int> accepted{0}, receipts{0};
  {
    Courier courier(*careful, *state, *audit, policy, "r", progress, stop, &pictures, clock);
    const auto submit_all = [&](int from) {
      for (int i = from; i < from + 96; i++)
        courier.submit(order(i, "one"), [&](const Receipt& receipt) {
          receipts++;
          if (receipt.state == State::accepted) accepted++;
        });
    };
    submit_all(0);
    EXPECT_FALSE(courier.finish());
    EXPECT_EQ(progress.written, 96);
    clock.hold();
    submit_all(96);
    clock.wait_for_sleepers(48);  // all of them wait for their photos
    stop = true;
    EXPECT_FALSE(courier.finish());
  }
  EXPECT_EQ(receipts, 192);
  EXPECT_EQ(accepted, 48);
  EXPECT_EQ(progress.failed, 0);
}

}  // namespace
}  // namespace headroom::delivery
