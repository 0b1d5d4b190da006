#include "cli/asking.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cctype>
#include <istream>
#include <ostream>
#include <string>

#include "cli/printable.h"

namespace headroom::cli {
namespace {

/// The first letter of the answer, small; 'q' when there is none to come.
char letter_of_answer(const Streams& streams) {
  std::string line;
  if (!std::getline(*streams.answers, line)) return 'q';
  const auto letter = std::ranges::find_if(line, [](unsigned char each) { return std::isspace(each) == 0; });
  return letter == line.end() ? '\n' : static_cast<char>(std::tolower(static_cast<unsigned char>(*letter)));
}

std::string there_text(const delivery::Step& step, store::PhotoStore& store) {
  if (step.before.empty()) return "no photo";
  const auto there = store.get(step.person);
  return there && *there ? fmt::format("{} bytes", (*there)->size()) : "a photo";
}

std::string question(const Planned& planned, store::PhotoStore& store) {
  const auto& step = planned.step;
  const std::string who =
      step.person.name.empty() ? step.person.key : fmt::format("{} ({})", step.person.key, step.person.name);
  if (step.action == delivery::Action::remove)
    return fmt::format("{}: {} removed", printable(who), there_text(step, store));
  return fmt::format("{}: {} -> {}, {} bytes", printable(who), there_text(step, store), printable(step.file),
                     step.bytes);
}

class EachAsked {
 public:
  EachAsked(store::PhotoStore& store, const Streams& streams) : store_(store), streams_(streams) {}

  bool agreed(const Planned& planned) {
    if (all_ || quit_) return all_;
    for (;;) {
      fmt::print(streams_.messages, "{}? [y]es, [n]o, [a]ll, [q]uit ", question(planned, store_));
      streams_.messages.flush();
      const char letter = letter_of_answer(streams_);
      all_ = letter == 'a';
      quit_ = letter == 'q';
      if (letter == 'y' || all_) return true;
      if (letter == 'n' || quit_) return false;
    }
  }

 private:
  store::PhotoStore& store_;
  const Streams& streams_;
  bool all_ = false, quit_ = false;
};

}  // namespace

bool agreed_to(std::string_view what, const Streams& streams) {
  fmt::print(streams.messages, "{}. Go on? [y/N] ", what);
  streams.messages.flush();
  return letter_of_answer(streams) == 'y';
}

Result<void> check_asking(const DeliveryRequest& request, const Streams& streams) {
  if (request.yes && request.confirm)
    return fail(Fault::usage, "--yes asks nothing, --confirm asks for each: name one of them");
  if (request.yes || streams.answers != nullptr) return {};
  return fail(Fault::usage,
              "this changes photos, and nobody is there to ask: say --yes, or --dry-run to see what it does");
}

Agreed ask(const std::vector<Planned>& planned, const DeliveryRequest& request, store::PhotoStore& store,
           const Streams& streams) {
  Agreed agreed{std::vector<bool>(planned.size(), true)};
  const auto changing = [](const Planned& one) { return delivery::changes(one.step.action); };
  agreed.any = std::ranges::any_of(planned, changing);
  if (!agreed.any || request.yes) return agreed;
  const bool all = request.confirm || agreed_to(plan_line(planned, store.identity()), streams);
  agreed.any = false;
  EachAsked asked(store, streams);
  for (std::size_t i = 0; i < planned.size(); i++) {
    if (!changing(planned[i])) continue;
    agreed.steps[i] = all && (!request.confirm || asked.agreed(planned[i]));
    agreed.any = agreed.any || agreed.steps[i];
  }
  return agreed;
}

}  // namespace headroom::cli
