#include "batch/quality.h"

#include "batch/steps.h"
#include "crop/fingerprint.h"
#include "crop/sharpness.h"
#include "filter/exposure.h"

namespace headroom::batch {
namespace {

// Measured on labelled photos: bench/README.md, "Quality flags".
constexpr double least_head_height = 96;  // photo pixels: the side of the smallest usual output
constexpr int least_sharpness = 480;      // thousandths
constexpr int least_light = 115;          // level of the lightest fiftieth of a face
constexpr int burnt_out = 250;            // level that a tenth of a face lies above

}  // namespace

void judge_quality(const Image& preview, const Settings& settings, Outcome& outcome) {
  outcome.fingerprint = crop::fingerprint(preview.luma);
  if (!trusted(outcome.subject, settings)) return;
  const Box& head = outcome.subject.head;
  if (head.height < least_head_height) outcome.flags.raise(Flag::small_head);
  if (const auto sharpness = crop::sharpness(preview.luma, head); sharpness && *sharpness < least_sharpness)
    outcome.flags.raise(Flag::blurred);
  const auto exposure = filter::measure_exposure(preview.luma, head);
  if (exposure.known && exposure.brightest < least_light) outcome.flags.raise(Flag::dark);
  if (exposure.known && exposure.bright >= burnt_out) outcome.flags.raise(Flag::overexposed);
}

}  // namespace headroom::batch
