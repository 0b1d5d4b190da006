#include "batch/looks.h"

namespace headroom::batch {
namespace {

/// One step: what it makes takes the draft over.
template <class Made, class Taken>
Result<Made> step(Result<Made> (*work)(Taken&, const Tools&), Taken& taken, const Tools& tools) {
  Result<Made> made = work(taken, tools);
  if (made) made->draft = std::move(taken.draft);
  return made;
}

}  // namespace

Result<Looks> render_looks(const std::filesystem::path& photo, const std::vector<OutputSpec>& wanted,
                           const Tools& tools) {
  Draft draft;
  draft.entry.file = photo.filename();
  draft.entry.path = photo;
  draft.outcome.file = draft.entry.file;
  draft.wanted = wanted;
  auto loaded = read(draft, tools);
  if (!loaded) return Failure(loaded.error());
  loaded->draft = std::move(draft);
  auto cropped = step(locate_and_decode, *loaded, tools);
  if (!cropped) return Failure(cropped.error());
  auto rendered = step(render, *cropped, tools);
  if (!rendered) return Failure(rendered.error());
  auto encoded = step(encode, *rendered, tools);
  if (!encoded) return Failure(encoded.error());
  return Looks{std::move(encoded->draft.outcome), std::move(encoded->jpegs)};
}

}  // namespace headroom::batch
