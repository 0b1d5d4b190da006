#include "delivery/courier.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "delivery/errands.h"
#include "delivery/stop_rule.h"

namespace headroom::delivery {

/// Orders that wait, and the threads that carry them out.
class Courier::Crew {
 public:
  Crew(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
       DeliveryProgress& progress, const std::atomic<bool>& stop, const Pictures* pictures, Clock& clock)
      : state_(state),
        audit_(audit),
        progress_(progress),
        interrupted_(stop),
        rule_(policy),
        errands_(store, state, audit, policy, std::move(run), rule_, pictures, clock, stop) {
    const int wanted = store.traits().people_at_once();
    try {
      for (int i = 0; i < wanted; i++) threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      if (threads_.empty()) throw;  // otherwise those that the system lets us have do it
    }
  }

  /// What still waits is left alone: whoever did not call `finish` has thrown.
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_all();
  }

  void submit(Order order, std::function<void(const Receipt&)> done) {
    progress_.total++;
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back({std::move(order), std::move(done)});
    }
    wake_.notify_one();
  }

  std::optional<Error> finish() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return working_ == 0 && waiting_.empty(); });
    if (auto settled = state_.journal().settle(); !settled) rule_.stop(settled.error());
    if (auto settled = audit_.settle(); !settled) rule_.stop(settled.error());
    return rule_.reason();
  }

  bool no_more() const { return interrupted_ || rule_.reason().has_value(); }

 private:
  struct Item {
    Order order;
    std::function<void(const Receipt&)> done;
  };

  void work() {
    while (auto item = next()) {
      const Receipt receipt = no_more() ? left_alone(item->order) : guarded(item->order);
      count(receipt);
      item->done(receipt);
      {
        const std::lock_guard lock(mutex_);
        working_--;
      }
      idle_.notify_all();
    }
  }

  std::optional<Item> next() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (closed_) return std::nullopt;
    Item item = std::move(waiting_.front());
    waiting_.pop_front();
    working_++;
    return item;
  }

  /// No memory, or a library's own exception, ends the delivery, not the program.
  Receipt guarded(const Order& order) try { return errands_.carry_out(order); } catch (const std::exception& error) {
    rule_.stop({Fault::internal, error.what(), {}});
    return left_alone(order);
  }

  /// The delivery stopped before it was its turn.
  static Receipt left_alone(const Order& order) {
    Receipt receipt;
    receipt.step.file = order.match.offer.file;
    if (order.match.person) receipt.step.person = *order.match.person;
    return receipt;
  }

  void count(const Receipt& receipt) {
    if (receipt.state == State::planned) return;
    const bool nobody = receipt.step.action == Action::skip || receipt.step.action == Action::no_match;
    if (receipt.state == State::failed) (receipt.sent || !nobody ? progress_.failed : progress_.skipped)++;
    if (receipt.state == State::verified)
      (receipt.sent ? progress_.written : nobody ? progress_.skipped : progress_.same)++;
    progress_.done++;
  }

  StateFolder& state_;
  Audit& audit_;
  DeliveryProgress& progress_;
  const std::atomic<bool>& interrupted_;
  StopRule rule_;
  Errands errands_;

  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<Item> waiting_;
  int working_ = 0;
  bool closed_ = false;
  std::vector<std::jthread> threads_;  // last: they are joined before what they use goes
};

Courier::Courier(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
                 DeliveryProgress& progress, const std::atomic<bool>& stop, const Pictures* pictures, Clock& clock)
    : crew_(std::make_unique<Crew>(store, state, audit, policy, std::move(run), progress, stop, pictures, clock)) {}
Courier::~Courier() = default;

void Courier::submit(Order order, std::function<void(const Receipt&)> done) {
  crew_->submit(std::move(order), std::move(done));
}

std::optional<Error> Courier::finish() { return crew_->finish(); }

bool Courier::stopped() const { return crew_->no_more(); }

}  // namespace headroom::delivery
