#include "cli/option_parser.h"

#include <algorithm>
#include <string>

namespace headroom::cli {

void GivenOptions::declare_config(Parser& parser) {
  parser.add("--config", config_, "a TOML file with these options; the command line and HEADROOM_* win over it")
      .value("FILE")
      .environment("HEADROOM_CONFIG");
}

void GivenOptions::declare_shapes(const std::vector<OptionShape>& options, Parser& parser) {
  for (const OptionShape& option : options) {
    const std::string name(option.name);
    if (std::ranges::find(shapes_, option.name, &OptionShape::name) != shapes_.end()) continue;
    shapes_.push_back(option);
    if (option.kind == Kind::flag) {
      parser.add_flag("--" + name + (name == "recursive" ? ",-r" : ""), flags_[option.name], option.help);
      continue;
    }
    auto added = parser.add("--" + name, texts_[name], option.help).value(option.value);
    if (option.kind == Kind::value) added.last_holds();
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
