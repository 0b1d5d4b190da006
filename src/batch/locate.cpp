#include <fmt/format.h>

#include <algorithm>

#include "batch/quality.h"
#include "batch/steps.h"
#include "codec/sniff.h"
#include "crop/framing.h"
#include "crop/skin_finder.h"
#include "crop/skin_on_device.h"

namespace headroom::batch {
namespace {

/// Looks for the person in the photo and flags what a person should know about the answer.
Subject find_subject(const Image& preview, const Tools& tools, Outcome& outcome) {
  if (preview.grey()) outcome.flags.raise(Flag::grey);
  if (tools.settings.cropper == Cropper::centre) return {};

  const auto map = crop::make_skin_map(preview, tools.backend);
  outcome.redone_on_cpu |= map.redone_on_cpu;
  const auto found = crop::find_by_skin(map.value, preview);
  if (found.grey) outcome.flags.raise(Flag::grey);
  if (found.several_people) outcome.flags.raise(Flag::several_people);
  if (!found.subject.found()) outcome.flags.raise(Flag::no_subject);
  return found.subject;
}

/// Where the head is, if that is sure enough to crop by.
const Box* trusted_head(const Settings& settings, Outcome& outcome) {
  const Subject& subject = outcome.subject;
  if (!subject.found()) return nullptr;
  if (trusted(subject, settings)) return &subject.head;
  outcome.flags.raise(Flag::low_confidence);
  return nullptr;
}

Rect crop_for(const OutputSpec& output, const Box* head, Size photo, const Settings& settings) {
  const auto anchor = head == nullptr ? crop::Anchor::middle : crop::Anchor::head;
  Rect square = crop::centre_square(photo);
  if (head != nullptr && settings.cropper == Cropper::aligned) square = crop::aligned_square(*head, photo);
  if (head != nullptr && settings.cropper != Cropper::aligned)
    square = crop::square_around(*head, photo, crop_side(settings, output), settings.margin);
  return crop::grown_to_aspect(square, photo, output.size, anchor);
}

/// A frame per wanted output. What would have to be enlarged against the settings is left out, and noted.
std::vector<Frame> frames_for(Draft& draft, const Settings& settings) {
  const Box* head = trusted_head(settings, draft.outcome);
  std::vector<Frame> frames;
  for (const auto& output : draft.wanted) {
    const Frame frame{output, crop_for(output, head, draft.outcome.size, settings)};
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
  draft.outcome.subject = find_subject(*preview, tools, draft.outcome);
  judge_quality(*preview, tools.settings, draft.outcome);

  auto frames = frames_for(draft, tools.settings);
  if (frames.empty() && !any_output_exists(draft))
    return fail(Fault::not_fitting, fmt::format("{} pixels are fewer than every output needs; allow enlarging or add a "
                                                "smaller size",
                                                text(draft.outcome.size)));
  return Located{{}, std::move(*source), std::move(*preview), std::move(frames)};
}

}  // namespace headroom::batch
