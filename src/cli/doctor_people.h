#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/checks.h"
#include "cli/delivery_request.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// By what a store's people are matched with files: "sAMAccountName".
std::string key_name(const DeliveryRequest& request, std::string_view to);

/// Asks a store for everybody.
///
/// to       "ad"
/// returns  empty: nobody, or no answer; then nothing more can be tried
std::vector<store::Person> check_people(store::PhotoStore& store, const DeliveryRequest& request, std::string_view to,
                                        Checks& checks);

/// How many of a directory's people are found in Microsoft 365, and who is not.
///
/// key  by which property
void check_overlap(const std::vector<store::Person>& directory, const std::vector<store::Person>& tenant,
                   std::string_view key, Checks& checks);

/// What kind of place this is, and what goes where in which order.
///
/// stores  those that can be delivered to, in order: "exchange", "m365", "ad"
std::string way_of_photos(const std::vector<std::string>& stores);

}  // namespace headroom::cli
