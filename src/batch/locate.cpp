#include <fmt/format.h>

#include <algorithm>

#include "base/turn.h"
#include "batch/frames.h"
#include "batch/quality.h"
#include "batch/steps.h"
#include "codec/sniff.h"
#include "codec/turned_source.h"
#include "crop/shrink_area.h"

namespace headroom::batch {
namespace {

/// Who the photo is of. A photo found to lie on its side is turned, with its preview.
Result<crop::Sighting> look_for_subject(std::unique_ptr<codec::PhotoSource>& source, Image& preview, const Tools& tools,
                                        Outcome& outcome) {
  if (tools.settings.cropper == Cropper::centre) return crop::Sighting{};
  auto sighting = tools.finder.find(preview, source->size(), search_for(tools.settings));
  if (!sighting) return sighting;
  outcome.redone_on_cpu |= sighting->redone_on_cpu;
  outcome.flags.raise(sighting->flags);
  outcome.subject = sighting->subject;
  outcome.quarter_turns = sighting->quarter_turns;
  if (const Orientation orientation = quarter_turns(sighting->quarter_turns); orientation != Orientation{}) {
    source = codec::turned_source(std::move(source), orientation);
    preview = turn(std::move(preview), orientation, source->size());
    outcome.size = source->size();
  }
  return sighting;
}

/// A frame per wanted output. What would have to be enlarged against the settings is left out, and noted.
std::vector<Frame> frames_for(Draft& draft, const crop::Sighting& sighting, const Settings& settings) {
  std::vector<Frame> frames;
  for (const auto& output : draft.wanted) {
    const Frame frame{output, crop_for(output, sighting, draft.outcome.size, settings)};
    if (settings.enlarge || !frame.enlarges()) {
      frames.push_back(frame);
      continue;
    }
    Output left_out{output.size, frame.crop, {}, 0, 0, {}};
    left_out.flags.raise(Flag::left_out);
    draft.outcome.outputs.push_back(left_out);
  }
  return frames;
}

bool any_output_exists(const Draft& draft) {
  if (!draft.before) return false;
  const auto& outputs = draft.before->outcome.outputs;
  return std::ranges::any_of(outputs, [](const Output& output) { return !output.path.empty(); });
}

}  // namespace

Result<Located> locate(Loaded& photo, const Tools& tools) {
  Draft& draft = photo.draft;
  auto source = tools.decoders.open(std::move(photo.bytes));
  if (!source) return Failure(source.error());
  draft.outcome.format = (*source)->format();
  draft.outcome.size = (*source)->size();
  if (!codec::extension_matches(draft.entry.file, draft.outcome.format))
    draft.outcome.flags.raise(Flag::wrong_extension);

  auto preview = (*source)->preview(preview_long_side);
  if (!preview) return Failure(preview.error());
  const auto sighting = look_for_subject(*source, *preview, tools, draft.outcome);
  if (!sighting) return Failure(sighting.error());
  *preview = crop::shrink_to(*preview, crop::fitted_long_side);
  judge_quality(*preview, tools.settings, draft.outcome);

  auto frames = frames_for(draft, *sighting, tools.settings);
  if (frames.empty() && !any_output_exists(draft))
    return fail(Fault::not_fitting, fmt::format("{} pixels are fewer than every output needs; allow enlarging or add a "
                                                "smaller size",
                                                text(draft.outcome.size)));
  return Located{{}, std::move(*source), std::move(*preview), std::move(frames)};
}

}  // namespace headroom::batch
