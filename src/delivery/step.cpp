#include "delivery/step.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headroom::delivery {
namespace {

constexpr std::array<std::pair<Action, std::string_view>, 6> action_names{{
    {Action::create, "create"},
    {Action::replace, "replace"},
    {Action::remove, "remove"},
    {Action::same, "same"},
    {Action::skip, "skip"},
    {Action::no_match, "no-match"},
}};

}  // namespace

std::string_view name(Action action) {
  return std::ranges::find(action_names, action, &decltype(action_names)::value_type::first)->second;
}

std::optional<Action> action_named(std::string_view word) {
  const auto* known = std::ranges::find(action_names, word, &decltype(action_names)::value_type::second);
  return known == action_names.end() ? std::nullopt : std::optional(known->first);
}

bool changes(Action action) {
  return action == Action::create || action == Action::replace || action == Action::remove;
}

}  // namespace headroom::delivery
