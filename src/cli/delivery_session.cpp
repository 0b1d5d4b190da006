#include "cli/delivery_session.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

#include "cli/interrupt.h"

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

DeliveryRow row_of(const delivery::Match& match) {
  DeliveryRow row;
  row.file = match.offer.file;
  row.person = match.person ? match.person->key : match.key;
  row.left_out = match.left_out;
  return row;
}

}  // namespace

Result<fs::path> state_folder(const DeliveryRequest& request) {
  if (!request.state.empty()) return request.state;
  if (const std::string given = variable("STATE_DIRECTORY"); !given.empty())
    return fs::path(given.substr(0, given.find(':')));  // systemd names several apart by colons
  if (const std::string own = variable("XDG_STATE_HOME"); !own.empty()) return fs::path(own) / "headroom";
  if (const std::string home = variable("HOME"); !home.empty()) return fs::path(home) / ".local/state/headroom";
  return fail(Fault::usage, "there is no place for journal and audit: name one with --state DIR");
}

Result<std::unique_ptr<DeliverySession>> DeliverySession::open(DeliveryRequest& request, const Streams& streams) {
  const auto folder = state_folder(request);
  if (!folder) return Failure(folder.error());
  // The folder first: a run that is locked out must not log in.
  auto state = delivery::StateFolder::open(*folder);
  if (!state) return Failure(state.error());
  return open(request, streams, std::move(*state));
}

Result<std::unique_ptr<DeliverySession>> DeliverySession::open(DeliveryRequest& request, const Streams& streams,
                                                               std::unique_ptr<delivery::StateFolder> state) {
  std::unique_ptr<DeliverySession> session(new DeliverySession(request, streams));
  session->state_ = std::move(state);
  auto store = OpenStore::open(request, interrupted());
  if (!store) return Failure(store.error());
  session->store_ = std::move(*store);
  return session;
}

DeliverySession::~DeliverySession() {
  reporter_.reset();
  courier_.reset();
}

Result<void> DeliverySession::begin(std::string_view command, Report report) {
  const auto now = system_clock().wall();
  run_ = delivery::new_run_id(now);
  delivery::Audit::Context context{
      run_, store().identity(), store().account(), operator_text(), HEADROOM_VERSION, request_.log_identities};
  auto audit = delivery::Audit::open(state_->audit_file(), std::move(context), system_clock());
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
  courier_ =
      std::make_unique<delivery::Courier>(store(), *state_, *audit_, request_.policy, run_, progress_, interrupted());
  if (!request_.quiet && report == Report::own_line)
    reporter_ = std::make_unique<DeliveryReporter>(progress_, store_->pulse(), streams_.messages, streams_.terminal);
  return {};
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
  const std::lock_guard lock(mutex_);
  rows_.push_back(std::move(row));
}

void DeliverySession::not_reached(const delivery::Match& match) {
  const std::lock_guard lock(mutex_);
  rows_.push_back(row_of(match));
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
  const std::lock_guard lock(mutex_);
  rows_.push_back(std::move(row));
}

void DeliverySession::keep_receipt(std::size_t row, const delivery::Receipt& receipt) {
  if (receipt.state == delivery::State::planned) return;  // nobody looked at it
  const std::lock_guard lock(mutex_);
  DeliveryRow& kept = rows_[row];
  kept.action = receipt.step.action;
  kept.state = receipt.state;
  kept.sent = receipt.sent;
  kept.before = receipt.step.before;
  kept.after = receipt.step.after;
  kept.error = receipt.error;
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
