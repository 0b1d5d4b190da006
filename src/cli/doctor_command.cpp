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
#include "cli/doctor_directory.h"
#include "cli/people.h"
#include "codec/jpeg_encode.h"

namespace headroom::cli {
namespace {

struct Given {
  std::string person;
  bool write_test = false;
  GivenOptions options;
};

void check_state(const DeliveryRequest& request, Checks& checks) {
  const auto folder = state_folder(request);
  if (!folder) return checks.failed("state", folder.error());
  if (const auto state = delivery::StateFolder::open(*folder); !state) return checks.failed("state", state.error());
  checks.ok("state", fmt::format("journal, audit and kept photos are in {}", folder->string()));
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

/// A grey square, the smallest thing that is a photo.
Result<Bytes> test_picture() {
  Image image;
  image.luma = Plane({96, 96});
  image.luma.fill(neutral_chroma);
  auto jpeg = codec::encode_jpeg(image, {});
  if (!jpeg) return Failure(jpeg.error());
  return std::move(jpeg->bytes);
}

Result<void> put_back(store::PhotoStore& store, const store::Person& person, const std::optional<Bytes>& photo) {
  return photo ? store.put(person, *photo) : store.remove(person);
}

/// Writes the test picture, reads it back and restores what was there.
Result<void> write_and_restore(store::PhotoStore& store, const store::Person& person,
                               const std::optional<Bytes>& photo) {
  const auto picture = test_picture();
  if (!picture) return Failure(picture.error());
  if (auto put = store.put(person, *picture); !put) return put;
  const auto there = store.get(person);
  if (auto restored = put_back(store, person, photo); !restored) return restored;
  if (!there) return Failure(there.error());
  if (store.traits().keeps_bytes && (!*there || **there != *picture))
    return fail(Fault::not_verified, "what was read back is not what was written");
  return {};
}

void check_rights(const Given& given, store::PhotoStore& store, Checks& checks) {
  if (given.person.empty())
    return checks.skipped("rights", "name somebody to try them on: --person; their own photo is written back");
  const auto person = find_person(store, given.person);
  if (!person) return checks.failed("rights", person.error());
  const auto photo = store.get(*person);
  if (!photo) return checks.failed("rights", photo.error());
  if (!*photo && !given.write_test)
    return checks.skipped(
        "rights", fmt::format("{} has no photo; --write-test writes one and takes it away again", who(*person)));
  const auto written = given.write_test ? write_and_restore(store, *person, *photo) : store.put(*person, **photo);
  if (!written) return checks.failed("rights", written.error());
  checks.ok("rights", fmt::format("this account may write the photo of {}", who(*person)));
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
  check_state(*request, checks);
  if (request->to == std::vector<std::string>{"ad"} && !check_directory(request->directory, checks))
    return checks.finish();
  const auto store = connect(*request);
  if (!store) {
    checks.failed("store", store.error());
    return checks.finish();
  }
  if (check_people(**store, checks)) check_rights(given, **store, checks);
  return checks.finish();
}

}  // namespace

Action declare_doctor(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("--person", given->person, "try the right to write on them: their own photo is written back")
      ->type_name("NAME");
  app.add_flag("--write-test", given->write_test, "write a test picture for them, and restore what was there");
  given->options.declare_config(app);
  given->options.declare(connection_options(), app);
  given->options.declare(output_options(), app);
  return [given](const Streams& streams) { return doctor(*given, streams); };
}

}  // namespace headroom::cli
