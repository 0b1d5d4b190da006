#pragma once

#include <span>
#include <vector>

#include "cli/delivery_request.h"
#include "cli/option.h"

namespace headroom::cli {

using DeliveryOption = OptionFor<DeliveryRequest>;
using DeliveryTable = std::vector<DeliveryOption>;

/// How to reach a store; every command that needs one has all of these: --to, those of each store, and those of all.
const DeliveryTable& connection_options();
const DeliveryTable& directory_options();
const DeliveryTable& microsoft_365_options();
const DeliveryTable& exchange_options();

/// How files and people come together.
const DeliveryTable& naming_options();

/// Who gets no photo.
const DeliveryTable& exception_options();

/// What `upload` does with those who have come together.
const DeliveryTable& upload_options();

/// How far a command that changes photos may go.
const DeliveryTable& change_options();

/// What is said about it.
const DeliveryTable& output_options();

/// All of them.
const DeliveryTable& delivery_options();

}  // namespace headroom::cli
