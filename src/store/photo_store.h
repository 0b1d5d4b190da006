#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace headroom::store {

/// Somebody, as a store knows them.
struct Person {
  std::string id;         // stays when they are renamed or moved: objectGUID, as 8-4-4-4-12 hexadecimal digits
  std::string key;        // what files are named by: sAMAccountName, unless set otherwise; may be empty
  std::string name;       // for people: the display name
  std::string place;      // for people: the distinguished name
  bool enabled = true;    // false: the account is disabled
  std::string mail = {};  // the primary address; empty: none, or the store does not know
};

/// What a store can do, and what suits it.
struct Traits {
  std::string kind;            // the word for it: "ad"
  std::size_t most_bytes = 0;  // of one photo
  Size size;                   // the output that belongs there; 0x0: the largest there is
  bool can_remove = true;
  bool keeps_bytes = true;  // `get` gives the very bytes that were put; false: a picture of the store's own making
  int in_flight = 16;       // operations at the same time
  std::chrono::milliseconds least_distance{0};  // between two writes to one person
  std::chrono::milliseconds shows_within{0};    // after a write the old photo may still be seen for so long
  int people = 0;  // worked on at the same time, where many of them are waited for; 0: `in_flight`
  /// Where some people's photos may have less: what everybody's may have. A larger one that is one of theirs is refused
  /// with too_large. 0: all are alike.
  std::size_t modest_bytes = 0;

  int people_at_once() const { return people > 0 ? people : in_flight; }
};

/// A place that keeps one photo for each of its people: a directory, a mail service, a folder. Every call waits until
/// it is done and may come from any thread; calls for different people go on side by side. Behaviour that every store
/// needs (pace, retries, dry runs) is wrapped around it: store/careful.h.
///
/// A failure for one person has one of the faults no_such_user, refused, access_denied, changed_since; all calls are
/// hopeless after login_refused, not_encrypted, untrusted; busy, unreachable, unknown_outcome and, for one person
/// alone, not_now pass with time.
class PhotoStore {
 public:
  virtual ~PhotoStore() = default;

  virtual const Traits& traits() const = 0;

  /// Which one it is, the same whichever server answers: "ad DC=ad,DC=test". Journals go by it.
  virtual std::string identity() const = 0;

  /// Whom it acts as, for audits: the bind name.
  virtual std::string account() const = 0;

  /// Everybody, in pages, in the store's order.
  virtual Result<void> list(const std::function<void(Person)>& visitor) = 0;

  /// Everybody with this key, without regard to case: nobody, one, or a muddle.
  virtual Result<std::vector<Person>> find(std::string_view key) = 0;

  /// The photo; none where there is none.
  ///
  /// fails  no_such_user; access_denied, where the store tells that from "none"
  virtual Result<std::optional<Bytes>> get(const Person& person) = 0;

  /// Waits until a write may be made, where writes have a pace: whoever looks at a photo before it is replaced looks
  /// after that. The next `put` or `remove` then does not wait for the pace.
  ///
  /// fails  limit_reached: the wait was ended
  virtual Result<void> await_write() { return {}; }

  /// Sets or replaces the photo. After unknown_outcome it may be there or not.
  ///
  /// photo  a JPEG, 1 to traits().most_bytes bytes
  /// fails  refused: empty, too large, or not to the store's liking
  virtual Result<void> put(const Person& person, ByteView photo) = 0;

  /// Takes the photo away; nothing happens where there is none.
  ///
  /// fails  unsupported: the store cannot
  virtual Result<void> remove(const Person& person) = 0;
};

}  // namespace headroom::store
