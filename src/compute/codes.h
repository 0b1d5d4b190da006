#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace headroom::compute {

/// OpenCL's name of an error code: -5 is "CL_OUT_OF_RESOURCES"; "error -9999" for codes without one.
std::string error_name(int code);

/// A device_failed: "could not <what>: CL_OUT_OF_RESOURCES".
Failure device_failure(std::string_view what, int code);

}  // namespace headroom::compute
