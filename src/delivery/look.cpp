#include "delivery/look.h"

#include <fmt/format.h>

#include <array>

#include "base/read_file.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

constexpr std::array<Byte, 3> jpeg_start{0xff, 0xd8, 0xff};
constexpr std::size_t file_limit = 64 << 20;  // bytes; what a store takes is far less

Look given_up(Step step, Action action, Error error) {
  step.action = action;
  step.reason = error.detail;
  step.error = std::move(error);
  return {std::move(step), std::nullopt, {}};
}

Look given_up_by_store(Step step, Error error) {
  Look look = given_up(std::move(step), Action::skip, std::move(error));
  look.store_failed = true;
  return look;
}

Result<Bytes> picture_for(const store::Traits& traits, const std::filesystem::path& path) {
  auto bytes = read_file(path, file_limit);
  if (!bytes) return bytes;
  if (bytes->size() < jpeg_start.size() || !std::equal(jpeg_start.begin(), jpeg_start.end(), bytes->begin()))
    return fail(Fault::not_an_image, "is no JPEG; convert it with headroom convert");
  if (bytes->size() > traits.most_bytes)
    return fail(Fault::too_large, fmt::format("{} bytes, and {} takes {}; convert it with a --max-bytes limit",
                                              bytes->size(), traits.kind, traits.most_bytes));
  return bytes;
}

Action action_for(When when, const std::optional<Bytes>& there, const Step& step) {
  if (!there) return Action::create;
  if (when == When::missing) return Action::skip;
  return when == When::different && step.before == step.after ? Action::same : Action::replace;
}

}  // namespace

Look look_at(const Match& match, When when, store::PhotoStore& store) {
  Step step;
  step.file = match.offer.file;
  step.path = match.offer.path;
  if (match.person) step.person = *match.person;
  if (match.error) return given_up(std::move(step), match.left_out ? Action::skip : Action::no_match, *match.error);
  auto picture = picture_for(store.traits(), match.offer.path);
  if (!picture) return given_up(std::move(step), Action::skip, picture.error());
  auto there = store.get(step.person);
  if (!there) return given_up_by_store(std::move(step), there.error());
  step.bytes = static_cast<long long>(picture->size());
  step.after = store::sha256(*picture);
  if (*there) step.before = store::sha256(**there);
  step.action = action_for(when, *there, step);
  if (step.action == Action::skip) step.reason = "has a photo already";
  if (!changes(step.action)) picture->clear();
  return {std::move(step), std::move(*there), std::move(*picture)};
}

Look look_at_removal(const store::Person& person, store::PhotoStore& store) {
  Step step;
  step.person = person;
  auto there = store.get(person);
  if (!there) return given_up_by_store(std::move(step), there.error());
  step.action = *there ? Action::remove : Action::same;
  if (*there) step.before = store::sha256(**there);
  return {std::move(step), std::move(*there), {}};
}

}  // namespace headroom::delivery
