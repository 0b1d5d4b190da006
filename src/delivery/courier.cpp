#include "delivery/courier.h"

#include <fmt/format.h>

#include "delivery/look.h"
#include "delivery/stop_rule.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

/// Why what was planned cannot be carried out any more.
std::optional<Error> changed_since(const Order& order, const Step& step) {
  if (!order.planned.empty() && order.planned != step.after)
    return Error{Fault::changed_since, "the picture has changed since it was planned; plan again", {}};
  if (order.expected && *order.expected != step.before)
    return Error{Fault::changed_since, "the photo there has changed since it was looked at; plan again", {}};
  return std::nullopt;
}

Delivery record_of(const Step& step, const std::string& run, const std::string& store) {
  Delivery delivery;
  delivery.run = run;
  delivery.store = store;
  delivery.person = step.person.id;
  delivery.key = step.person.key;
  delivery.file = step.file;
  delivery.action = step.action;
  delivery.before = step.before;
  delivery.after = step.after;
  return delivery;
}

}  // namespace

/// One order on its way, with all that is needed to carry it out.
class Courier::Work {
 public:
  Work(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
       DeliveryProgress& progress, const std::atomic<bool>& stop)
      : store_(store),
        state_(state),
        audit_(audit),
        policy_(policy),
        run_(std::move(run)),
        identity_(store.identity()),
        progress_(progress),
        interrupted_(stop),
        rule_(policy) {
    for (int i = 0; i < store.traits().in_flight; i++) threads_.emplace_back([this] { work(); });
  }

  ~Work() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
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
      const Receipt receipt = no_more() ? left_alone(item->order) : carry_out(item->order);
      if (receipt.state != State::planned) count(receipt);
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
    if (waiting_.empty()) return std::nullopt;
    Item item = std::move(waiting_.front());
    waiting_.pop_front();
    working_++;
    return item;
  }

  /// The delivery stopped before it was its turn.
  static Receipt left_alone(const Order& order) {
    Receipt receipt;
    receipt.step.file = order.match.offer.file;
    if (order.match.person) receipt.step.person = *order.match.person;
    return receipt;
  }

  Receipt carry_out(const Order& order) {
    Look look = order.removal && order.match.person ? look_at_removal(*order.match.person, store_)
                                                    : look_at(order.match, policy_.when, store_);
    if (look.store_failed) return failed(look.step, *look.step.error);
    if (look.step.error) return {look.step, State::failed, false, look.step.error};
    if (look.step.action != Action::same)
      if (const auto changed = changed_since(order, look.step)) return failed(look.step, *changed);
    if (!changes(look.step.action)) return found(look.step);
    if (!rule_.may_change()) return Receipt{look.step, State::planned, false, std::nullopt};
    if (auto prepared = prepare(look); !prepared) return stopped_at(look.step, prepared.error());
    if (auto written = write(look); !written) return failed(look.step, written.error());
    return verify(look.step);
  }

  /// The store has what is wanted, or must not be given anything else.
  Receipt found(const Step& step) {
    if (auto closed = close_open_end(step); !closed) return stopped_at(step, closed.error());
    rule_.succeeded();
    return {step, State::verified, false, std::nullopt};
  }

  /// A run that was killed between sending and reading back did send it: journal and audit learn that now.
  Result<void> close_open_end(const Step& step) {
    auto latest = state_.journal().latest(identity_, step.person.id);
    if (!latest) return Failure(latest.error());
    const bool open = *latest && (**latest).state != State::verified && (**latest).state != State::failed;
    if (!open || (**latest).after != step.after || step.action != Action::same) return {};
    if (auto noted = note(step, State::verified); !noted) return noted;
    return tell(step, "verified");
  }

  /// Before anything is sent: the old photo kept, journal and audit on the disk.
  Result<void> prepare(const Look& look) {
    if (auto noted = note(look.step, State::planned); !noted) return noted;
    if (policy_.keep && look.there)
      if (auto kept = state_.journal().keep(run_, look.step.person.id, *look.there); !kept) return kept;
    if (auto noted = note(look.step, State::sent); !noted) return noted;
    if (auto told = tell(look.step, look.step.action == Action::remove ? "removing" : "sending"); !told) return told;
    if (auto settled = state_.journal().settle(); !settled) return settled;
    return audit_.settle();
  }

  Result<void> write(const Look& look) {
    if (look.step.action == Action::remove) return store_.remove(look.step.person);
    return store_.put(look.step.person, look.picture);
  }

  Receipt verify(const Step& step) {
    if (auto noted = note(step, State::accepted); !noted) return stopped_at(step, noted.error());
    const auto there = store_.get(step.person);
    if (!there) return failed(step, there.error());
    const std::string holds = *there ? store::sha256(**there) : "";
    if (holds != step.after)
      return failed(step, {Fault::not_verified, "what was read back is not what was sent; run again"});
    if (auto noted = note(step, State::verified); !noted) return stopped_at(step, noted.error());
    if (auto told = tell(step, step.action == Action::remove ? "removed" : "verified"); !told)
      return stopped_at(step, told.error());
    rule_.succeeded();
    return {step, State::verified, true, std::nullopt};
  }

  Receipt failed(const Step& step, const Error& error) {
    // Stopped while it waited: nothing is wrong with it, the next run does it.
    if (error.fault == Fault::limit_reached) return {step, State::planned, false, std::nullopt};
    rule_.failed(error);
    auto noted = note(step, State::failed, error);
    if (noted) noted = tell(step, "failed", error);
    if (!noted) rule_.stop(noted.error());
    return {step, State::failed, true, error};
  }

  /// Journal, audit or the kept photos cannot be written: nothing may be sent any more.
  Receipt stopped_at(const Step& step, const Error& error) {
    rule_.stop(error);
    return {step, State::failed, false, error};
  }

  Result<void> note(const Step& step, State state, const Error& error = {}) {
    Delivery delivery = record_of(step, run_, identity_);
    delivery.state = state;
    delivery.error = error;
    return state_.journal().put(delivery);
  }

  Result<void> tell(const Step& step, std::string_view event, const Error& error = {}) {
    const std::string_view fault = error.detail.empty() ? "" : name(error.fault);
    return audit_.write({event, step.person.id, step.before, step.after, fault, error.detail, step.person.key});
  }

  void count(const Receipt& receipt) {
    const bool nobody = receipt.step.action == Action::skip || receipt.step.action == Action::no_match;
    if (receipt.state == State::failed) (receipt.sent || !nobody ? progress_.failed : progress_.skipped)++;
    if (receipt.state == State::verified)
      (receipt.sent ? progress_.written : nobody ? progress_.skipped : progress_.same)++;
    progress_.done++;
  }

  store::PhotoStore& store_;
  StateFolder& state_;
  Audit& audit_;
  const Policy policy_;
  const std::string run_;
  const std::string identity_;
  DeliveryProgress& progress_;
  const std::atomic<bool>& interrupted_;
  StopRule rule_;

  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<Item> waiting_;
  int working_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

Courier::Courier(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
                 DeliveryProgress& progress, const std::atomic<bool>& stop)
    : work_(std::make_unique<Work>(store, state, audit, policy, std::move(run), progress, stop)) {}
Courier::~Courier() = default;

void Courier::submit(Order order, std::function<void(const Receipt&)> done) {
  work_->submit(std::move(order), std::move(done));
}

std::optional<Error> Courier::finish() { return work_->finish(); }

bool Courier::stopped() const { return work_->no_more(); }

}  // namespace headroom::delivery
