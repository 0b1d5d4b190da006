#pragma once

#include <string>

#include "base/clock.h"
#include "delivery/audit.h"
#include "delivery/courier.h"
#include "delivery/look.h"
#include "delivery/read_back.h"
#include "delivery/state_folder.h"
#include "delivery/stop_rule.h"
#include "store/photo_store.h"

namespace headroom::delivery {

/// What a courier does for one order: it looks, keeps, journals, writes, reads back and compares. Safe to use from
/// several threads, for different people.
class Errands {
 public:
  /// Everything outlives it.
  Errands(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
          StopRule& rule, const Pictures* pictures, Clock& clock, const std::atomic<bool>& stop);

  Receipt carry_out(const Order& order);

 private:
  Look look_for(const Order& order);
  Receipt refused(const Step& step, const Error& error);
  Receipt found(const Step& step);
  Result<bool> known_to_be_there(const Look& look);
  Result<std::optional<Delivery>> left_in_doubt(const Step& step);
  Receipt carry_on(const Look& look, const Delivery& doubtful);
  Result<void> close_open_end(const Step& step);
  Receipt change(const Look& look);
  Receipt prepare_and_send(const Look& look);
  Result<void> prepare(const Look& look);
  Receipt send(const Look& look);
  Result<void> write(const Look& look);
  Result<void> write_smaller(const Look& look, const Error& refusal);
  Receipt verify(const Look& look);
  Receipt conclude(const Step& step, const Shown& shown);
  Clock::Duration verify_within() const;
  Receipt failed(const Step& step, const Error& error, bool sent);
  Receipt record_failure(const Step& step, const Error& error, bool sent);
  Receipt stopped_at(const Step& step, const Error& error);
  Result<void> note(const Step& step, State state, const Error& error = {}, const std::string& held = "");
  Result<void> tell(const Step& step, std::string_view event, const Error& error = {});

  store::PhotoStore& store_;
  StateFolder& state_;
  Audit& audit_;
  const Policy policy_;
  const std::string run_;
  const std::string identity_;
  StopRule& rule_;
  const Pictures* pictures_;
  Clock& clock_;
  ReadBack read_back_;
};

}  // namespace headroom::delivery
