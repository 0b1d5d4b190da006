#include "cli/refresher.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/read_file.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

using delivery::Match;
using delivery::Step;
using delivery::When;

bool all_pixels(Size photo, Size wanted) { return photo.width >= wanted.width && photo.height >= wanted.height; }

Step settled_step(const Match& match, const Bytes& there, delivery::Action action, std::string reason) {
  Step step;
  step.file = match.offer.file;
  step.person = *match.person;
  step.action = action;
  step.before = store::sha256(there);
  step.after = action == delivery::Action::same ? step.before : "";
  step.reason = std::move(reason);
  return step;
}

/// A failure, which is not the same as nobody being there: it may pass with time.
Refreshed failed(Match match, const Error& error) {
  Step step;
  step.file = match.offer.file;
  step.person = *match.person;
  step.action = delivery::Action::skip;
  step.reason = error.detail;
  step.error = error;
  return {std::move(match), std::move(step)};
}

void remove_file(const std::filesystem::path& path) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
}

}  // namespace

Refresher::Refresher(store::PhotoStore& from, store::PhotoStore& to, const Counterparts& people,
                     const Thumbnails& thumbnails, const delivery::Pictures* pictures, When when, bool named)
    : from_(from), to_(to), people_(people), thumbnails_(thumbnails), pictures_(pictures), when_(when), named_(named) {}

Result<Bytes> Refresher::photo_of(const store::Person& person) const {
  const auto there = people_.of(person);
  if (!there) return Failure(there.error());
  auto photo = from_.get(*there);
  if (!photo) return Failure(photo.error());
  if (!*photo) return fail(Fault::no_such_user, fmt::format("there is no photo in {}", from_.traits().kind));
  return std::move(**photo);
}

Refreshed Refresher::has_none(Match match, const Error& error) const {
  match.left_out = !named_;
  match.error = error;
  return {std::move(match), std::nullopt};
}

bool Refresher::as_good(const Bytes& there, const Thumbnail& ours, const std::string& stem) const {
  if (pictures_ == nullptr) return false;
  const auto its = thumbnails_.make(there, stem + ".there");
  if (!its) return false;  // what cannot be decoded is not worth keeping
  remove_file(its->path);
  const auto picture = read_file(ours.path, to_.traits().most_bytes);
  if (!picture || !all_pixels(its->photo, thumbnails_.size())) return false;
  return pictures_->alike(there, *picture).value_or(false);
}

Refreshed Refresher::refresh(Match match) const {
  if (match.error || !match.person) return {std::move(match), std::nullopt};
  const store::Person& person = *match.person;
  const auto there = to_.get(person);
  if (!there) return failed(std::move(match), there.error());
  if (*there && when_ == When::missing) {
    auto step = settled_step(match, **there, delivery::Action::skip, "has a photo already");
    return {std::move(match), std::move(step)};
  }
  const auto photo = photo_of(person);
  if (!photo && photo.error().fault == Fault::no_such_user) return has_none(std::move(match), photo.error());
  if (!photo) return failed(std::move(match), photo.error());
  const std::string stem = store::sha256({reinterpret_cast<const std::uint8_t*>(person.id.data()), person.id.size()});
  auto thumbnail = thumbnails_.make(*photo, stem);
  if (!thumbnail) return failed(std::move(match), thumbnail.error());
  const Size size = thumbnails_.size();
  if (thumbnail->photo.width <= size.width || thumbnail->photo.height <= size.height) {
    remove_file(thumbnail->path);
    return has_none(std::move(match),
                    {Fault::not_fitting,
                     fmt::format("{} gives a photo of {} pixels, which is the directory's own: it holds no other",
                                 from_.traits().kind, text(thumbnail->photo)),
                     {}});
  }
  if (*there && when_ == When::different && as_good(**there, *thumbnail, stem)) {
    remove_file(thumbnail->path);
    auto step = settled_step(match, **there, delivery::Action::same, "shows the same picture, as large");
    return {std::move(match), std::move(step)};
  }
  match.offer.path = std::move(thumbnail->path);
  return {std::move(match), std::nullopt};
}

}  // namespace headroom::cli
