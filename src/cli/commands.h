#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace headroom::cli {

/// Where a command writes: what was asked for, and what is said about it.
struct Streams {
  std::ostream& out;
  std::ostream& messages;
  bool terminal = false;  // messages go to a terminal that redraws lines
  /// This very program, for decoder processes; empty where it is another one (tests): then photos are decoded in it.
  std::filesystem::path program{};
  /// What is typed at the terminal; null: nobody is there to ask.
  std::istream* answers = nullptr;
};

/// The exit statuses of src/README.md.
enum Exit : int {
  all_done = 0,
  internal_error = 1,
  usage_error = 2,
  some_failed = 3,
  some_retriable = 4,
  not_authorised = 5,
  no_connection = 6,
  limit_stopped = 7,
  locked_out = 9,
};

/// Runs `headroom <arguments>` and returns its exit status.
int run(const std::vector<std::string>& arguments, const Streams& streams);

/// One command of the program. `declare` adds its options to the parser and returns what to do once they are parsed.
using Action = std::function<int(const Streams&)>;
struct Command {
  std::string_view name;
  std::string_view help;
  Action (*declare)(CLI::App& app);
};

Action declare_convert(CLI::App& app);
Action declare_run(CLI::App& app);
Action declare_filters(CLI::App& app);
Action declare_score(CLI::App& app);
Action declare_upload(CLI::App& app);
Action declare_show(CLI::App& app);
Action declare_export(CLI::App& app);
Action declare_remove(CLI::App& app);
Action declare_restore(CLI::App& app);
Action declare_refresh_thumbnails(CLI::App& app);
Action declare_status(CLI::App& app);
Action declare_doctor(CLI::App& app);
Action declare_batch(CLI::App& app);
Action declare_devices(CLI::App& app);

}  // namespace headroom::cli
