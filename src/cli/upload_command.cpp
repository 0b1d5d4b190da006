#include <fmt/format.h>
#include <fmt/ostream.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "cli/apply_plan.h"
#include "cli/asking.h"
#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/delivery_summary.h"
#include "cli/interrupt.h"
#include "cli/option_values.h"
#include "cli/options.h"
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

Result<std::vector<Planned>> plan(UploadSource& source, store::PhotoStore& store, const DeliveryRequest& request,
                                  const Streams& streams) {
  if (!request.apply.empty()) {
    const auto roster = roster_of(store, request, streams);
    if (!roster) return Failure(roster.error());
    return apply_plan(request, source.path(), *roster, store.identity());
  }
  auto matches = source.matches(store, request, streams);
  if (!matches) return Failure(matches.error());
  return plan_matches(std::move(*matches), request, store, streams);
}

/// Looks, and says or writes what would be done.
int preview(UploadSource& source, DeliveryRequest& request, const Streams& streams) {
  request.dry_run = true;
  auto opened = OpenStore::open(request, interrupted());
  if (!opened) return complain(opened.error(), streams);
  store::PhotoStore& store = (*opened)->store();
  const auto planned = plan(source, store, request, streams);
  if (!planned) return complain(planned.error(), streams);
  if (request.plan.empty()) return answer_dry(*planned, store.identity(), request, streams);
  if (auto written = write_file(request.plan, delivery::plan_csv(steps_of(*planned), store.identity())); !written)
    return complain(written.error(), streams);
  if (!request.quiet)
    fmt::print(streams.out, "{}; nothing was written there\nlook at {}; carry it out with --apply {}\n",
               plan_line(*planned, store.identity()), printable(request.plan.string()),
               printable(request.plan.string()));
  return all_done;
}

/// Nobody asks and nobody is asked: everything goes to the courier at once, which looks for itself.
Result<DeliveryResult> deliver_unasked(UploadSource& source, DeliverySession& session, const DeliveryRequest& request,
                                       const Streams& streams) {
  auto matches = source.matches(session.store(), request, streams);
  if (!matches) return Failure(matches.error());
  if (auto begun = session.begin("upload"); !begun) return Failure(begun.error());
  for (Match& match : *matches) {
    std::string sum = match.offer.sum;
    session.submit({std::move(match), false, std::move(sum), std::nullopt});
  }
  return session.finish();
}

Result<DeliveryResult> deliver(UploadSource& source, DeliverySession& session, const DeliveryRequest& request,
                               const Streams& streams) {
  if (request.yes && request.apply.empty()) return deliver_unasked(source, session, request, streams);
  const auto planned = plan(source, session.store(), request, streams);
  if (!planned) return Failure(planned.error());
  return deliver_planned("upload", *planned, session, request, streams);
}

int upload(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  const bool dry = request->dry_run || !request->plan.empty();
  if (!request->apply.empty() && (!request->plan.empty() || !given.person.empty()))
    return complain(
        {Fault::usage, "--apply carries out a plan for a folder: it goes without --plan and without --person", {}},
        streams);
  if (!dry)
    if (auto checked = check_asking(*request, streams); !checked) return complain(checked.error(), streams);
  auto wish = wish_from(given);
  if (!wish) return complain(wish.error(), streams);
  auto source = UploadSource::open(std::move(*wish), !dry);
  if (!source) return complain(source.error(), streams);
  if (dry) return preview(*source, *request, streams);

  auto session = DeliverySession::open(*request, streams);
  if (!session) return complain(session.error(), streams);
  const auto result = deliver(*source, **session, *request, streams);
  if (!result) return complain(result.error(), streams);
  const auto report = source->write_report(delivery_csv(result->rows));
  const int status = answer(*result, report ? *report : std::filesystem::path(), *request, streams);
  return report ? status : worse(status, complain(report.error(), streams));
}

}  // namespace

Action declare_upload(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("OUT", given->path, "a folder of finished pictures, a batch, or with --person any photo")->required();
  app.add_option("--person", given->person, "whose photo it is; it is cropped and made small first")->type_name("NAME");
  app.add_option("--pictures", given->pictures,
                 "which outputs of the folder; default: those that suit the store, 96x96 for a directory")
      ->type_name("WxH");
  given->options.declare_config(app);
  given->options.declare(delivery_options(), app);
  return [given](const Streams& streams) { return upload(*given, streams); };
}

}  // namespace headroom::cli
