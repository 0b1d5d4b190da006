#include "cli/parser.h"

#include <CLI/CLI.hpp>

namespace headroom::cli {

Parser::Added& Parser::Added::required() {
  option_.required();
  return *this;
}

Parser::Added& Parser::Added::value(std::string_view text) {
  option_.type_name(std::string(text));
  return *this;
}

Parser::Added& Parser::Added::environment(const char* name) {
  option_.envname(name);
  return *this;
}

Parser::Added& Parser::Added::within(int smallest, int largest) {
  option_.check(CLI::Range(smallest, largest));
  return *this;
}

Parser::Added& Parser::Added::last_holds() {
  option_.multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return *this;
}

Parser::Added Parser::add(std::string_view name, std::string& text, std::string_view help) {
  return Added(*app_.add_option(std::string(name), text, std::string(help)));
}

Parser::Added Parser::add(std::string_view name, int& number, std::string_view help) {
  return Added(*app_.add_option(std::string(name), number, std::string(help)));
}

Parser::Added Parser::add(std::string_view name, std::vector<std::string>& texts, std::string_view help) {
  CLI::Option& option = *app_.add_option(std::string(name), texts, std::string(help));
  if (name.starts_with("--"))
    option.expected(1)
        ->allow_extra_args(false)  // else it would take the photos, too
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return Added(option);
}

Parser::Added Parser::add_flag(std::string_view name, bool& given, std::string_view help) {
  return Added(*app_.add_flag(std::string(name), given, std::string(help)));
}

}  // namespace headroom::cli
