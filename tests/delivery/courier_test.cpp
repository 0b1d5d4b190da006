#include "delivery/courier.h"

#include <fstream>

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "store/memory.h"
#include "store/sha256.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using test::TemporaryFolder;

std::string jpeg(std::string_view inside) { return "\xff\xd8\xff" + std::string(inside); }

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

store::Person person(int i) {
  const std::string key = "u" + std::to_string(i);
  return {"id-" + key, key, "Name " + key, "CN=" + key, true};
}

std::vector<store::Person> people(int count) {
  std::vector<store::Person> people;
  for (int i = 0; i < count; i++) people.push_back(person(i));
  return people;
}

/// A store that answers as a test wants.
class Moody final : public store::PhotoStore {
 public:
  explicit Moody(int count) : inner_(people(count)) {}

  const store::Traits& traits() const override { return inner_.traits(); }
  std::string identity() const override { return "moody"; }
  std::string account() const override { return "svc"; }
  Result<void> list(const std::function<void(store::Person)>& visitor) override { return inner_.list(visitor); }
  Result<std::vector<store::Person>> find(std::string_view key) override { return inner_.find(key); }
  Result<std::optional<Bytes>> get(const store::Person& person) override {
    if (get_error) return Failure(*get_error);
    return inner_.get(person);
  }
  Result<void> put(const store::Person& person, ByteView photo) override {
    puts++;
    if (on_put) on_put(person);
    if (put_error) return Failure(*put_error);
    return inner_.put(person, spoil ? ByteView(photo.data(), photo.size() - 1) : photo);
  }
  Result<void> remove(const store::Person& person) override { return inner_.remove(person); }

  std::optional<Error> get_error, put_error;
  std::function<void(const store::Person&)> on_put;
  bool spoil = false;
  std::atomic<int> puts{0};

 private:
  store::Memory inner_;
};

class Couriers : public testing::Test {
 protected:
  Order order(int i, std::string_view inside = "photo") const {
    Order order;
    order.match.person = person(i);
    order.match.key = order.match.person->key;
    order.match.offer = {order.match.key + " 96x96.jpg", place_.write("in/" + order.match.key, jpeg(inside))};
    return order;
  }

  static Order removal(int i) {
    Order order;
    order.match.person = person(i);
    order.removal = true;
    return order;
  }

  /// All receipts by key, and why it stopped.
  std::optional<Error> deliver(store::PhotoStore& store, std::vector<Order> orders, const Policy& policy = {}) {
    state_.reset();
    state_ = StateFolder::open(place_ / "state").value();
    receipts_.clear();
    run_ = "run-" + std::to_string(++runs_);
    auto audit = Audit::open(state_->audit_file(), {run_, store.identity(), "svc", "ada", "1"}, system_clock()).value();
    EXPECT_TRUE(state_->journal().begin({run_, "upload", store.identity(), "2026-01-01T00:00:00Z", "", "", 0, 0, 0}));
    Courier courier(store, *state_, *audit, policy, run_, progress_, stop_);
    for (Order& one : orders)
      courier.submit(std::move(one), [this](const Receipt& receipt) {
        const std::lock_guard lock(mutex_);
        receipts_[receipt.step.person.key] = receipt;
      });
    return courier.finish();
  }

  /// The events of the audit, "sending u0" and so on, of all runs.
  std::vector<std::string> events() const {
    std::vector<std::string> events;
    std::istringstream lines(test::text_of(place_ / "state/audit.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      const auto object = nlohmann::json::parse(line);
      events.push_back(object["event"].get<std::string>() + " " + object["person"].get<std::string>());
    }
    return events;
  }

  TemporaryFolder place_;
  std::unique_ptr<StateFolder> state_;
  std::map<std::string, Receipt> receipts_;
  std::string run_;
  DeliveryProgress progress_;
  std::atomic<bool> stop_ = false;

 private:
  std::mutex mutex_;
  int runs_ = 0;
};

TEST_F(Couriers, write_what_is_not_there_and_read_it_back) {
  store::Memory store(people(1));
  EXPECT_FALSE(deliver(store, {order(0)}));
  EXPECT_EQ(receipts_["u0"].state, State::verified);
  EXPECT_TRUE(receipts_["u0"].sent);
  EXPECT_EQ(receipts_["u0"].step.action, Action::create);
  EXPECT_EQ(store.get(person(0)).value(), bytes_of(jpeg("photo")));
  EXPECT_EQ(progress_.written, 1);
  EXPECT_THAT(events(), testing::ElementsAre("sending id-u0", "verified id-u0"));
}

TEST_F(Couriers, send_nothing_that_is_there_already) {
  Moody store(1);
  deliver(store, {order(0)});
  EXPECT_FALSE(deliver(store, {order(0)}));
  EXPECT_EQ(store.puts, 1);
  EXPECT_EQ(receipts_["u0"].state, State::verified);
  EXPECT_FALSE(receipts_["u0"].sent);
  EXPECT_EQ(progress_.same, 1);
  EXPECT_EQ(events().size(), 2u);
}

TEST_F(Couriers, keep_the_photo_that_they_replace_or_remove) {
  store::Memory store(people(2));
  deliver(store, {order(0, "old"), order(1, "other")});
  EXPECT_FALSE(deliver(store, {order(0, "new"), removal(1)}));
  EXPECT_EQ(state_->journal().kept(run_, "id-u0").value(), bytes_of(jpeg("old")));
  EXPECT_EQ(state_->journal().kept(run_, "id-u1").value(), bytes_of(jpeg("other")));
  EXPECT_FALSE(store.get(person(1)).value());
}

TEST_F(Couriers, have_the_journal_on_the_disk_before_they_send) {
  Moody store(1);
  store.on_put = [this](const store::Person&) {
    const auto delivery = state_->journal().latest("moody", "id-u0").value();
    ASSERT_TRUE(delivery);
    EXPECT_EQ(delivery->state, State::sent);
    EXPECT_EQ(events().back(), "sending id-u0");
  };
  deliver(store, {order(0)});
  EXPECT_EQ(store.puts, 1);
}

TEST_F(Couriers, close_what_a_killed_run_left_open_without_sending_it_again) {
  Moody store(1);
  store.put_error = Error{Fault::limit_reached, "killed before the answer came", {}};  // leaves the journal at `sent`
  deliver(store, {order(0)});
  EXPECT_EQ(state_->journal().runs().value().at(0).unfinished, 1);
  store.put_error.reset();
  ASSERT_TRUE(store.put(person(0), bytes_of(jpeg("photo"))));  // it had arrived
  const int before = store.puts;
  EXPECT_FALSE(deliver(store, {order(0)}));
  EXPECT_EQ(store.puts, before);
  EXPECT_EQ(events().back(), "verified id-u0");
  const auto all = state_->journal().runs().value();
  for (const auto& one : all) EXPECT_EQ(one.unfinished, 0) << one.id;
}

TEST_F(Couriers, do_not_touch_a_photo_that_changed_since_the_plan) {
  Moody store(2);
  deliver(store, {order(0, "somebody else's")});
  Order planned = order(0, "ours");
  planned.expected = "";
  Order fresh = order(1, "ours");
  fresh.expected = "";
  EXPECT_FALSE(deliver(store, {std::move(planned), std::move(fresh)}));
  EXPECT_EQ(receipts_["u0"].error->fault, Fault::changed_since);
  EXPECT_EQ(receipts_["u1"].state, State::verified);
  EXPECT_EQ(store.get(person(0)).value(), bytes_of(jpeg("somebody else's")));
}

TEST_F(Couriers, obey_when) {
  struct {
    When when;
    std::string_view inside;
    int puts;
  } cases[] = {{When::different, "old", 0},
               {When::different, "new", 1},
               {When::missing, "new", 0},
               {When::always, "old", 1},
               {When::always, "new", 1}};
  for (const auto& c : cases) {
    Moody store(1);
    ASSERT_TRUE(store.put(person(0), bytes_of(jpeg("old"))));
    Policy policy;
    policy.when = c.when;
    deliver(store, {order(0, c.inside)}, policy);
    EXPECT_EQ(store.puts - 1, c.puts) << c.inside << static_cast<int>(c.when);
  }
}

TEST_F(Couriers, refuse_pictures_that_are_none) {
  Moody store(4);
  std::vector<Order> orders{order(0), order(1), order(2), order(3)};
  place_.write("in/u0", "");
  place_.write("in/u1", "GIF89a");
  place_.write("in/u2", jpeg(std::string(102'400, 'x')));
  std::filesystem::remove(place_ / "in/u3");
  EXPECT_FALSE(deliver(store, std::move(orders)));
  EXPECT_EQ(store.puts, 0);
  EXPECT_EQ(receipts_["u0"].error->fault, Fault::not_an_image);
  EXPECT_EQ(receipts_["u1"].error->fault, Fault::not_an_image);
  EXPECT_EQ(receipts_["u2"].error->fault, Fault::too_large);
  EXPECT_EQ(receipts_["u3"].error->fault, Fault::unreadable);
  EXPECT_EQ(progress_.skipped, 4);
}

TEST_F(Couriers, tell_when_something_else_was_read_back) {
  Moody store(1);
  store.spoil = true;
  EXPECT_FALSE(deliver(store, {order(0)}));
  EXPECT_EQ(receipts_["u0"].error->fault, Fault::not_verified);
  EXPECT_EQ(events().back(), "failed id-u0");
}

TEST_F(Couriers, stop_at_once_when_the_login_is_refused) {
  Moody store(200);
  store.put_error = Error{Fault::login_refused, "wrong password", {}};
  std::vector<Order> orders;
  for (int i = 0; i < 200; i++) orders.push_back(order(i));
  const auto reason = deliver(store, std::move(orders));
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->fault, Fault::login_refused);
  EXPECT_LE(store.puts, store.traits().in_flight);
}

TEST_F(Couriers, go_on_past_any_number_of_people_who_have_no_place_for_a_photo) {
  for (const Fault fault : {Fault::no_such_user, Fault::refused}) {
    Moody store(30);
    store.get_error = Error{fault, "there is no mailbox", {}};
    std::vector<Order> orders;
    for (int i = 0; i < 30; i++) orders.push_back(order(i));
    EXPECT_FALSE(deliver(store, std::move(orders)));
    EXPECT_EQ(receipts_.size(), 30U);
    for (const auto& [key, receipt] : receipts_) EXPECT_EQ(receipt.state, State::failed) << key;
  }
}

TEST_F(Couriers, stop_after_so_many_failures_in_a_row) {
  Moody store(200);
  store.put_error = Error{Fault::access_denied, "no right", {}};
  std::vector<Order> orders;
  for (int i = 0; i < 200; i++) orders.push_back(order(i));
  const auto reason = deliver(store, std::move(orders));
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->fault, Fault::access_denied);
  EXPECT_THAT(reason->detail, testing::HasSubstr("no right"));
  EXPECT_LE(store.puts, 10 + store.traits().in_flight);
}

TEST_F(Couriers, change_no_more_than_they_may) {
  Moody store(50);
  std::vector<Order> orders;
  for (int i = 0; i < 50; i++) orders.push_back(order(i));
  Policy policy;
  policy.max_changes = 7;
  const auto reason = deliver(store, std::move(orders), policy);
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->fault, Fault::limit_reached);
  EXPECT_EQ(store.puts, 7);
}

TEST_F(Couriers, end_after_the_orders_in_flight_when_interrupted) {
  Moody store(100);
  store.on_put = [this](const store::Person&) { stop_ = true; };
  std::vector<Order> orders;
  for (int i = 0; i < 100; i++) orders.push_back(order(i));
  EXPECT_FALSE(deliver(store, std::move(orders)));
  EXPECT_LE(store.puts, store.traits().in_flight);
  EXPECT_EQ(receipts_.size(), 100u) << "everybody gets a receipt";
  int verified = 0;
  for (const auto& [key, receipt] : receipts_) verified += receipt.state == State::verified ? 1 : 0;
  EXPECT_EQ(verified, store.puts);
  for (const auto& [key, receipt] : receipts_) EXPECT_NE(receipt.state, State::failed) << key;
}

TEST_F(Couriers, report_orders_that_match_nobody) {
  Moody store(1);
  Order nobody;
  nobody.match.offer = {"zoe 96x96.jpg", {}};
  nobody.match.error = Error{Fault::no_such_user, "nobody has this name", {}};
  EXPECT_FALSE(deliver(store, {std::move(nobody)}));
  EXPECT_EQ(receipts_[""].step.action, Action::no_match);
  EXPECT_EQ(receipts_[""].error->fault, Fault::no_such_user);
  EXPECT_EQ(progress_.skipped, 1);
}

}  // namespace
}  // namespace headroom::delivery
