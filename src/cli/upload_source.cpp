#include "cli/upload_source.h"

#include <fmt/format.h>

#include <utility>

#include "cli/delivery_flow.h"
#include "cli/people.h"
#include "cli/picture_size.h"
#include "cli/single_picture.h"
#include "cli/write_file.h"
#include "delivery/batches.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;
using delivery::Match;

/// Without a '/' at its end, and with a name even where it is ".".
fs::path plain(const fs::path& path) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

Result<void> check(const UploadWish& wish, bool batch) {
  std::error_code error;
  const bool folder = fs::is_directory(wish.path, error);
  if (!folder && !fs::exists(wish.path, error))
    return fail(Fault::usage, fmt::format("{}: no such file or folder", wish.path.string()));
  if (!wish.person.empty() && folder)
    return fail(Fault::usage, "--person is for one photo; files of a folder say in their names whose they are");
  if (wish.person.empty() && !folder && !batch)
    return fail(Fault::usage, fmt::format("{}: say whose photo it is: --person NAME", wish.path.string()));
  return {};
}

/// The sizes of the pictures that make_picture makes.
std::vector<Size> made_for(const std::vector<Destination>& stores) {
  std::vector<Size> sizes;
  sizes.reserve(stores.size());
  for (const Destination& store : stores) sizes.push_back(picture_size(store.traits));
  return sizes;
}

bool is_about_them(Fault fault) { return fault == Fault::no_such_user || fault == Fault::several_users; }

}  // namespace

Result<UploadSource> UploadSource::open(UploadWish wish, bool write) {
  UploadSource source(std::move(wish));
  source.batch_ = source.wish_.person.empty() && delivery::is_batch(source.wish_.path);
  if (auto checked = check(source.wish_, source.batch_); !checked) return Failure(checked.error());
  if (!write || source.single() || source.batch_) return source;
  auto folder = store::Folder::open(source.wish_.path);
  if (!folder) return Failure(folder.error());
  source.folder_ = std::move(*folder);
  return source;
}

Result<std::vector<std::optional<Size>>> UploadSource::sizes(const std::vector<Destination>& stores,
                                                             const DeliveryRequest& request,
                                                             const Streams& streams) const {
  const bool several = stores.size() > 1;
  if (several && (batch_ || wish_.size))
    return fail(Fault::usage, fmt::format("{} of one size, and each of several stores takes what suits it: name one "
                                          "store",
                                          batch_ ? "a batch has pictures" : "--pictures chooses those"));
  if (batch_) return std::vector<std::optional<Size>>{Size{}};
  if (wish_.size) return std::vector<std::optional<Size>>{*wish_.size};
  const auto outputs = single() ? Result<std::vector<Size>>(made_for(stores)) : output_sizes(wish_.path);
  if (!outputs) return Failure(outputs.error());
  auto sizes = what_goes_where(stores, *outputs);
  if (sizes) say_where(stores, *sizes, *outputs, request, streams);
  return sizes;
}

Result<fs::path> UploadSource::new_scratch(const DeliveryRequest& request) {
  const auto state = state_folder(request);
  if (!state) return Failure(state.error());
  auto scratch = ScratchFolder::make(*state);
  if (!scratch) return Failure(scratch.error());
  scratch_.push_back(std::move(*scratch));
  return scratch_.back()->path();
}

Result<std::vector<Match>> UploadSource::matches(store::PhotoStore& store, Size size, const DeliveryRequest& request,
                                                 const Streams& streams) {
  auto rule = name_rule(request);
  if (!rule) return Failure(rule.error());
  if (single()) return photo_of_person(store, *rule, request, streams);
  std::vector<delivery::Offer> offers;
  if (batch_) {
    const auto scratch = new_scratch(request);
    if (!scratch) return Failure(scratch.error());
    auto content = delivery::read_batch(wish_.path, *scratch);
    if (!content) return Failure(content.error());
    offers = std::move(content->offers);
    rule->listed = std::move(content->listed);  // of this batch, and nothing else
  } else {
    auto found = delivery::offers_in(wish_.path, size);
    if (!found) return Failure(found.error());
    offers = std::move(*found);
  }
  const auto roster = roster_of(store, request, streams);
  if (!roster) return Failure(roster.error());
  say_unknown_keys(*rule, *roster, streams);
  return delivery::match(offers, *roster, *rule);
}

Result<std::vector<Match>> UploadSource::photo_of_person(store::PhotoStore& store, const delivery::NameRule& rule,
                                                         const DeliveryRequest& request, const Streams& streams) {
  Match match;
  match.offer.file = wish_.path.filename().string();
  auto person = find_person(store, wish_.person);
  if (!person && (request.to.size() == 1 || !is_about_them(person.error().fault))) return Failure(person.error());
  if (!person) {  // the other stores may know them
    match.key = wish_.person;
    match.error = person.error();
    return std::vector<Match>{std::move(match)};
  }
  match.key = person->key;
  match.person = std::move(*person);
  leave_out(match, rule);
  if (match.error) return std::vector<Match>{std::move(match)};
  const auto scratch = new_scratch(request);
  if (!scratch) return Failure(scratch.error());
  auto picture = make_picture(wish_.path, store.traits(), wish_.conversion, *scratch, streams);
  if (!picture) return fail(picture.error().fault, match.offer.file + ": " + picture.error().detail);
  match.offer.path = std::move(*picture);
  return std::vector<Match>{std::move(match)};
}

Result<fs::path> UploadSource::write_report(const std::string& csv) const {
  if (single()) return fs::path();
  const fs::path path = plain(wish_.path);
  // A batch with one file more is a batch no more.
  const fs::path report =
      batch_ ? path.parent_path() / (path.stem().string() + ".delivery.csv") : path / "delivery.csv";
  if (auto written = write_file(report, csv); !written) return Failure(written.error());
  return report;
}

}  // namespace headroom::cli
