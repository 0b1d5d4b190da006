#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/photo_store.h"

namespace headroom::delivery {

enum class Action { create, replace, remove, same, skip, no_match };

/// "no-match": the word for reports and plan files.
std::string_view name(Action action);
std::optional<Action> action_named(std::string_view word);

/// True for what changes the store.
bool changes(Action action);

/// What is to be done for one person, or why nothing.
struct Step {
  Action action = Action::no_match;
  std::string file;                 // as the user knows it; empty for removals
  std::filesystem::path path;       // where to read the picture
  store::Person person;             // empty id: nobody
  std::string before;               // SHA-256 of the photo that is there; empty: none
  std::string after;                // of the picture to write; empty: none
  long long bytes = 0;              // of the picture
  std::string reason;               // why skipped or not matched
  std::optional<Error> error = {};  // with `no_match` and `skip`: the fault that goes with the reason
};

}  // namespace headroom::delivery
