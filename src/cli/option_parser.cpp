#include "cli/option_parser.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>

namespace headroom::cli {

void GivenOptions::declare_config(CLI::App& app) {
  app.add_option("--config", config_, "a TOML file with these options; the command line and HEADROOM_* win over it")
      ->type_name("FILE")
      ->envname("HEADROOM_CONFIG");
}

void GivenOptions::declare_shapes(const std::vector<OptionShape>& options, CLI::App& app) {
  for (const OptionShape& option : options) {
    const std::string name(option.name);
    if (std::ranges::find(shapes_, option.name, &OptionShape::name) != shapes_.end()) continue;
    shapes_.push_back(option);
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

Result<Texts> GivenOptions::all_texts() const {
  Texts all = from_environment(shapes_);
  if (!config_.empty()) {
    auto file = from_file(config_);
    if (!file) return file;
    all.merge(*file);  // what the environment said stays
  }
  for (const auto& [name, values] : texts()) all[name] = values;
  return all;
}

}  // namespace headroom::cli
