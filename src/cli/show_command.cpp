#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "cli/complain.h"
#include "cli/connect.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/interrupt.h"
#include "cli/people.h"
#include "cli/printable.h"
#include "store/folder.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

struct Given {
  std::vector<std::string> people;
  std::string save;
  GivenOptions options;
};

/// What the store holds for one person.
struct Shown {
  std::string asked;
  std::string state;  // "photo", "none", "not-accessible", "no-such-person", "several-people", "failed"
  store::Person person;
  Bytes photo;
  std::string file;  // where it was saved
  std::optional<Error> error;
};

std::string state_of(Fault fault) {
  switch (fault) {
    case Fault::no_such_user:
      return "no-such-person";
    case Fault::several_users:
      return "several-people";
    case Fault::access_denied:
      return "not-accessible";
    default:
      return "failed";
  }
}

Shown look(store::PhotoStore& store, const std::string& key) {
  Shown shown{key, "none", {}, {}, {}, {}};
  const auto give_up = [&shown](const Error& error) {
    shown.state = state_of(error.fault);
    shown.error = error;
    return shown;
  };
  auto person = find_person(store, key);
  if (!person) return give_up(person.error());
  shown.person = std::move(*person);
  auto photo = store.get(shown.person);
  if (!photo) return give_up(photo.error());
  if (!*photo) return shown;
  shown.state = "photo";
  shown.photo = std::move(**photo);
  return shown;
}

Result<void> save(std::vector<Shown>& all, const std::string& path) {
  auto folder = store::Folder::open(path);
  if (!folder) return Failure(folder.error());
  for (Shown& shown : all) {
    if (shown.state != "photo") continue;
    const std::string name = file_stem(shown.person) + (is_jpeg(shown.photo) ? ".jpg" : ".bin");
    if (auto put = (*folder)->put(name, shown.photo); !put) return put;
    shown.file = ((*folder)->root() / name).string();
  }
  return {};
}

std::string text_of(const Shown& shown) {
  if (shown.error) return fmt::format("{:<15} {}\n", shown.state, printable(shown.error->detail));
  if (shown.state == "none") return fmt::format("{:<15} {}\n", "none", who(shown.person));
  return fmt::format("{:<15} {}: {} bytes, {}, SHA-256 {}{}\n", shown.state, who(shown.person), shown.photo.size(),
                     is_jpeg(shown.photo) ? "JPEG" : "no JPEG", store::sha256(shown.photo),
                     shown.file.empty() ? "" : ", saved as " + printable(shown.file));
}

std::string json_of(const std::vector<Shown>& all) {
  auto rows = nlohmann::ordered_json::array();
  for (const Shown& shown : all) {
    nlohmann::ordered_json row{{"asked", shown.asked}, {"state", shown.state}};
    if (!shown.person.id.empty()) row["person"] = shown.person.key;
    if (!shown.person.id.empty()) row["place"] = shown.person.place;
    if (shown.state == "photo") {
      row["bytes"] = shown.photo.size();
      row["sha256"] = store::sha256(shown.photo);
      row["jpeg"] = is_jpeg(shown.photo);
    }
    if (!shown.file.empty()) row["file"] = shown.file;
    if (shown.error) row["detail"] = shown.error->detail;
    rows.push_back(std::move(row));
  }
  return rows.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// The gravest of what could not be shown.
int status_of(const std::vector<Shown>& all) {
  int status = all_done;
  for (const Shown& shown : all)
    if (shown.error)
      status = shown.state == "failed" ? exit_status(shown.error->fault) : std::max(status, +some_failed);
  return status;
}

int show(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  auto opened = OpenStore::open(*request, interrupted());
  if (!opened) return complain(opened.error(), streams);
  std::vector<Shown> all;
  for (const std::string& key : given.people) all.push_back(look((*opened)->store(), key));
  if (!given.save.empty())
    if (auto saved = save(all, given.save); !saved) return complain(saved.error(), streams);
  if (request->json) streams.out << json_of(all);
  for (const Shown& shown : all)
    if (!request->json) streams.out << text_of(shown);
  return status_of(all);
}

}  // namespace

Action declare_show(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("PERSON", given->people, "whose photo; several may be named")->required();
  app.add_option("--save", given->save, "write the photos into this folder")->type_name("DIR");
  given->options.declare_config(app);
  given->options.declare(connection_options(), app);
  given->options.declare(output_options(), app);
  return [given](const Streams& streams) { return show(*given, streams); };
}

}  // namespace headroom::cli
