#pragma once

#include "batch/settings.h"
#include "crop/subject_finder.h"

namespace headroom::batch {

/// How the settings want the person looked for.
crop::Search search_for(const Settings& settings);

/// The crop of one output: around the head where it is trusted, otherwise the short side, slid to what is salient.
///
/// photo    its size, as turned
/// returns  pixels of the photo as turned
Rect crop_for(const OutputSpec& output, const crop::Sighting& sighting, Size photo, const Settings& settings);

}  // namespace headroom::batch
