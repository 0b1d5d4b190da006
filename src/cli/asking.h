#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/delivery_request.h"
#include "cli/planning.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// A command that changes photos asks first, or was told not to.
///
/// fails  usage: nobody is there to ask and --yes was not said, or --yes and --confirm were
Result<void> check_asking(const DeliveryRequest& request, const Streams& streams);

/// Asks once, about everything.
///
/// what  a sentence without its full stop
bool agreed_to(std::string_view what, const Streams& streams);

/// What was answered for each planned step; those that change nothing are always true.
struct Agreed {
  std::vector<bool> steps;
  bool any = false;  // there is something to do
};

/// Asks for each change (--confirm) or for all of them at once; asks nothing where nothing would change, or with --yes.
Agreed ask(const std::vector<Planned>& planned, const DeliveryRequest& request, store::PhotoStore& store,
           const Streams& streams);

}  // namespace headroom::cli
