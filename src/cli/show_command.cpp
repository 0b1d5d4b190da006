#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/indented.h"
#include "cli/open_stores.h"
#include "cli/parser.h"
#include "cli/people.h"
#include "cli/printable.h"
#include "codec/decoders.h"
#include "store/folder.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

struct Given {
  std::vector<std::string> people;
  std::string save;
  GivenOptions options;
};

/// What a store holds for one person.
struct Shown {
  std::string asked;
  std::string label;  // the store's, where there are several
  std::string store;  // its identity
  std::string state;  // "photo", "none", "not-accessible", "no-mailbox", "no-such-person", "several-people", "failed"
  store::Person person = {};
  Bytes photo = {};
  Size size = {};         // 0x0: not known
  std::string file = {};  // where it was saved
  std::optional<Error> error = {};
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

/// Looks at people's photos; what parses them is a decoder process.
class Viewer {
 public:
  explicit Viewer(const Streams& streams) {
    if (auto started = codec::Decoders::start({streams.program, {}}, 1)) decoders_ = std::move(*started);
  }

  Shown look(const LabelledStore& at, const std::string& key) const {
    store::PhotoStore& store = at.store();
    Shown shown{key, at.label, store.identity(), "none"};
    const auto give_up = [&shown](const Error& error) {
      shown.state = state_of(error.fault);
      shown.error = error;
      return shown;
    };
    auto person = find_person(store, key);
    if (!person) return give_up(person.error());
    shown.person = std::move(*person);
    auto photo = store.get(shown.person);
    if (!photo) {
      give_up(photo.error());
      if (lacks_mailbox(store.traits(), photo.error().fault)) shown.state = "no-mailbox";
      return shown;
    }
    if (!*photo) return shown;
    shown.state = "photo";
    shown.photo = std::move(**photo);
    shown.size = size_of(shown.photo);
    return shown;
  }

 private:
  Size size_of(const Bytes& photo) const {
    if (!decoders_ || !is_jpeg(photo)) return {};
    const auto source = decoders_->open(photo);
    return source ? (*source)->size() : Size{};
  }

  std::unique_ptr<codec::Decoders> decoders_;  // null: none can be started; then sizes stay unknown
};

Result<void> save(std::vector<Shown>& all, const std::string& path, bool several) {
  auto folder = store::Folder::open(path);
  if (!folder) return Failure(folder.error());
  for (Shown& shown : all) {
    if (shown.state != "photo") continue;
    const std::string name =
        file_stem(shown.person) + (several ? "." + shown.label : "") + (is_jpeg(shown.photo) ? ".jpg" : ".bin");
    if (auto put = (*folder)->put(name, shown.photo); !put) return put;
    shown.file = ((*folder)->root() / name).string();
  }
  return {};
}

std::string format_of(const Shown& shown) {
  const std::string format = is_jpeg(shown.photo) ? "JPEG" : "no JPEG";
  return shown.size == Size{} ? format : fmt::format("{} {}", format, text(shown.size));
}

std::string text_of(const Shown& shown) {
  if (shown.error) return fmt::format("{:<15} {}\n", shown.state, printable(shown.error->detail));
  if (shown.state == "none") return fmt::format("{:<15} {}\n", "none", who(shown.person));
  return fmt::format("{:<15} {}: {} bytes, {}, SHA-256 {}{}\n", shown.state, who(shown.person), shown.photo.size(),
                     format_of(shown), store::sha256(shown.photo),
                     shown.file.empty() ? "" : ", saved as " + printable(shown.file));
}

/// A block for each person: a line for each store.
std::string side_by_side(const std::vector<Shown>& all) {
  std::string lines;
  for (std::size_t i = 0; i < all.size(); i++) {
    if (i == 0 || all[i].asked != all[i - 1].asked) lines += printable(all[i].asked) + '\n';
    lines += fmt::format("  {:<10} {}", all[i].label, text_of(all[i]));
  }
  return lines;
}

std::string json_of(const std::vector<Shown>& all) {
  auto rows = nlohmann::ordered_json::array();
  for (const Shown& shown : all) {
    nlohmann::ordered_json row{{"asked", shown.asked}, {"store", shown.store}, {"state", shown.state}};
    if (!shown.person.id.empty()) row["person"] = shown.person.key;
    if (!shown.person.id.empty()) row["place"] = shown.person.place;
    if (shown.state == "photo") {
      row["bytes"] = shown.photo.size();
      row["sha256"] = store::sha256(shown.photo);
      row["jpeg"] = is_jpeg(shown.photo);
    }
    if (shown.size != Size{}) row["size"] = text(shown.size);
    if (!shown.file.empty()) row["file"] = shown.file;
    if (shown.error) row["detail"] = shown.error->detail;
    rows.push_back(std::move(row));
  }
  return indented(rows);
}

/// The gravest of what could not be shown.
int status_of(const std::vector<Shown>& all) {
  int status = all_done;
  for (const Shown& shown : all)
    if (shown.error) status = worse(status, shown.state == "failed" ? exit_status(shown.error->fault) : some_failed);
  return status;
}

int show(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  const auto stores = open_stores(*request);
  if (!stores) return complain(stores.error(), streams);
  const bool several = stores->size() > 1;
  const Viewer viewer(streams);
  std::vector<Shown> all;
  for (const std::string& key : given.people)
    for (const LabelledStore& store : *stores) all.push_back(viewer.look(store, key));
  if (!given.save.empty())
    if (auto saved = save(all, given.save, several); !saved) return complain(saved.error(), streams);
  if (request->json) {
    streams.out << json_of(all);
  } else if (several) {
    streams.out << side_by_side(all);
  } else {
    for (const Shown& shown : all) streams.out << text_of(shown);
  }
  return status_of(all);
}

}  // namespace

Action declare_show(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("PERSON", given->people, "whose photo; several may be named").required();
  parser.add("--save", given->save, "write the photos into this folder").value("DIR");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return show(*given, streams); };
}

}  // namespace headroom::cli
