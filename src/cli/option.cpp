#include "cli/option.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace headroom::cli {
namespace {

std::string environment_name(std::string_view option) {
  std::string variable = "HEADROOM_";
  for (const char letter : option)
    variable += letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return variable;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

Texts from_environment(std::span<const OptionShape> options) {
  Texts texts;
  for (const OptionShape& option : options) {
    const char* value = std::getenv(environment_name(option.name).c_str());
    if (value == nullptr || *value == '\0') continue;
    texts[std::string(option.name)] =
        option.kind == Kind::list ? split_at_commas(value) : std::vector<std::string>{value};
  }
  return texts;
}

Failure wrong_option(std::string_view option, const Error& error) {
  return fail(Fault::usage, fmt::format("--{}: {}", option, error.detail));
}

}  // namespace headroom::cli
