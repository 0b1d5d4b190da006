#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "delivery/audit.h"
#include "delivery/journal.h"
#include "delivery/pictures.h"
#include "delivery/plan.h"
#include "delivery/state_folder.h"
#include "store/photo_store.h"

namespace headroom::delivery {

/// What a run may do.
struct Policy {
  When when = When::different;
  long long max_changes = -1;   // written or removed at most; -1: any number
  int failures_in_a_row = 10;   // then the run stops: something is wrong with all of them; 0: never
  double failures_share = 1.0;  // 0..1: the run stops when more of at least 20 have failed
  bool keep = true;             // photos that are replaced or removed
  /// How long a written photo is looked for, where the store shows it late; negative: traits().shows_within.
  std::chrono::milliseconds verify_within{-1};
};

/// One photo for one person, or a removal.
struct Order {
  Match match;  // whose it is; its error is reported, and nothing done
  bool removal = false;
  std::string planned;  // SHA-256 of the picture that was planned; empty: whatever the file holds
  std::optional<std::string>
      expected;  // SHA-256 of the photo that must be there (empty: none must); else changed_since
};

/// What became of an order.
struct Receipt {
  Step step;  // as it was when it came to it
  /// verified: the store holds it (or, for a removal, nothing); accepted: it said so, but an interrupt came before the
  /// look; planned: the delivery stopped first.
  State state = State::planned;
  bool sent = false;  // false and verified: it was there already
  std::optional<Error> error;
};

/// How far a delivery is; read by another thread while it goes on.
struct DeliveryProgress {
  std::atomic<long long> total{0};  // orders known so far
  std::atomic<long long> done{0};
  std::atomic<long long> written{0};  // created, replaced or removed, and verified
  std::atomic<long long> same{0};
  std::atomic<long long> skipped{0};  // skipped, not matched
  std::atomic<long long> failed{0};
};

/// Carries out orders, several at a time: looks at what is there, keeps it, journals, writes, reads back and compares.
class Courier {
 public:
  /// store     a careful one (store/careful.h)
  /// pictures  what compares photos where the store makes pictures of its own; null: none can be had, and there every
  ///           photo counts as another one
  /// Everything outlives the courier.
  Courier(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
          DeliveryProgress& progress, const std::atomic<bool>& stop, const Pictures* pictures = nullptr,
          Clock& clock = system_clock());
  /// Waits for the orders in flight; those that wait are left alone.
  ~Courier();

  /// Takes an order; `done` is called once with its receipt, from another thread. Where the delivery stopped before its
  /// turn, the receipt says `planned`, and nothing of it was done.
  void submit(Order order, std::function<void(const Receipt&)> done);

  /// Waits until every order taken has its receipt. Gives the reason for a stop:
  /// login_refused, limit_reached, write_failed ...; nothing where it came to its end or `stop` became true.
  std::optional<Error> finish();

  /// True once it does no more.
  bool stopped() const;

 private:
  class Crew;
  std::unique_ptr<Crew> crew_;
};

}  // namespace headroom::delivery
