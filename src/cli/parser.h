#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace headroom::cli {

/// What the parser of one command shall take. CLI11 is behind it, whose headers take longer to compile than a command.
class Parser {
 public:
  /// What was added, for what else there is to say of it.
  class Added {
   public:
    explicit Added(CLI::Option& option) : option_(option) {}

    Added& required();

    /// How a value looks, for the help.
    Added& value(std::string_view text);

    /// A variable of the environment that stands for it.
    Added& environment(const char* name);

    /// Another number is refused.
    Added& within(int smallest, int largest);

    /// Of several, the last one holds; otherwise all do.
    Added& last_holds();

   private:
    CLI::Option& option_;
  };

  /// The app must outlive it.
  explicit Parser(CLI::App& app) : app_(app) {}

  /// Options begin with "--", what goes by its place does not. The variables are filled in when the command line is
  /// parsed, and must stay where they are until then.
  Added add(std::string_view name, std::string& text, std::string_view help);
  Added add(std::string_view name, int& number, std::string_view help);
  /// An option may be repeated, and takes one text each time; what goes by its place takes all there are.
  Added add(std::string_view name, std::vector<std::string>& texts, std::string_view help);
  Added add_flag(std::string_view name, bool& given, std::string_view help);

 private:
  CLI::App& app_;
};

}  // namespace headroom::cli
