#include "cli/commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <ostream>

#include "cli/parser.h"
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
    Command{"refresh-thumbnails", "make the directory's small photos out of those that mailboxes hold",
            declare_refresh_thumbnails},
    Command{"status", "deliveries so far, and what is unfinished", declare_status},
    Command{"doctor", "try connection, login and rights, and say what to mend", declare_doctor},
    Command{"batch", "split finished pictures into batches for a directory team", declare_batch},
    Command{"devices", "list what can run kernels", declare_devices},
};

/// Options that somebody may hope for and that do not exist: a secret on the command line is seen by everybody on the
/// machine, and kept by the shell.
struct SecretOption {
  std::string_view name, others;
};
constexpr std::array secret_options{
    SecretOption{"--password", "--password-file, --password-command, --credential or HEADROOM_PASSWORD"},
    SecretOption{"--client-secret",
                 "--client-secret-file, --client-secret-command, --client-secret-credential or HEADROOM_CLIENT_SECRET"},
    SecretOption{"--exchange-password",
                 "--exchange-password-file, --exchange-password-command, --exchange-password-credential or "
                 "HEADROOM_EXCHANGE_PASSWORD"},
};

bool names(const std::string& argument, const SecretOption& option) {
  return argument.substr(0, argument.find('=')) == option.name;
}

std::string help_hint(const std::vector<std::string>& arguments) {
  const auto* const known = std::ranges::find_if(
      commands, [&](const Command& command) { return !arguments.empty() && command.name == arguments.front(); });
  return known == commands.end() ? "see headroom --help" : "see headroom " + std::string(known->name) + " --help";
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Streams& streams) {
  for (const SecretOption& option : secret_options) {
    if (std::ranges::none_of(arguments, [&](const std::string& argument) { return names(argument, option); })) continue;
    streams.messages << "headroom: there is no " << option.name
                     << ": everybody on this machine can read command lines. Use " << option.others
                     << ", and think about a new " << (option.name == "--client-secret" ? "secret" : "password")
                     << '\n';
    return usage_error;
  }
  CLI::App app("headroom: folders of staff photos become well-framed profile pictures", "headroom");
  app.set_version_flag("--version", "headroom " HEADROOM_VERSION);
  app.require_subcommand(1);
  std::vector<std::pair<CLI::App*, Action>> actions;
  for (const Command& command : commands) {
    CLI::App* parser = app.add_subcommand(std::string(command.name), std::string(command.help));
    Parser of_command(*parser);
    actions.emplace_back(parser, command.declare(of_command));
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
