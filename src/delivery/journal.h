#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "delivery/plan.h"

namespace headroom::delivery {

/// How far the delivery to one person is. A kill leaves it where it was; the next run looks at the store before it
/// sends.
enum class State { planned, sent, accepted, verified, failed };
std::string_view name(State state);

/// What the journal knows of one person in one run.
struct Delivery {
  std::string run;
  std::string store;   // PhotoStore::identity
  std::string person;  // Person::id
  std::string key;     // Person::key, for people to read
  std::string file;    // empty for removals
  Action action = Action::same;
  State state = State::planned;
  std::string before;  // SHA-256 of the photo that was there; kept where the action replaced or removed it
  std::string after;   // of the photo sent
  Error error;         // when failed
  std::string held;  // SHA-256 of what the store showed when it was verified; `after`, unless it makes its own pictures
};

/// One run that wrote, or meant to write, to a store.
struct Run {
  std::string id;       // "20261122-231530-4f2a": when it began, local time, and a little chance
  std::string command;  // "upload", "remove" ...
  std::string store;
  std::string begun;       // UTC, ISO 8601
  std::string ended;       // empty: it was killed, or goes on
  std::string kept_until;  // UTC: how long the photos stay that it replaced or removed
  long long verified = 0;
  long long failed = 0;
  long long unfinished = 0;  // planned, sent or accepted, and no later run came back to them
};

/// A name for a run that begins now.
std::string new_run_id(Clock::WallTime now);

/// What has been delivered, per person and store, and what was there before: SQLite, write-ahead log. Safe to use from
/// several threads: records that come together are made durable together. Whoever opens it holds the state folder's
/// lock.
class Journal {
 public:
  /// fails  write_failed; unsupported: it is of a newer headroom
  static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& file);
  ~Journal();

  Result<void> begin(const Run& run);
  Result<void> end(std::string_view run, std::string_view ended);

  /// Replaces what is known of this person in this run; durable at the latest with the next `settle`.
  Result<void> put(const Delivery& delivery);

  /// Keeps the photo that a run is about to replace or remove; durable as `put` is, by the same commit.
  Result<void> keep(std::string_view run, std::string_view person, ByteView photo);

  /// The photo that this run replaced or removed; none where none was kept, or its time is over.
  Result<std::optional<Bytes>> kept(std::string_view run, std::string_view person);

  /// Returns once everything put before is on the disk. Callers that wait at the same time share one commit.
  Result<void> settle();

  /// Runs, the latest first.
  Result<std::vector<Run>> runs();

  /// All deliveries of a run, in the order in which they were planned.
  Result<std::vector<Delivery>> of_run(std::string_view run);

  /// Where the run before, which did not come to its end, verified this photo of this person: the SHA-256 of what the
  /// store then held.
  Result<std::optional<std::string>> held_since_cut_run(std::string_view store, std::string_view person,
                                                        std::string_view after);

  /// The latest word about this person in this store.
  Result<std::optional<Delivery>> latest(std::string_view store, std::string_view person);

  /// Overwrites photos whose time is over, and forgets runs that began before another moment (UTC, ISO 8601, both).
  Result<void> forget(std::string_view now, std::string_view runs_before);

 private:
  struct Database;
  explicit Journal(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace headroom::delivery
