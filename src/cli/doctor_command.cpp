#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/folded.h"
#include "cli/checks.h"
#include "cli/complain.h"
#include "cli/completion.h"
#include "cli/connect.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/delivery_session.h"
#include "cli/doctor_directory.h"
#include "cli/doctor_exchange.h"
#include "cli/doctor_microsoft_365.h"
#include "cli/doctor_network.h"
#include "cli/doctor_people.h"
#include "cli/doctor_rights.h"
#include "cli/parser.h"

namespace headroom::cli {
namespace {

struct Given {
  std::string person;
  bool write_test = false;
  GivenOptions options;
};

/// Every store that something was said about, for whoever names none.
std::vector<std::string> stores_with_settings(const DeliveryRequest& request) {
  std::vector<std::string> stores;
  if (!request.directory.servers.empty() || !request.directory.domain.empty()) stores.emplace_back("ad");
  if (!request.exchange.url.empty()) stores.emplace_back("exchange");
  if (!request.microsoft_365.tenant.empty()) stores.emplace_back("m365");
  return stores;
}

/// Null where it cannot be used.
std::shared_ptr<delivery::StateFolder> check_state(const DeliveryRequest& request, Checks& checks) {
  const auto folder = state_folder(request);
  auto state = folder ? delivery::StateFolder::open(*folder)
                      : Result<std::unique_ptr<delivery::StateFolder>>(Failure(folder.error()));
  if (!state) {
    checks.failed("state", state.error());
    return nullptr;
  }
  checks.ok("state", fmt::format("journal, audit and kept photos are in {}", folder->string()));
  return std::move(*state);
}

std::string login_words(const DeliveryRequest& request, std::string_view to) {
  if (to == "m365")
    return fmt::format("login of application {}; its {} was found", request.microsoft_365.client,
                       request.microsoft_365.certificate_file.empty() ? "secret" : "certificate's file");
  if (to == "exchange")
    return request.exchange.account.empty()
               ? "login by Kerberos"
               : fmt::format("login of {}; the password was found", request.exchange.account);
  return request.directory.login == store::DirectorySettings::Login::gssapi
             ? "login by Kerberos"
             : fmt::format("login of {}; the password was found", request.directory.account);
}

/// Everything that is tried, one store after the other.
class Doctor {
 public:
  Doctor(const Given& given, DeliveryRequest& request, const Streams& streams)
      : given_(given), request_(request), streams_(streams), checks_(request.json, streams) {}

  int run() {
    auto stores = stores_in_order(request_);
    if (!stores) return complain(stores.error(), streams_);
    several_ = stores->size() > 1;
    std::erase_if(*stores, [this](const std::string& to) { return !complete(to); });
    if (stores->empty()) return checks_.finish();
    begin("");
    state_ = check_state(request_, checks_);  // held until the end: no run comes in between
    std::erase_if(*stores, [this](const std::string& to) { return !try_store(to); });
    conclude(*stores);
    return checks_.finish();
  }

 private:
  void begin(std::string_view to) {
    if (several_) checks_.about(to);
  }

  bool complete(const std::string& to) {
    begin(to);
    if (auto completed = cli::complete(request_, to); !completed) {
      checks_.failed("settings", completed.error());
      return false;
    }
    if (!to.starts_with("folder:")) checks_.ok("settings", login_words(request_, to));
    return true;
  }

  /// The server, before anybody is asked for people. A directory that refused a login is not asked again.
  bool try_server(const std::string& to) {
    if (to == "m365") return check_microsoft_365(request_.microsoft_365, checks_);
    if (to != "ad" && to != "exchange") return true;
    if (!directory_) directory_ = check_directory(request_.directory, checks_);
    if (!*directory_ && several_) checks_.skipped("store", "its people are those of the directory, which failed");
    return *directory_ && (to == "ad" || check_exchange_server(request_.exchange, checks_));
  }

  bool try_store(const std::string& to) {
    begin(to);
    if (!try_server(to) || !state_) return false;
    const auto session = DeliverySession::open(request_, streams_, state_, to);
    if (!session) {
      checks_.failed(step_of(session.error().fault), session.error());
      return false;
    }
    auto people = check_people((*session)->store(), request_, to, checks_);
    if (people.empty()) return false;
    if (to == "exchange" && !try_mailbox(people)) return false;
    check_rights(given_.person, given_.write_test, request_, **session, checks_);
    people_[to] = std::move(people);
    return true;
  }

  bool try_mailbox(const std::vector<store::Person>& people) {
    const auto one = std::ranges::find_if(people, [this](const store::Person& person) {
      return !person.mail.empty() && (given_.person.empty() || folded(person.key) == folded(given_.person));
    });
    if (one != people.end()) return check_mailbox(request_.exchange, one->mail, checks_);
    checks_.failed("mailbox",
                   {Fault::usage,
                    given_.person.empty()
                        ? "nobody in the directory has a mail address: check --people and --base"
                        : fmt::format("{} has no mail address in the directory; name somebody else", given_.person),
                    {}});
    return false;
  }

  void conclude(const std::vector<std::string>& stores) {
    const bool known = std::ranges::any_of(stores, [](const auto& to) { return !to.starts_with("folder:"); });
    if (!known) return;
    begin("delivery");
    const std::string directory = people_.contains("ad") ? "ad" : "exchange";
    if (people_.contains(directory) && people_.contains("m365"))
      check_overlap(people_[directory], people_["m365"], key_name(request_, "m365"), checks_);
    checks_.ok("delivery", way_of_photos(stores));
  }

  const Given& given_;
  DeliveryRequest& request_;
  const Streams& streams_;
  Checks checks_;
  bool several_ = false;
  std::shared_ptr<delivery::StateFolder> state_;
  std::optional<bool> directory_;  // it can be logged in to
  std::map<std::string, std::vector<store::Person>, std::less<>> people_;
};

int doctor(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  if (request->to.empty()) request->to = stores_with_settings(*request);
  return Doctor(given, *request, streams).run();
}

}  // namespace

Action declare_doctor(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("--person", given->person, "try the right to write on them: their own photo is written back")
      .value("NAME");
  parser.add_flag("--write-test", given->write_test,
                  "somebody without a photo: a test picture is written and taken away again");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return doctor(*given, streams); };
}

}  // namespace headroom::cli
