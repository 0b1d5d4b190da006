#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "base/clock.h"
#include "delivery/look.h"
#include "delivery/patience.h"
#include "delivery/pictures.h"
#include "store/photo_store.h"

namespace headroom::delivery {

/// What a store showed after a write.
struct Shown {
  bool as_sent = false;
  std::string held = {};            // with it: SHA-256 of the photo there; empty: none
  bool interrupted = false;         // before it was known
  std::optional<Error> error = {};  // neither of the two: what is wrong
  bool blind = false;               // with it: nothing is shown to whoever wrote it
};

/// Reads back what was written, again and again where a store shows it late. Where the store makes pictures of its own,
/// a photo is as sent when it is another one than before and looks like it. Safe to use from several threads, for
/// different people.
class ReadBack {
 public:
  /// pictures  null: none is known to look like another
  /// Everything outlives it; waits end when `stop` becomes true.
  ReadBack(store::PhotoStore& store, const Pictures* pictures, Clock& clock, const std::atomic<bool>& stop);

  /// After a write that the store accepted.
  ///
  /// look    what was there before, and what was sent
  /// within  how long at most; 0: one look
  Shown verify(const Look& look, Clock::Duration within);

  /// After a write that may have been carried out. Looks while it must not be sent again anyway, or for twice as long
  /// as photos need, whichever is longer.
  Shown look_for(const Look& look, Clock::Duration within);

 private:
  struct Sight;
  struct Memory;
  Shown watch(const Look& look, Clock::Duration within, bool learning);
  Sight glance(const Look& look, Memory& memory, bool last);
  Sight judge(const Step& step, const std::optional<Bytes>& there);
  Sight compare(const Look& look, ByteView there, Memory& memory, bool last);

  store::PhotoStore& store_;
  const Pictures* pictures_;
  Clock& clock_;
  const std::atomic<bool>& stop_;
  Patience patience_;
};

}  // namespace headroom::delivery
