#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "batch/settings.h"

namespace headroom::cli {

/// The settings of a conversion and how to talk about it.
struct ConvertRequest {
  batch::Settings settings;
  std::string face_model;  // a file; empty: the one installed, "none": do without
  bool in_process = false;
  bool quiet = false;
  bool json = false;
};

enum class Kind { flag, value, list };

/// One option of `convert`: the command line, the environment (HEADROOM_<NAME>) and the configuration file all come
/// from this table, and so do the help and the table in the README.
struct Option {
  std::string_view name;  // "max-bytes"
  Kind kind;
  std::string_view value;  // how the value looks, for the help: "WxH=N"
  std::string help;
  /// Takes the texts given; a flag gets "true" or "false".
  std::function<Result<void>(ConvertRequest& request, const std::vector<std::string>& texts)> apply;
};

std::span<const Option> convert_options();

/// Option name -> texts.
using Texts = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What the environment says: HEADROOM_MAX_BYTES and so on; lists are separated by commas.
Texts from_environment();

/// What the configuration file says: TOML, one key per option; lists are arrays.
///
/// fails  usage: the file cannot be read, is not TOML, or has a key that is no option
Result<Texts> from_file(const std::filesystem::path& file);

/// Puts `texts` into the request, option by option.
///
/// fails  usage: a text that does not fit its option, in a sentence
Result<void> take(const Texts& texts, ConvertRequest& request);

}  // namespace headroom::cli
