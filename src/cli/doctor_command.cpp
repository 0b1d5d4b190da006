#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>

#include "cli/checks.h"
#include "cli/complain.h"
#include "cli/connect.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/delivery_session.h"
#include "cli/doctor_directory.h"
#include "cli/doctor_rights.h"

namespace headroom::cli {
namespace {

struct Given {
  std::string person;
  bool write_test = false;
  GivenOptions options;
};

/// Null where it cannot be used.
std::unique_ptr<delivery::StateFolder> check_state(const DeliveryRequest& request, Checks& checks) {
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

bool check_people(store::PhotoStore& store, Checks& checks) {
  std::size_t people = 0, disabled = 0, keyless = 0;
  const auto listed = store.list([&](const store::Person& person) {
    people++;
    disabled += person.enabled ? 0 : 1;
    keyless += person.key.empty() ? 1 : 0;
  });
  if (!listed) {
    checks.failed("people", listed.error());
    return false;
  }
  if (people == 0) {
    checks.failed("people", {Fault::usage,
                             fmt::format("nobody is found in {}: check --base, --people, and whether this account may "
                                         "read there",
                                         store.identity()),
                             {}});
    return false;
  }
  checks.ok("people", fmt::format("{} in {}, {} of them disabled, {} without a key", people, store.identity(), disabled,
                                  keyless));
  return true;
}

Result<void> prepare_directory(DeliveryRequest& request, Checks& checks) {
  if (request.to.size() != 1 || request.to.front() != "ad") return {};
  if (auto completed = complete_directory(request); !completed) return completed;
  checks.ok("settings", request.directory.login == store::DirectorySettings::Login::gssapi
                            ? "login by Kerberos"
                            : fmt::format("login of {}; the password was found", request.directory.account));
  return {};
}

int doctor(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  Checks checks(request->json, streams);
  if (auto prepared = prepare_directory(*request, checks); !prepared) {
    checks.failed("settings", prepared.error());
    return checks.finish();
  }
  auto state = check_state(*request, checks);  // held until the end: no run comes in between
  if (request->to == std::vector<std::string>{"ad"} && !check_directory(request->directory, checks))
    return checks.finish();
  if (!state) return checks.finish();
  const auto session = DeliverySession::open(*request, streams, std::move(state));
  if (!session) {
    checks.failed("store", session.error());
    return checks.finish();
  }
  if (check_people((*session)->store(), checks))
    check_rights(given.person, given.write_test, *request, **session, checks);
  return checks.finish();
}

}  // namespace

Action declare_doctor(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("--person", given->person, "try the right to write on them: their own photo is written back")
      ->type_name("NAME");
  app.add_flag("--write-test", given->write_test,
               "somebody without a photo: a test picture is written and taken away again");
  given->options.declare_config(app);
  given->options.declare(connection_options(), app);
  given->options.declare(output_options(), app);
  return [given](const Streams& streams) { return doctor(*given, streams); };
}

}  // namespace headroom::cli
