#pragma once

#include <map>
#include <span>
#include <string_view>

#include "cli/options.h"

namespace CLI {
class App;
}

namespace headroom::cli {

/// What the command line said about options of the table.
class GivenOptions {
 public:
  /// Adds them to a parser, which fills this in; it must stay where it is until then.
  void declare(std::span<const Option> options, CLI::App& app);

  /// Those that were given.
  Texts texts() const;

 private:
  Texts texts_;
  std::map<std::string_view, bool> flags_;
};

}  // namespace headroom::cli
