#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "cli/apply_plan.h"
#include "cli/asking.h"
#include "cli/complain.h"
#include "cli/deliver_in_turn.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/delivery_summary.h"
#include "cli/open_stores.h"
#include "cli/option_values.h"
#include "cli/options.h"
#include "cli/parser.h"
#include "cli/printable.h"
#include "cli/upload_source.h"
#include "cli/write_file.h"

namespace headroom::cli {
namespace {

using delivery::Match;

struct Given {
  std::string path;
  std::string person;
  std::string pictures;
  GivenOptions options;
};

Result<UploadWish> wish_from(const Given& given) {
  UploadWish wish{given.path, given.person, std::nullopt, {}};
  if (!given.pictures.empty()) {
    const auto size = size_from(given.pictures);
    if (!size) return wrong_option("pictures", size.error());
    wish.size = *size;
  }
  auto texts = given.options.all_texts();
  if (!texts) return Failure(texts.error());
  wish.conversion = std::move(*texts);
  for (const auto& [name, values] : from_environment(shapes_of(convert_options())))
    wish.conversion.try_emplace(name, values);
  return wish;
}

/// What is to be done in one store.
Result<std::vector<Planned>> plan(UploadSource& source, store::PhotoStore& store, Size size,
                                  const DeliveryRequest& request, const Streams& streams) {
  if (!request.apply.empty()) {
    const auto roster = roster_of(store, request, streams);
    if (!roster) return Failure(roster.error());
    return apply_plan(request, source.path(), *roster, store.identity());
  }
  auto matches = source.matches(store, size, request, streams);
  if (!matches) return Failure(matches.error());
  return plan_matches(std::move(*matches), request, store, streams);
}

Result<std::vector<Preview>> previews(UploadSource& source, DeliveryRequest& request, const Streams& streams) {
  const auto stores = open_stores(request);
  if (!stores) return Failure(stores.error());
  const auto sizes = source.sizes(destinations_of(*stores), request, streams);
  if (!sizes) return Failure(sizes.error());
  std::vector<Preview> all;
  for (std::size_t i = 0; i < stores->size(); i++) {
    if (!(*sizes)[i]) continue;
    store::PhotoStore& store = (*stores)[i].store();
    auto planned = plan(source, store, *(*sizes)[i], request, streams);
    if (!planned) return Failure(planned.error());
    all.push_back({store.identity(), std::move(*planned)});
  }
  return all;
}

/// Looks, and says or writes what would be done.
int preview(UploadSource& source, DeliveryRequest& request, const Streams& streams) {
  request.dry_run = true;
  const auto all = previews(source, request, streams);
  if (!all) return complain(all.error(), streams);
  if (request.plan.empty()) return answer_dry(*all, request, streams);
  const auto& [store, planned] = all->front();
  if (auto written = write_file(request.plan, delivery::plan_csv(steps_of(planned), store)); !written)
    return complain(written.error(), streams);
  if (!request.quiet)
    fmt::print(streams.out, "{}; nothing was written there\nlook at {}; carry it out with --apply {}\n",
               plan_line(planned, store), printable(request.plan.string()), printable(request.plan.string()));
  return all_done;
}

/// What the plan says, into its only store.
Result<std::vector<DeliveryResult>> deliver_plan(UploadSource& source, DeliverySession& session,
                                                 const DeliveryRequest& request, const Streams& streams) {
  const auto planned = plan(source, session.store(), {}, request, streams);
  if (!planned) return Failure(planned.error());
  auto result = deliver_planned("upload", *planned, session, request, streams);
  if (!result) return Failure(result.error());
  return std::vector<DeliveryResult>{std::move(*result)};
}

Result<std::vector<DeliveryResult>> deliver(UploadSource& source, Sessions& sessions, const DeliveryRequest& request,
                                            const Streams& streams) {
  if (!request.apply.empty()) return deliver_plan(source, *sessions.front(), request, streams);
  const auto routes = source.sizes(destinations_of(sessions), request, streams);
  if (!routes) return Failure(routes.error());
  const auto sizes = close_idle(sessions, *routes);
  std::vector<std::vector<Match>> matches;
  for (std::size_t i = 0; i < sessions.size(); i++) {
    auto found = source.matches(sessions[i]->store(), sizes[i], request, streams);
    if (!found) return Failure(found.error());
    matches.push_back(std::move(*found));
  }
  return deliver_in_turn("upload", sessions, std::move(matches), request, streams);
}

Result<void> check_plans(const Given& given, const DeliveryRequest& request) {
  const bool apply = !request.apply.empty(), plan = !request.plan.empty();
  if (apply && (plan || !given.person.empty()))
    return fail(Fault::usage, "--apply carries out a plan for a folder: it goes without --plan and without --person");
  if ((apply || plan) && request.to.size() > 1)
    return fail(Fault::usage,
                "a plan is for one store, because the photo there may change while another gets its own: plan and "
                "apply for one after the other, Exchange or Microsoft 365 first and the directory last");
  return {};
}

int upload(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  const bool dry = request->dry_run || !request->plan.empty();
  if (auto checked = check_plans(given, *request); !checked) return complain(checked.error(), streams);
  if (!dry)
    if (auto checked = check_asking(*request, streams); !checked) return complain(checked.error(), streams);
  auto wish = wish_from(given);
  if (!wish) return complain(wish.error(), streams);
  auto source = UploadSource::open(std::move(*wish), !dry);
  if (!source) return complain(source.error(), streams);
  if (dry) return preview(*source, *request, streams);

  auto sessions = open_sessions(*request, streams);
  if (!sessions) return complain(sessions.error(), streams);
  const auto results = deliver(*source, *sessions, *request, streams);
  if (!results) return complain(results.error(), streams);
  const auto report = source->write_report(delivery_csv(*results));
  const int status = answer(*results, report ? *report : std::filesystem::path(), *request, streams);
  return report ? status : worse(status, complain(report.error(), streams));
}

}  // namespace

Action declare_upload(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("OUT", given->path, "a folder of finished pictures, a batch, or with --person any photo").required();
  parser.add("--person", given->person, "whose photo it is; it is cropped and made small first").value("NAME");
  parser
      .add("--pictures", given->pictures,
           "which outputs of the folder; default: those that suit the store, 96x96 for a directory")
      .value("WxH");
  given->options.declare_config(parser);
  given->options.declare(delivery_options(), parser);
  return [given](const Streams& streams) { return upload(*given, streams); };
}

}  // namespace headroom::cli
