#include "cli/commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <ostream>

#include "cli/printable.h"

namespace headroom::cli {
namespace {

constexpr std::array commands{
    Command{"convert", "turn photos into square profile pictures", declare_convert},
    Command{"filters", "show one photo in every look", declare_filters},
    Command{"score", "measure croppers on labelled photos", declare_score},
    Command{"devices", "list what can run kernels", declare_devices},
};

}  // namespace

int run(const std::vector<std::string>& arguments, const Streams& streams) {
  CLI::App app("headroom: folders of staff photos become well-framed profile pictures", "headroom");
  app.set_version_flag("--version", "headroom " HEADROOM_VERSION);
  app.require_subcommand(1);
  std::vector<std::pair<CLI::App*, Action>> actions;
  for (const Command& command : commands) {
    CLI::App* parser = app.add_subcommand(std::string(command.name), std::string(command.help));
    actions.emplace_back(parser, command.declare(*parser));
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them last first
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error, streams.out, streams.messages);  // help, version
    streams.messages << "headroom: " << printable(error.what()) << "; see headroom --help, headroom convert --help\n";
    return usage_error;
  }
  for (const auto& [parser, action] : actions)
    if (parser->parsed()) return action(streams);
  return usage_error;
}

}  // namespace headroom::cli
