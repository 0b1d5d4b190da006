#include "cli/option_parser.h"

#include <CLI/CLI.hpp>
#include <string>

namespace headroom::cli {

void GivenOptions::declare(std::span<const Option> options, CLI::App& app) {
  for (const Option& option : options) {
    const std::string name(option.name);
    if (option.kind == Kind::flag) {
      app.add_flag("--" + name + (name == "recursive" ? ",-r" : ""), flags_[option.name], option.help);
      continue;
    }
    app.add_option("--" + name, texts_[name], option.help)
        ->expected(1)
        ->allow_extra_args(false)  // else it would take the photos, too
        ->multi_option_policy(option.kind == Kind::list ? CLI::MultiOptionPolicy::TakeAll
                                                        : CLI::MultiOptionPolicy::TakeLast)
        ->type_name(std::string(option.value));
  }
}

Texts GivenOptions::texts() const {
  Texts given;
  for (const auto& [name, values] : texts_)
    if (!values.empty()) given[name] = values;
  for (const auto& [name, set] : flags_)
    if (set) given[std::string(name)] = {"true"};
  return given;
}

}  // namespace headroom::cli
