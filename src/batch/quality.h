#pragma once

#include "base/image.h"
#include "base/photo.h"
#include "batch/settings.h"

namespace headroom::batch {

/// Flags a head that is small, blurred, dark or overexposed, where the photo is cropped by a head, and takes the
/// photo's fingerprint. Whole numbers from the preview alone: the same for every number of jobs and outputs.
void judge_quality(const Image& preview, const Settings& settings, Outcome& outcome);

}  // namespace headroom::batch
