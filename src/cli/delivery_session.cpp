#include "cli/delivery_session.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "cli/comparing.h"
#include "cli/interrupt.h"
#include "store/around.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;

constexpr int days_of_runs = 400;  // a year's worth, and some; the audit is never cut

std::string operator_text() {
  passwd about{};
  passwd* found = nullptr;
  std::vector<char> room(4096);
  ::getpwuid_r(::getuid(), &about, room.data(), room.size(), &found);
  return found == nullptr ? fmt::format("uid {}", ::getuid()) : fmt::format("uid {} ({})", ::getuid(), found->pw_name);
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void fill(DeliveryRow& row, const delivery::Receipt& receipt) {
  if (receipt.state == delivery::State::planned) return;  // nobody looked at it
  row.action = receipt.step.action;
  row.state = receipt.state;
  row.sent = receipt.sent;
  row.before = receipt.step.before;
  row.after = receipt.step.after;
  row.error = receipt.error;
}

}  // namespace

DeliveryRow row_of(const delivery::Match& match, const std::optional<delivery::Receipt>& receipt) {
  DeliveryRow row;
  row.file = match.offer.file;
  row.person = match.person ? match.person->key : match.key;
  row.left_out = match.left_out;
  if (receipt) fill(row, *receipt);
  return row;
}

std::string reason_to_wait(const DeliveryRow& row, const std::string& store) {
  if (row.left_out) return {};
  if (!row.waits.empty()) return row.waits;
  if (row.error && (worth_retrying(row.error->fault) || store::hopeless(row.error->fault)))
    return fmt::format("waits for the photo in {}, which is not there yet: {}", store, row.error->detail);
  if (row.error || row.state == delivery::State::verified) return {};
  return fmt::format("waits for the photo in {}, {}", store,
                     row.action ? "which nobody has looked at since it was sent" : "to which the run did not come");
}

Result<fs::path> state_folder(const DeliveryRequest& request) {
  if (!request.state.empty()) return request.state;
  if (const std::string given = variable("STATE_DIRECTORY"); !given.empty())
    return fs::path(given.substr(0, given.find(':')));  // systemd names several apart by colons
  if (const std::string own = variable("XDG_STATE_HOME"); !own.empty()) return fs::path(own) / "headroom";
  if (const std::string home = variable("HOME"); !home.empty()) return fs::path(home) / ".local/state/headroom";
  return fail(Fault::usage, "there is no place for journal and audit: name one with --state DIR");
}

Result<std::shared_ptr<delivery::StateFolder>> open_state(const DeliveryRequest& request) {
  const auto folder = state_folder(request);
  if (!folder) return Failure(folder.error());
  auto state = delivery::StateFolder::open(*folder);
  if (!state) return Failure(state.error());
  return std::shared_ptr<delivery::StateFolder>(std::move(*state));
}

DeliverySession::DeliverySession(DeliveryRequest& request, const Streams& streams,
                                 std::shared_ptr<delivery::StateFolder> state, std::unique_ptr<OpenStore> store)
    : request_(request),
      streams_(streams),
      state_(std::move(state)),
      store_(std::move(store)),
      pictures_(picture_comparison(streams)) {}

Result<std::unique_ptr<DeliverySession>> DeliverySession::open(DeliveryRequest& request, const Streams& streams) {
  auto state = open_state(request);  // first: a run that is locked out must not log in
  if (!state) return Failure(state.error());
  return open(request, streams, std::move(*state));
}

Result<std::unique_ptr<DeliverySession>> DeliverySession::open(DeliveryRequest& request, const Streams& streams,
                                                               std::shared_ptr<delivery::StateFolder> state) {
  auto store = OpenStore::open(request, interrupted());
  if (!store) return Failure(store.error());
  return std::unique_ptr<DeliverySession>(new DeliverySession(request, streams, std::move(state), std::move(*store)));
}

Result<std::unique_ptr<DeliverySession>> DeliverySession::open(DeliveryRequest& request, const Streams& streams,
                                                               std::shared_ptr<delivery::StateFolder> state,
                                                               const std::string& to) {
  auto store = OpenStore::open(request, to, interrupted());
  if (!store) return Failure(store.error());
  return std::unique_ptr<DeliverySession>(new DeliverySession(request, streams, std::move(state), std::move(*store)));
}

Result<Sessions> open_sessions(DeliveryRequest& request, const Streams& streams) {
  const auto stores = stores_in_order(request);
  if (!stores) return Failure(stores.error());
  const auto state = open_state(request);
  if (!state) return Failure(state.error());
  Sessions sessions;
  for (const std::string& to : *stores) {
    auto session = DeliverySession::open(request, streams, *state, to);
    if (!session) return Failure(session.error());
    sessions.push_back(std::move(*session));
  }
  return sessions;
}

Result<void> begin_all(const Sessions& sessions, std::string_view command) {
  for (std::size_t i = 0; i < sessions.size(); i++)
    if (auto begun = sessions[i]->begin(command, Report::none, {sessions.data(), i}); !begun) return begun;
  return {};
}

std::vector<DeliveryResult> finish_all(const Sessions& sessions) {
  std::vector<DeliveryResult> results;
  results.reserve(sessions.size());
  for (const auto& session : sessions) results.push_back(session->finish());
  return results;
}

DeliverySession::~DeliverySession() {
  reporter_.reset();
  courier_.reset();
}

Result<void> DeliverySession::begin(std::string_view command, Report report,
                                    std::span<const std::unique_ptr<DeliverySession>> beside) {
  const auto now = system_clock().wall();
  do {
    run_ = delivery::new_run_id(now);
  } while (std::ranges::any_of(beside, [this](const auto& other) { return other->run_ == run_; }));
  auto audit = open_audit(beside);
  if (!audit) return Failure(audit.error());
  audit_ = std::move(*audit);
  delivery::Run run;
  run.id = run_;
  run.command = command;
  run.store = store().identity();
  run.begun = utc_text(now);
  run.kept_until = utc_text(now + std::chrono::hours(24) * request_.keep_days);
  if (auto begun = state_->journal().begin(run); !begun) return begun;
  catch_interrupts();
  begun_ = std::chrono::steady_clock::now();
  courier_ = std::make_unique<delivery::Courier>(store(), *state_, *audit_, request_.policy, run_, progress_,
                                                 interrupted(), pictures_.get());
  if (!request_.quiet && report == Report::own_line)
    reporter_ = std::make_unique<DeliveryReporter>(
        Stage{request_.to.size() > 1 ? store().traits().kind : "", &progress_, &store_->pulse()}, streams_.messages,
        streams_.terminal);
  return {};
}

Result<std::unique_ptr<delivery::Audit>> DeliverySession::open_audit(
    std::span<const std::unique_ptr<DeliverySession>> beside) {
  delivery::Audit::Context context{
      run_, store().identity(), store().account(), operator_text(), HEADROOM_VERSION, request_.log_identities};
  if (!beside.empty()) return beside.front()->audit_->beside(std::move(context));
  return delivery::Audit::open(state_->audit_file(), std::move(context), system_clock());
}

void DeliverySession::submit(delivery::Order order, std::function<void(const delivery::Receipt&)> done) {
  std::size_t row = 0;
  {
    const std::lock_guard lock(mutex_);
    row = rows_.size();
    rows_.push_back(row_of(order.match));
  }
  courier_->submit(std::move(order), [this, row, done = std::move(done)](const delivery::Receipt& receipt) {
    keep_receipt(row, receipt);
    if (done) done(receipt);
  });
}

void DeliverySession::pass_over(const delivery::Step& step, const delivery::Match& match) {
  DeliveryRow row = row_of(match);
  row.action = step.action;
  row.state = step.error ? delivery::State::failed : delivery::State::verified;
  row.before = step.before;
  row.after = step.after;
  row.error = step.error;
  add(std::move(row));
}

void DeliverySession::not_reached(const delivery::Match& match) { add(row_of(match)); }

void DeliverySession::leave_for_next_run(const delivery::Match& match, std::string why) {
  DeliveryRow row = row_of(match);
  row.waits = std::move(why);
  add(std::move(row));
  progress_.total++;
  progress_.skipped++;
  progress_.done++;
}

void DeliverySession::decline(const delivery::Step& step) {
  DeliveryRow row;
  row.file = step.file;
  row.person = step.person.key;
  row.action = step.action;
  row.left_out = true;
  row.before = step.before;
  row.after = step.after;
  row.error = Error{Fault::refused, "declined", {}};
  add(std::move(row));
}

void DeliverySession::add(DeliveryRow row) {
  const std::lock_guard lock(mutex_);
  rows_.push_back(std::move(row));
}

void DeliverySession::keep_receipt(std::size_t row, const delivery::Receipt& receipt) {
  const std::lock_guard lock(mutex_);
  fill(rows_[row], receipt);
}

DeliveryResult DeliverySession::finish() {
  DeliveryResult result;
  result.run = run_;
  result.keeps = request_.policy.keep;
  result.store = store().identity();
  if (courier_) {
    result.stopped_by = courier_->finish();
    reporter_.reset();
    courier_.reset();
    const auto ended = state_->journal().end(run_, utc_text(system_clock().wall()));
    if (!ended && !result.stopped_by) result.stopped_by = ended.error();
    forget_old();
    result.interrupt_status = interrupt_status();
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  result.rows = std::move(rows_);
  return result;
}

void DeliverySession::forget_old() {
  const auto now = system_clock().wall();
  // Best effort: what is not forgotten today is forgotten by the next run.
  static_cast<void>(state_->journal().forget(utc_text(now), utc_text(now - std::chrono::hours(24) * days_of_runs)));
}

}  // namespace headroom::cli
