#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/asking.h"
#include "cli/at_once.h"
#include "cli/comparing.h"
#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/delivery_summary.h"
#include "cli/interrupt.h"
#include "cli/live_line.h"
#include "cli/parser.h"
#include "cli/printable.h"
#include "cli/refresher.h"
#include "cli/scratch_folder.h"
#include "cli/write_file.h"
#include "store/around.h"

namespace headroom::cli {
namespace {

using delivery::Match;

struct Given {
  std::string from;
  std::vector<std::string> people;
  bool all = false;
  std::string report;
  GivenOptions options;
};

/// `--when` of the options of `upload`: folders, names and plans have no place here.
const DeliveryTable& when_option() {
  static const DeliveryTable options = [] {
    DeliveryTable table;
    std::ranges::copy_if(upload_options(), std::back_inserter(table),
                         [](const DeliveryOption& option) { return option.name == "when"; });
    return table;
  }();
  return options;
}

Result<void> check(const Given& given, const DeliveryRequest& request) {
  if (!is_store(given.from) || given.from == "ad")
    return fail(Fault::usage, "say where the large photos are: --from m365, --from exchange, or --from folder:PATH");
  if (request.to.size() != 1)
    return fail(Fault::usage, "say where the small ones belong: --to ad, or --to folder:PATH, and no other beside it");
  if (request.to.front() == "m365" || request.to.front() == "exchange" || request.to.front() == given.from)
    return fail(Fault::usage, fmt::format("--to: small photos belong into a directory, not into {}; say --to ad",
                                          request.to.front()));
  if (given.all != given.people.empty())
    return fail(Fault::usage, "say whose photos: --person NAME, which may be repeated, or --all");
  return {};
}

Result<std::vector<store::Person>> people_of(store::PhotoStore& store, const DeliveryRequest& request,
                                             const Streams& streams) {
  auto roster = roster_of(store, request, streams);
  if (!roster) return Failure(roster.error());
  return roster->people();
}

/// Everybody, or those who were named; whoever wants no photo is left out.
Result<std::vector<Match>> wanted_people(const Given& given, store::PhotoStore& store, const DeliveryRequest& request,
                                         const Streams& streams) {
  const auto rule = name_rule(request);
  if (!rule) return Failure(rule.error());
  const auto roster = roster_of(store, request, streams);
  if (!roster) return Failure(roster.error());
  std::vector<Match> matches;
  const auto add = [&](const std::string& key, const store::Person* person) {
    Match match;
    match.key = key;
    match.offer.file = fmt::format("{} of {}", given.from, key);
    if (person != nullptr) match.person = *person;
    leave_out(match, *rule);
    matches.push_back(std::move(match));
  };
  if (given.all)
    for (const store::Person& person : roster->people()) add(person.key.empty() ? person.id : person.key, &person);
  std::set<std::string> named;  // identifiers: each person once
  for (const std::string& key : given.people) {
    const auto found = roster->with(key);
    if (found.size() == 1 && !named.insert(found.front()->id).second) continue;
    add(key, found.size() == 1 ? found.front() : nullptr);
    if (found.size() != 1)
      matches.back().error = {found.empty() ? Fault::no_such_user : Fault::several_users,
                              found.empty() ? "there is nobody with this key" : "several people have this key",
                              {}};
  }
  return matches;
}

/// No other answer is to be had from a store that said this.
bool hopeless(const std::optional<Error>& error) {
  return error && (store::hopeless(error->fault) || error->fault == Fault::limit_reached);
}

/// The walk of all photos out of one store, small, into another one.
class Refreshing {
 public:
  Refreshing(const Given& given, DeliveryRequest& request, const Streams& streams)
      : given_(given), request_(request), streams_(streams), pictures_(picture_comparison(streams)) {}

  /// Opens what both ways need.
  Result<void> prepare(store::PhotoStore& to, const std::filesystem::path& state) {
    to_ = &to;
    auto from = OpenStore::open(request_, given_.from, interrupted());
    if (!from) return Failure(from.error());
    from_ = std::move(*from);
    auto matches = wanted_people(given_, to, request_, streams_);
    if (!matches) return Failure(matches.error());
    matches_ = std::move(*matches);
    auto others = people_of(from_->store(), request_, streams_);
    if (!others) return Failure(others.error());
    people_ = std::make_unique<Counterparts>(std::move(*others));
    auto scratch = ScratchFolder::make(state);
    if (!scratch) return Failure(scratch.error());
    scratch_ = std::move(*scratch);
    threads_ = from_->store().traits().people_at_once();
    const int decoders = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, threads_);
    auto thumbnails = Thumbnails::begin(to.traits(), decoders, scratch_->path(), streams_);
    if (!thumbnails) return Failure(thumbnails.error());
    thumbnails_ = std::move(*thumbnails);
    refresher_ = std::make_unique<Refresher>(from_->store(), to, *people_, *thumbnails_, pictures_.get(),
                                             request_.policy.when, !given_.all);
    return {};
  }

  /// Nobody asks and nobody is asked: each is delivered as soon as it is made.
  Result<DeliveryResult> deliver_unasked(DeliverySession& session) {
    if (auto begun = session.begin("refresh-thumbnails"); !begun) return Failure(begun.error());
    at_once(matches_.size(), threads_, [&](std::size_t i) {
      if (stopped() || session.stopped()) return session.not_reached(matches_[i]);
      Refreshed one = refresh(matches_[i]);
      if (one.settled) return session.pass_over(*one.settled, one.match);
      const auto picture = one.match.offer.path;
      session.submit({std::move(one.match), false, "", std::nullopt}, [picture](const delivery::Receipt&) {
        std::error_code ignored;
        std::filesystem::remove(picture, ignored);
      });
    });
    auto result = session.finish();
    if (!result.stopped_by) result.stopped_by = stopped_by_;
    return result;
  }

  /// Makes all of them, and looks at what they would replace.
  Result<std::vector<Planned>> plan() {
    std::vector<Refreshed> all(matches_.size());
    make_all(all);
    if (stopped_by_) return Failure(*stopped_by_);
    if (interrupted()) return fail(Fault::limit_reached, "interrupted; nothing was written");
    std::vector<Match> matches;
    std::vector<Planned> settled;
    for (Refreshed& one : all) {
      if (one.settled)
        settled.push_back({std::move(one.match), std::move(*one.settled)});
      else
        matches.push_back(std::move(one.match));
    }
    auto planned = plan_matches(std::move(matches), request_, *to_, streams_);
    std::ranges::move(settled, std::back_inserter(planned));
    return planned;
  }

 private:
  void make_all(std::vector<Refreshed>& all) {
    std::atomic<std::size_t> done{0};
    const std::size_t total = all.size();
    std::optional<LiveLine> line;
    if (!request_.quiet)
      line.emplace(streams_.messages, streams_.terminal, [&done, total, this](LiveLine::Seconds) -> Look {
        return {fmt::format("photos of {}: {}/{}", given_.from, done.load(), total),
                static_cast<double>(done.load()) / static_cast<double>(std::max<std::size_t>(total, 1))};
      });
    at_once(total, threads_, [&](std::size_t i) {
      if (!stopped()) all[i] = refresh(matches_[i]);
      done++;
    });
  }

  Refreshed refresh(Match match) {
    Refreshed one = refresher_->refresh(std::move(match));
    if (one.settled && hopeless(one.settled->error)) {
      const std::lock_guard lock(mutex_);
      if (!stopped_by_) stopped_by_ = one.settled->error;
      stop_ = true;
    }
    return one;
  }

  bool stopped() const { return stop_ || interrupted(); }

  const Given& given_;
  DeliveryRequest& request_;
  const Streams& streams_;
  const std::unique_ptr<delivery::Pictures> pictures_;
  store::PhotoStore* to_ = nullptr;
  std::unique_ptr<OpenStore> from_;
  std::vector<Match> matches_;
  std::unique_ptr<Counterparts> people_;
  std::unique_ptr<ScratchFolder> scratch_;
  std::unique_ptr<Thumbnails> thumbnails_;
  std::unique_ptr<Refresher> refresher_;
  int threads_ = 1;
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::optional<Error> stopped_by_;
};

int preview(const Given& given, DeliveryRequest& request, const Streams& streams) {
  const auto state = state_folder(request);
  if (!state) return complain(state.error(), streams);
  auto opened = OpenStore::open(request, interrupted());
  if (!opened) return complain(opened.error(), streams);
  store::PhotoStore& store = (*opened)->store();
  Refreshing refreshing(given, request, streams);
  if (auto prepared = refreshing.prepare(store, *state); !prepared) return complain(prepared.error(), streams);
  const auto planned = refreshing.plan();
  if (!planned) return complain(planned.error(), streams);
  return answer_dry({{store.identity(), *planned}}, request, streams);
}

Result<DeliveryResult> deliver(Refreshing& refreshing, DeliverySession& session, const DeliveryRequest& request,
                               const Streams& streams) {
  if (request.yes) return refreshing.deliver_unasked(session);
  const auto planned = refreshing.plan();
  if (!planned) return Failure(planned.error());
  return deliver_planned("refresh-thumbnails", *planned, session, request, streams);
}

int refresh_thumbnails(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  if (auto checked = check(given, *request); !checked) return complain(checked.error(), streams);
  if (request->dry_run) return preview(given, *request, streams);
  if (auto checked = check_asking(*request, streams); !checked) return complain(checked.error(), streams);
  auto session = DeliverySession::open(*request, streams);
  if (!session) return complain(session.error(), streams);
  Refreshing refreshing(given, *request, streams);
  const auto& state = (*session)->state().path();
  if (auto prepared = refreshing.prepare((*session)->store(), state); !prepared)
    return complain(prepared.error(), streams);
  const auto result = deliver(refreshing, **session, *request, streams);
  if (!result) return complain(result.error(), streams);
  const std::filesystem::path report =
      given.report.empty() ? state / "refresh-thumbnails.csv" : std::filesystem::path(given.report);
  const auto written = write_file(report, delivery_csv({&*result, 1}));
  const int status = answer(*result, written ? report : std::filesystem::path(), *request, streams);
  return written ? status : worse(status, complain(written.error(), streams));
}

}  // namespace

Action declare_refresh_thumbnails(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("--from", given->from, "where the large photos are: m365, exchange, or folder:PATH")
      .required()
      .value("STORE");
  parser.add("--person", given->people, "whose; may be repeated").value("NAME");
  parser.add_flag("--all", given->all, "everybody's; those without a photo there are left out");
  parser.add("--report", given->report, "what became of each, a CSV; default: in the state folder").value("FILE");
  given->options.declare_config(parser);
  for (const auto* table :
       {&connection_options(), &exception_options(), &when_option(), &change_options(), &output_options()})
    given->options.declare(*table, parser);
  return [given](const Streams& streams) { return refresh_thumbnails(*given, streams); };
}

}  // namespace headroom::cli
