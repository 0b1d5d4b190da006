#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "cli/delivery_options.h"
#include "cli/option_values.h"
#include "store/timetable.h"

namespace headroom::cli {
namespace {

using Request = DeliveryRequest;

template <class Settings>
void give_up_after(std::chrono::seconds limit, Settings& settings) {
  settings.answer_within = limit;
  settings.connect_within = std::min<std::chrono::milliseconds>(settings.connect_within, limit);
}

Result<void> apply_timeout(Request& request, const Values& texts) {
  const auto seconds = number_from(texts, 1, 3600);
  if (!seconds) return Failure(seconds.error());
  const std::chrono::seconds limit(*seconds);
  give_up_after(limit, request.directory);
  give_up_after(limit, request.microsoft_365);
  give_up_after(limit, request.exchange);
  return {};
}

Result<void> apply_in_flight(Request& request, const Values& texts) {
  const auto number = number_from(texts, 1, 1000);
  if (!number) return Failure(number.error());
  request.care.in_flight = *number;
  request.directory.in_flight = *number;
  request.exchange.in_flight = *number;
  return {};
}

Result<void> apply_write_distance(Request& request, const Values& texts) {
  const auto seconds = number_from(texts, 0, 86'400);
  if (!seconds) return Failure(seconds.error());
  request.microsoft_365.least_distance = std::chrono::seconds(*seconds);
  request.exchange.least_distance = std::chrono::seconds(*seconds);
  return {};
}

DeliveryTable store_options() {
  return {{"to", Kind::list, "STORE",
           "ad: Active Directory or another LDAP directory; m365: Microsoft 365; exchange: Exchange on premises; "
           "folder:PATH: a folder of photos; may be repeated",
           [](Request& request, const Values& texts) -> Result<void> {
             request.to = texts;
             return {};
           }}};
}

DeliveryTable care_options() {
  return {
      {"ca-file", Kind::value, "FILE", "certificates (PEM) to trust, instead of the system's",
       [](Request& request, const Values& texts) -> Result<void> {
         request.directory.ca_file = request.microsoft_365.ca_file = request.exchange.ca_file = texts.back();
         return {};
       }},
      {"timeout", Kind::value, "SECONDS",
       "give an answer up that takes longer; default 30 of a directory, 100 of Microsoft 365 and Exchange",
       apply_timeout},
      {"in-flight", Kind::value, "N",
       "operations at the same time in each store, at most; default: what suits the store", apply_in_flight},
      {"write-distance", Kind::value, "SECONDS",
       "between two writes to one person; default 30 in Microsoft 365, 10 in Exchange", apply_write_distance},
      {"pace", Kind::value, "TIMETABLE",
       "writes a second, by the hour: 20, or '08:00=2 18:00=50', 'Mon-Fri 08:00=off Mon-Fri 19:00=20'; default: no "
       "limit",
       [](Request& request, const Values& texts) {
         return take_into(store::Timetable::parse(texts.back()), request.care.pace);
       }},
      {"tries", Kind::value, "N", "of one operation that may succeed later, the first one counted; default 5",
       [](Request& request, const Values& texts) { return take_into(number_from(texts, 1, 100), request.care.tries); }},
      {"state", Kind::value, "DIR",
       "journal, audit and kept photos; default $STATE_DIRECTORY, else headroom in $XDG_STATE_HOME or ~/.local/state",
       [](Request& request, const Values& texts) -> Result<void> {
         request.state = texts.back();
         return {};
       }},
      {"log-identities", Kind::flag, "", "account names in the audit, too, not object identifiers alone",
       [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.log_identities); }},
  };
}

}  // namespace

const DeliveryTable& connection_options() {
  static const DeliveryTable all = [] {
    DeliveryTable table = store_options();
    for (const auto& part : {directory_options(), microsoft_365_options(), exchange_options(), care_options()})
      table.insert(table.end(), part.begin(), part.end());
    return table;
  }();
  return all;
}

}  // namespace headroom::cli
