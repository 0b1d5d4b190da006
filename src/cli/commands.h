#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::cli {

class Parser;

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
  Action (*declare)(Parser& parser);
};

Action declare_convert(Parser& parser);
Action declare_run(Parser& parser);
Action declare_filters(Parser& parser);
Action declare_score(Parser& parser);
Action declare_upload(Parser& parser);
Action declare_show(Parser& parser);
Action declare_export(Parser& parser);
Action declare_remove(Parser& parser);
Action declare_restore(Parser& parser);
Action declare_refresh_thumbnails(Parser& parser);
Action declare_status(Parser& parser);
Action declare_doctor(Parser& parser);
Action declare_batch(Parser& parser);
Action declare_devices(Parser& parser);

}  // namespace headroom::cli
