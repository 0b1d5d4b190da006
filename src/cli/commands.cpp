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
    Command{"run", "convert photos and deliver them as they come", declare_run},
    Command{"filters", "show one photo in every look", declare_filters},
    Command{"score", "measure croppers on labelled photos", declare_score},
    Command{"upload", "deliver finished pictures, a batch, or one person's photo", declare_upload},
    Command{"show", "what a store holds for somebody", declare_show},
    Command{"export", "save everybody's photo, or say who has none", declare_export},
    Command{"remove", "take people's photos away", declare_remove},
    Command{"restore", "undo a delivery: bring earlier photos back", declare_restore},
    Command{"status", "deliveries so far, and what is unfinished", declare_status},
    Command{"doctor", "try connection, login and rights, and say what to mend", declare_doctor},
    Command{"batch", "split finished pictures into batches for a directory team", declare_batch},
    Command{"devices", "list what can run kernels", declare_devices},
};

/// A password on the command line is seen by everybody on the machine, and kept by the shell.
bool is_password(const std::string& argument) {
  return argument == "--password" || argument.starts_with("--password=");
}

std::string help_hint(const std::vector<std::string>& arguments) {
  const auto known = std::ranges::find_if(
      commands, [&](const Command& command) { return !arguments.empty() && command.name == arguments.front(); });
  return known == commands.end() ? "see headroom --help" : "see headroom " + std::string(known->name) + " --help";
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Streams& streams) {
  if (std::ranges::any_of(arguments, is_password)) {
    streams.messages << "headroom: there is no --password: everybody on this machine can read command lines. Use "
                        "--password-file, --password-command, --credential or HEADROOM_PASSWORD, and think about a "
                        "new password\n";
    return usage_error;
  }
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
    streams.messages << "headroom: " << printable(error.what()) << "; " << help_hint(arguments) << '\n';
    return usage_error;
  }
  for (const auto& [parser, action] : actions)
    if (parser->parsed()) return action(streams);
  return usage_error;
}

}  // namespace headroom::cli
