#pragma once

#include <optional>
#include <vector>

#include "batch/conversion.h"
#include "cli/convert_run.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_request.h"
#include "delivery/matching.h"

namespace headroom::cli {

/// The two halves of the command, as they were asked for.
struct RunRequest {
  ConvertRequest convert;
  DeliveryRequest delivery;
  bool doubtful = false;  // photos in which nobody was found are delivered, too
};

/// What goes into each store, said in a line.
///
/// fails  as what_goes_where
Result<std::vector<std::optional<Size>>> delivered_sizes(const std::vector<Destination>& stores,
                                                         const RunRequest& request, const Streams& streams);

/// Whose the outputs of one size are; the store is asked for its people.
///
/// fails  usage, unreadable: the lists of names; as the store's list
Result<std::vector<delivery::Match>> matches_of(const batch::Conversion& conversion, Size size,
                                                store::PhotoStore& store, const DeliveryRequest& request,
                                                const Streams& streams);

}  // namespace headroom::cli
