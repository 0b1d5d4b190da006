#pragma once

#include <optional>
#include <string>
#include <vector>

#include "batch/journal.h"
#include "batch/listing.h"
#include "batch/settings.h"
#include "store/folder.h"

namespace headroom::batch {

/// What is left to do for one photo.
struct Task {
  std::size_t entry = 0;           // place in the listing
  std::vector<OutputSpec> wanted;  // the outputs to make
  bool known = false;              // an earlier run made other outputs of this very photo
};

/// Compares the listing with the journal and the output folder.
///
/// Nothing is left to do for a photo that has not changed and whose outputs were made with the same settings and are
/// still there, nor for one that failed for good with the same settings, nor for one that the listing has an error for.
///
/// journal  may be absent: nothing has been done
/// folder   the output folder
/// fails    write_failed: the journal cannot be updated
Result<std::vector<Task>> plan(const std::vector<Entry>& entries, Journal* journal, const std::filesystem::path& folder,
                               const Settings& settings);

/// What the journal may keep of an earlier record besides `wanted`.
Record without(Record record, const std::vector<OutputSpec>& wanted);

/// The outcome of a photo under these settings, as a report shows it: of all outputs ever made those that are asked for
/// now, and the flags and status that follow from them. Nothing when one of those is still to be made.
///
/// duplicate_of  another photo of the run that shows the same picture; mostly empty
std::optional<Outcome> as_reported(const Record& record, const std::string& duplicate_of, const Settings& settings);

/// The outcome of a photo that the listing has an error for.
Outcome failed_in_listing(const Entry& entry);

}  // namespace headroom::batch
