#include <fmt/format.h>
#include <fmt/ostream.h>

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/csv_row.h"
#include "base/folded.h"
#include "cli/at_once.h"
#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/indented.h"
#include "cli/interrupt.h"
#include "cli/open_stores.h"
#include "cli/parser.h"
#include "cli/people.h"
#include "cli/printable.h"
#include "store/folder.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

struct Given {
  std::string folder;
  bool missing = false;
  GivenOptions options;
};

struct Exported {
  std::string state = "not-reached";  // "photo", "none", "no-mailbox", "not-accessible", "failed"
  std::string file;
  std::string sum;
  std::size_t bytes = 0;
  std::optional<Error> error;
};

struct Totals {
  std::size_t people = 0, photos = 0, none = 0, failed = 0, left = 0;
};

/// All people of a store, their photos on the way into a folder.
class Export {
 public:
  /// folder  null: photos are looked at, and not written
  Export(store::PhotoStore& store, store::Folder* folder, delivery::Roster roster)
      : store_(store), folder_(folder), roster_(std::move(roster)), people_(roster_.people()), rows_(people_.size()) {
    std::multiset<std::string> stems;
    for (const auto& person : people_) stems.insert(folded(file_stem(person)));
    for (const auto& person : people_) {
      const std::string stem = file_stem(person);
      const bool alone = stems.count(folded(stem)) == 1;
      names_.push_back(alone ? stem + ".jpg" : fmt::format("{} {}.jpg", stem, person.id));
    }
  }

  void run(const DeliveryRequest& request, const Streams& streams) {
    std::optional<LiveLine> line;
    if (!request.quiet)
      line.emplace(streams.messages, streams.terminal, [this](LiveLine::Seconds) -> Look {
        const double total = static_cast<double>(std::max<std::size_t>(people_.size(), 1));
        return {fmt::format("{}/{} people", done_.load(), people_.size()), static_cast<double>(done_) / total};
      });
    at_once(people_.size(), store_.traits().people_at_once(), [this](std::size_t i) {
      if (!interrupted() && !disk_failed_) take(i);
      done_++;
    });
  }

  bool disk_failed() const { return disk_failed_; }
  const std::vector<store::Person>& people() const { return people_; }
  const std::vector<Exported>& rows() const { return rows_; }

 private:
  void take(std::size_t i) {
    Exported& row = rows_[i];
    const auto photo = store_.get(people_[i]);
    if (!photo && lacks_mailbox(store_.traits(), photo.error().fault)) {
      row.state = "no-mailbox";
      return;
    }
    if (!photo) return give_up(row, photo.error());
    row.state = *photo ? "photo" : "none";
    if (!*photo) return;
    row.bytes = (*photo)->size();
    row.sum = store::sha256(**photo);
    if (folder_ == nullptr) return;
    row.file = names_[i];
    if (auto put = folder_->put_quickly(names_[i], **photo); !put) {
      disk_failed_ = true;
      give_up(row, put.error());
    }
  }

  static void give_up(Exported& row, const Error& error) {
    row.state = error.fault == Fault::access_denied ? "not-accessible" : "failed";
    row.error = error;
  }

  store::PhotoStore& store_;
  store::Folder* folder_;
  const delivery::Roster roster_;
  const std::vector<store::Person>& people_;
  std::vector<Exported> rows_;
  std::vector<std::string> names_;
  std::atomic<std::size_t> done_{0};
  std::atomic<bool> disk_failed_{false};
};

std::string csv_of(const Export& all) {
  CsvRow header;
  for (const char* name : {"person", "name", "enabled", "state", "bytes", "sha256", "file", "detail"})
    header.text(name);
  std::string csv = header.line();
  for (std::size_t i = 0; i < all.rows().size(); i++) {
    const auto& person = all.people()[i];
    const auto& row = all.rows()[i];
    csv += CsvRow()
               .text(person.key)
               .text(person.name)
               .text(person.enabled ? "yes" : "no")
               .text(row.state)
               .number(static_cast<long long>(row.bytes))
               .text(row.sum)
               .text(row.file)
               .text(row.error ? row.error->detail : "")
               .line();
  }
  return csv;
}

Totals totals_of(const Export& all) {
  Totals totals;
  totals.people = all.rows().size();
  for (const auto& row : all.rows())
    (row.state == "photo"         ? totals.photos
     : row.state == "none"        ? totals.none
     : row.state == "no-mailbox"  ? totals.none
     : row.state == "not-reached" ? totals.left
                                  : totals.failed)++;
  return totals;
}

/// One store's part.
struct Part {
  std::string label;   // empty: it is the only store
  std::string folder;  // empty: none is written
  std::unique_ptr<Export> all;
};

nlohmann::ordered_json missing_json(const Export& all) {
  auto rows = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < all.rows().size(); i++) {
    const auto& person = all.people()[i];
    if (all.rows()[i].state == "none")
      rows.push_back({{"person", person.key}, {"name", person.name}, {"enabled", person.enabled}});
  }
  return rows;
}

/// Who has no photo: a line each, the key first; of several stores behind the store's name.
void list_missing(const std::vector<Part>& parts, bool json, const Streams& streams) {
  nlohmann::ordered_json answer;
  for (const Part& part : parts) {
    const auto rows = missing_json(*part.all);
    if (part.label.empty())
      answer = rows;
    else
      answer[part.label] = rows;
    for (std::size_t i = 0; !json && i < part.all->rows().size(); i++) {
      const auto& person = part.all->people()[i];
      if (part.all->rows()[i].state == "none")
        fmt::print(streams.out, "{}{}\n", part.label.empty() ? "" : part.label + "  ",
                   printable(person.key.empty() ? person.id : person.key));
    }
  }
  if (json) streams.out << indented(answer);
}

int status_of(const Export& all, const Totals& totals) {
  for (const auto& row : all.rows())
    if (row.error && row.state == "failed") return exit_status(row.error->fault);
  if (totals.left > 0) return interrupt_status() != 0 ? interrupt_status() : some_retriable;
  return totals.failed > 0 ? some_failed : all_done;
}

nlohmann::ordered_json json_of(const Totals& totals, const std::string& folder) {
  return {{"people", totals.people}, {"photos", totals.photos}, {"none", totals.none},
          {"failed", totals.failed}, {"left", totals.left},     {"out", folder}};
}

void say(const std::vector<Part>& parts, const DeliveryRequest& request, const Streams& streams) {
  nlohmann::ordered_json answer;
  for (const auto& [label, folder, all] : parts) {
    const Totals totals = totals_of(*all);
    if (label.empty())
      answer = json_of(totals, folder);
    else
      answer[label] = json_of(totals, folder);
    if (!request.json && !request.quiet)
      fmt::print(streams.out, "{}{} people: {} photos, {} without one, {} failed{}\nlook at {}\n",
                 label.empty() ? "" : label + ": ", totals.people, totals.photos, totals.none, totals.failed,
                 totals.left > 0 ? fmt::format(", {} not reached", totals.left) : "",
                 printable((std::filesystem::path(folder) / "export.csv").string()));
  }
  if (request.json) streams.out << indented(answer);
}

/// Everybody's photo out of one store; `part` says where they go.
Result<void> take_all(Part& part, store::PhotoStore& store, bool missing, const DeliveryRequest& request,
                      const Streams& streams) {
  std::unique_ptr<store::Folder> folder;
  if (!part.folder.empty()) {
    auto made = store::Folder::open(part.folder);
    if (!made) return Failure(made.error());
    folder = std::move(*made);
  }
  auto roster = roster_of(store, request, streams);
  if (!roster) return Failure(roster.error());
  part.all = std::make_unique<Export>(store, missing ? nullptr : folder.get(), std::move(*roster));
  part.all->run(request, streams);
  if (!folder) return {};
  const std::string csv = csv_of(*part.all);
  if (auto put = folder->put("export.csv", ByteView(reinterpret_cast<const Byte*>(csv.data()), csv.size())); !put)
    return put;
  return folder->settle();
}

int export_photos(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  if (given.folder.empty() && !given.missing)
    return complain({Fault::usage, "name the folder for the photos: headroom export DIR, or --missing", {}}, streams);
  const auto stores = open_stores(*request);
  if (!stores) return complain(stores.error(), streams);
  catch_interrupts();
  std::vector<Part> parts;
  int status = all_done;
  for (const LabelledStore& each : *stores) {
    Part& part = parts.emplace_back(Part{stores->size() > 1 ? each.label : "", given.folder, nullptr});
    if (!part.folder.empty() && !part.label.empty())
      part.folder = (std::filesystem::path(given.folder) / part.label).string();
    if (auto taken = take_all(part, each.store(), given.missing, *request, streams); !taken)
      return complain(taken.error(), streams);
    status = worse(status, status_of(*part.all, totals_of(*part.all)));
  }
  if (given.missing)
    list_missing(parts, request->json, streams);
  else
    say(parts, *request, streams);
  return status;
}

}  // namespace

Action declare_export(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("DIR", given->folder, "the folder for the photos and export.csv; made where it is missing");
  parser.add_flag("--missing", given->missing, "only say who has no photo, and write none");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return export_photos(*given, streams); };
}

}  // namespace headroom::cli
