#pragma once

#include <vector>

#include "cli/delivery_flow.h"

namespace headroom::cli {

/// Delivers into one store, as --yes, --confirm and a question say.
///
/// command  "upload", for the journal
/// fails    as DeliverySession::begin
Result<DeliveryResult> deliver_into(std::string_view command, DeliverySession& session,
                                    std::vector<delivery::Match> matches, const DeliveryRequest& request,
                                    const Streams& streams);

/// Delivers into one store after the other: all of the first, then the next. Nobody's photo goes into a store before
/// it is settled in those before: it is there, or will never be.
///
/// matches  for each session
/// fails    as deliver_into, for the first store; those of others are in their results
Result<std::vector<DeliveryResult>> deliver_in_turn(std::string_view command, const Sessions& sessions,
                                                    std::vector<std::vector<delivery::Match>> matches,
                                                    const DeliveryRequest& request, const Streams& streams);

}  // namespace headroom::cli
