#pragma once

#include "base/result.h"
#include "cli/delivery_request.h"

namespace headroom::cli {

// What connecting to a store needs besides the options themselves: secrets from where they are, and what follows from
// other options. This process is made private first, and no secret stays in the environment. Once done, done: a second
// call changes nothing.

/// fails  usage: no server, no password, no account ...
Result<void> complete_directory(DeliveryRequest& request);

/// fails  usage: no tenant, no application, no certificate or secret ...: each in a sentence
Result<void> complete_microsoft_365(DeliveryRequest& request);

/// The directory whose people have the mailboxes, too.
///
/// fails  usage: as complete_directory; no address, no account ...
Result<void> complete_exchange(DeliveryRequest& request);

/// All that a store needs.
///
/// to  "ad"
Result<void> complete(DeliveryRequest& request, const std::string& to);

}  // namespace headroom::cli
