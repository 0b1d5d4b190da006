#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/connect.h"
#include "cli/delivery_progress.h"
#include "cli/delivery_request.h"
#include "delivery/courier.h"

namespace headroom::cli {

/// What became of one file or person, as reports have it.
struct DeliveryRow {
  std::string file;
  std::string person;                      // the key; empty: the file's name says none
  std::optional<delivery::Action> action;  // none: the run ended before it was looked at
  delivery::State state = delivery::State::planned;
  bool sent = false;      // in this run
  bool left_out = false;  // on purpose
  std::string before;     // SHA-256; empty: none
  std::string after;
  std::optional<Error> error;
  std::string waits = {};  // why it is left to the next run; empty: it is not
};

/// The row of an order; where nobody came to it, of its match alone.
DeliveryRow row_of(const delivery::Match& match, const std::optional<delivery::Receipt>& receipt = std::nullopt);

/// Why the stores that come after this one must not have the person's photo yet: it may still come here, and this
/// store may then overwrite theirs. Empty: it is there, or will never be.
///
/// store  its identity
std::string reason_to_wait(const DeliveryRow& row, const std::string& store);

/// What a delivery came to.
struct DeliveryResult {
  std::string run;
  std::string store;
  std::vector<DeliveryRow> rows;  // in the order in which they were submitted
  std::optional<Error> stopped_by;
  bool keeps = false;  // photos that were replaced or removed can be brought back
  int interrupt_status = 0;
  double seconds = 0;
};

/// Who shows how far a delivery is.
enum class Report { own_line, none };

/// A store with all that a delivery to it needs: state folder, audit, journal, courier and progress.
class DeliverySession {
 public:
  /// Takes the state folder's lock and opens the only store that `--to` names. Nothing is recorded before `begin`.
  ///
  /// fails  as StateFolder::open, connect
  static Result<std::unique_ptr<DeliverySession>> open(DeliveryRequest& request, const Streams& streams);
  /// The same with a state folder that is open.
  static Result<std::unique_ptr<DeliverySession>> open(DeliveryRequest& request, const Streams& streams,
                                                       std::shared_ptr<delivery::StateFolder> state);
  /// One of several stores.
  ///
  /// to  "ad"
  static Result<std::unique_ptr<DeliverySession>> open(DeliveryRequest& request, const Streams& streams,
                                                       std::shared_ptr<delivery::StateFolder> state,
                                                       const std::string& to);
  ~DeliverySession();

  store::PhotoStore& store() { return store_->store(); }
  delivery::StateFolder& state() { return *state_; }

  /// From here on it is a run, with an identifier, and interrupts end it cleanly.
  ///
  /// command  "upload", for the journal
  /// beside   those that have begun and go on at the same time, with the same state folder
  /// fails    write_failed
  Result<void> begin(std::string_view command, Report report = Report::own_line,
                     std::span<const std::unique_ptr<DeliverySession>> beside = {});

  /// What to show of it, for whoever shows it himself.
  const delivery::DeliveryProgress& progress() const { return progress_; }
  const store::Pulse& pulse() const { return store_->pulse(); }

  /// May be called from several threads, as all below. `done` is called as Courier::submit says.
  void submit(delivery::Order order, std::function<void(const delivery::Receipt&)> done = nullptr);

  /// True once it delivers no more.
  bool stopped() const { return courier_ && courier_->stopped(); }

  /// Something about which there is nothing to do, for the report.
  void pass_over(const delivery::Step& step, const delivery::Match& match);

  /// Something that the run did not come to.
  void not_reached(const delivery::Match& match);

  /// Something that is left to the next run.
  ///
  /// why  a sentence for people
  void leave_for_next_run(const delivery::Match& match, std::string why);

  /// Something that the user does not want done.
  void decline(const delivery::Step& step);

  /// Waits for the orders in flight and closes the run, if there is one.
  DeliveryResult finish();

 private:
  DeliverySession(DeliveryRequest& request, const Streams& streams, std::shared_ptr<delivery::StateFolder> state,
                  std::unique_ptr<OpenStore> store);
  Result<std::unique_ptr<delivery::Audit>> open_audit(std::span<const std::unique_ptr<DeliverySession>> beside);
  void keep_receipt(std::size_t row, const delivery::Receipt& receipt);
  void add(DeliveryRow row);
  void forget_old();

  DeliveryRequest& request_;
  const Streams& streams_;
  std::shared_ptr<delivery::StateFolder> state_;
  std::unique_ptr<OpenStore> store_;
  const std::unique_ptr<delivery::Pictures> pictures_;
  std::string run_;
  std::unique_ptr<delivery::Audit> audit_;
  delivery::DeliveryProgress progress_;
  std::chrono::steady_clock::time_point begun_;
  std::mutex mutex_;
  std::vector<DeliveryRow> rows_;
  std::unique_ptr<delivery::Courier> courier_;
  std::unique_ptr<DeliveryReporter> reporter_;
};

/// Deliveries of the same photos, in the order in which a person's photo goes into the stores.
using Sessions = std::vector<std::unique_ptr<DeliverySession>>;

/// Takes the state folder's lock and opens every store that `--to` names.
///
/// fails  as stores_in_order, StateFolder::open, connect
Result<Sessions> open_sessions(DeliveryRequest& request, const Streams& streams);

/// They all go on at the same time; whoever calls it shows how far they are.
///
/// fails  as DeliverySession::begin
Result<void> begin_all(const Sessions& sessions, std::string_view command);

std::vector<DeliveryResult> finish_all(const Sessions& sessions);

/// Where journal, audit and kept photos are, unless `--state` says otherwise: $STATE_DIRECTORY (systemd's), else
/// headroom in $XDG_STATE_HOME, else in ~/.local/state.
///
/// fails  usage: none of them is set
Result<std::filesystem::path> state_folder(const DeliveryRequest& request);

/// The state folder of that place, locked.
///
/// fails  usage; as StateFolder::open
Result<std::shared_ptr<delivery::StateFolder>> open_state(const DeliveryRequest& request);

}  // namespace headroom::cli
