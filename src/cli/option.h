#pragma once

#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headroom::cli {

enum class Kind { flag, value, list };

/// How an option is written, whatever it is for.
struct OptionShape {
  std::string_view name;  // "max-bytes"
  Kind kind;
  std::string_view value;  // how the value looks, for the help: "WxH=N"
  std::string help;
};

/// One option that sets something in a request. Command line, environment (HEADROOM_<NAME>) and configuration file all
/// come from tables of these, and so do the help and the tables in the README.
template <class Request>
struct OptionFor {
  std::string_view name;
  Kind kind;
  std::string_view value;
  std::string help;
  /// Takes the texts given; a flag gets "true" or "false".
  std::function<Result<void>(Request& request, const std::vector<std::string>& texts)> apply;
};

template <class Table>
std::vector<OptionShape> shapes_of(const Table& options) {
  std::vector<OptionShape> shapes;
  shapes.reserve(std::size(options));
  for (const auto& option : options) shapes.push_back({option.name, option.kind, option.value, option.help});
  return shapes;
}

/// Option name -> texts.
using Texts = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What the environment says: HEADROOM_MAX_BYTES and so on; lists are separated by commas.
Texts from_environment(std::span<const OptionShape> options);

/// What the configuration file says: TOML, one key per option; lists are arrays. Options of other commands may stand in
/// it, too, so that one file serves them all.
///
/// fails  usage: the file cannot be read, is not TOML, or has a key that is no option
Result<Texts> from_file(const std::filesystem::path& file);

/// An error that begins with the option's name.
Failure wrong_option(std::string_view option, const Error& error);

/// Puts `texts` into the request, option by option, in the order of the table; texts of other options are passed over.
///
/// fails  usage: a text that does not fit its option, in a sentence
template <class Table, class Request>
Result<void> take(const Texts& texts, const Table& options, Request& request) {
  for (const auto& option : options) {
    const auto given = texts.find(option.name);
    if (given == texts.end() || given->second.empty()) continue;
    if (auto applied = option.apply(request, given->second); !applied)
      return wrong_option(option.name, applied.error());
  }
  return {};
}

}  // namespace headroom::cli
