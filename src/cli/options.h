#pragma once

#include <span>
#include <string>

#include "batch/settings.h"
#include "cli/option.h"

namespace headroom::cli {

/// The settings of a conversion and how to talk about it.
struct ConvertRequest {
  batch::Settings settings;
  std::string face_model;  // a file; empty: the one installed, "none": do without
  bool in_process = false;
  bool quiet = false;
  bool json = false;
};

using Option = OptionFor<ConvertRequest>;

/// The options of `convert`.
std::span<const Option> convert_options();

}  // namespace headroom::cli
