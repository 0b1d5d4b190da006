#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.h"
#include "cli/parser.h"

namespace headroom::cli {

/// What was said about the options of some tables.
class GivenOptions {
 public:
  /// Adds `--config FILE` to a parser.
  void declare_config(Parser& parser);

  /// Adds a table to a parser, which fills this in; it must stay where it is until then. A name that an earlier table
  /// has is not added again: its texts are for both.
  template <class Table>
  void declare(const Table& options, Parser& parser) {
    declare_shapes(shapes_of(options), parser);
  }

  /// Those given on the command line.
  Texts texts() const;

  /// Those given anywhere: the command line wins over the environment, that over the configuration file.
  ///
  /// fails  as from_file
  Result<Texts> all_texts() const;

 private:
  void declare_shapes(const std::vector<OptionShape>& options, Parser& parser);

  std::vector<OptionShape> shapes_;
  std::string config_;
  Texts texts_;
  std::map<std::string_view, bool> flags_;
};

}  // namespace headroom::cli
