#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "cli/delivery_options.h"

// Options whose text is taken as it stands, into some part of a request.
namespace headroom::cli {

template <class Part>
DeliveryOption text_option(std::string_view name, std::string_view value, std::string help, Part DeliveryRequest::*part,
                           std::string Part::*field) {
  return {name, Kind::value, value, std::move(help),
          [part, field](DeliveryRequest& request, const std::vector<std::string>& texts) -> Result<void> {
            request.*part.*field = texts.back();
            return {};
          }};
}

}  // namespace headroom::cli
