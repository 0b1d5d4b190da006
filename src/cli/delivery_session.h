#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
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
};

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
  /// Takes the state folder's lock and opens the store. Nothing is recorded before `begin`.
  ///
  /// fails  as StateFolder::open, connect
  static Result<std::unique_ptr<DeliverySession>> open(DeliveryRequest& request, const Streams& streams);
  /// The same with a state folder that is open.
  static Result<std::unique_ptr<DeliverySession>> open(DeliveryRequest& request, const Streams& streams,
                                                       std::unique_ptr<delivery::StateFolder> state);
  ~DeliverySession();

  store::PhotoStore& store() { return store_->store(); }
  delivery::StateFolder& state() { return *state_; }

  /// From here on it is a run, with an identifier, and interrupts end it cleanly.
  ///
  /// command  "upload", for the journal
  /// fails    write_failed
  Result<void> begin(std::string_view command, Report report = Report::own_line);

  /// What to show of it, for whoever shows it himself.
  const delivery::DeliveryProgress& progress() const { return progress_; }
  const store::Pulse& pulse() const { return store_->pulse(); }

  /// May be called from several threads. `done` is called as Courier::submit says.
  void submit(delivery::Order order, std::function<void(const delivery::Receipt&)> done = nullptr);

  /// Something about which there is nothing to do, for the report.
  void pass_over(const delivery::Step& step, const delivery::Match& match);

  /// Something that the run did not come to.
  void not_reached(const delivery::Match& match);

  /// Something that the user does not want done.
  void decline(const delivery::Step& step);

  /// Waits for the orders in flight and closes the run, if there is one.
  DeliveryResult finish();

 private:
  DeliverySession(DeliveryRequest& request, const Streams& streams) : request_(request), streams_(streams) {}
  void keep_receipt(std::size_t row, const delivery::Receipt& receipt);
  void forget_old();

  DeliveryRequest& request_;
  const Streams& streams_;
  std::unique_ptr<delivery::StateFolder> state_;
  std::unique_ptr<OpenStore> store_;
  std::string run_;
  std::unique_ptr<delivery::Audit> audit_;
  delivery::DeliveryProgress progress_;
  std::chrono::steady_clock::time_point begun_;
  std::mutex mutex_;
  std::vector<DeliveryRow> rows_;
  std::unique_ptr<delivery::Courier> courier_;
  std::unique_ptr<DeliveryReporter> reporter_;
};

/// Where journal, audit and kept photos are, unless `--state` says otherwise: $STATE_DIRECTORY (systemd's), else
/// headroom in $XDG_STATE_HOME, else in ~/.local/state.
///
/// fails  usage: none of them is set
Result<std::filesystem::path> state_folder(const DeliveryRequest& request);

}  // namespace headroom::cli
