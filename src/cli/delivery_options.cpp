#include "cli/delivery_options.h"

#include <chrono>
#include <limits>
#include <string>
#include <string_view>

#include "cli/option_values.h"

namespace headroom::cli {
namespace {

using Request = DeliveryRequest;

constexpr long long any_number = std::numeric_limits<int>::max();

constexpr int longest_look = 86'400;  // seconds

constexpr int longest_keeping = 400;  // days; after them the journal forgets the runs

DeliveryOption flag(std::string_view name, std::string help, bool Request::*field) {
  return {name, Kind::flag, "", std::move(help),
          [field](Request& request, const Values& texts) { return take_into(truth_from(texts), request.*field); }};
}

DeliveryOption file(std::string_view name, std::string help, std::filesystem::path Request::*field) {
  return {name, Kind::value, "FILE", std::move(help), [field](Request& request, const Values& texts) -> Result<void> {
            request.*field = texts.back();
            return {};
          }};
}

}  // namespace

const DeliveryTable& naming_options() {
  static const DeliveryTable options{
      {"names", Kind::value, "PATTERN",
       "where a file's name has the key: '{key}': up to a space or the end (default); 'photo-{key}', '{any}_{key}'",
       [](Request& request, const Values& texts) -> Result<void> {
         request.names = texts.back();
         return {};
       }},
      file("list", "a CSV with file,person that says whose files are; it wins over names", &Request::list),
  };
  return options;
}

const DeliveryTable& exception_options() {
  static const DeliveryTable options{
      file("opt-out", "people who get no photo, a key a line; it wins over everything", &Request::opt_out),
      flag("disabled-too", "disabled accounts get photos, too", &Request::disabled_too),
  };
  return options;
}

const DeliveryTable& upload_options() {
  static const DeliveryTable options{
      {"when", Kind::value, "WHEN",
       "different: a photo is written where another one or none is there (default); missing: where none is; always",
       [](Request& request, const Values& texts) {
         using enum delivery::When;
         return take_into(
             choice_from<delivery::When>(texts, {{"always", always}, {"missing", missing}, {"different", different}}),
             request.policy.when);
       }},
      file("plan", "write what would be done into this CSV, and do nothing", &Request::plan),
      file("apply", "do what this plan says, but for people whose photo has changed since", &Request::apply),
  };
  return options;
}

const DeliveryTable& change_options() {
  static const DeliveryTable options{
      {"max-changes", Kind::value, "N", "stop after so many photos were written or removed; default: no limit",
       [](Request& request, const Values& texts) {
         return take_into(number_from(texts, 0LL, any_number), request.policy.max_changes);
       }},
      {"max-removals", Kind::value, "N", "do nothing where more photos would be removed; default 10",
       [](Request& request, const Values& texts) {
         return take_into(number_from(texts, 0LL, any_number), request.most_removals);
       }},
      {"max-failures", Kind::value, "N", "stop after so many failures in a row; default 10, 0: never",
       [](Request& request, const Values& texts) {
         return take_into(number_from(texts, 0LL, any_number), request.policy.failures_in_a_row);
       }},
      {"verify-within", Kind::value, "SECONDS",
       "how long a written photo is looked for, where the store shows it late; default: what suits the store",
       [](Request& request, const Values& texts) -> Result<void> {
         const auto seconds = number_from(texts, 0, longest_look);
         if (!seconds) return Failure(seconds.error());
         request.policy.verify_within = std::chrono::seconds(*seconds);
         return {};
       }},
      flag("confirm", "show each change and ask before it is made", &Request::confirm),
      flag("yes", "ask nothing: for runs that nobody watches", &Request::yes),
      flag("dry-run", "say what would be done, and write nothing", &Request::dry_run),
      {"keep-days", Kind::value, "N",
       "photos that are replaced or removed are kept so long for `headroom restore`; 0 (not at all) to 400; default 90",
       [](Request& request, const Values& texts) {
         if (auto taken = take_into(number_from(texts, 0, longest_keeping), request.keep_days); !taken) return taken;
         request.policy.keep = request.keep_days > 0;
         return Result<void>();
       }},
  };
  return options;
}

const DeliveryTable& output_options() {
  static const DeliveryTable options{
      flag("quiet", "no progress and no summary; errors only", &Request::quiet),
      flag("json", "the answer as JSON", &Request::json),
  };
  return options;
}

const DeliveryTable& delivery_options() {
  static const DeliveryTable all = [] {
    DeliveryTable table;
    for (const auto* part : {&connection_options(), &naming_options(), &exception_options(), &upload_options(),
                             &change_options(), &output_options()})
      table.insert(table.end(), part->begin(), part->end());
    return table;
  }();
  return all;
}

}  // namespace headroom::cli
