#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delivery/matching.h"
#include "store/photo_store.h"

namespace headroom::delivery {

enum class Action { create, replace, remove, same, skip, no_match };

/// "no-match": the word for reports and plan files.
std::string_view name(Action action);
std::optional<Action> action_named(std::string_view word);

/// True for what changes the store.
bool changes(Action action);

/// When a photo is written.
enum class When { always, missing, different };

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

/// What would be done for one match, by comparing with what the store holds. A picture that cannot be read, is no JPEG
/// or is too large for the store is `skip` with its reason; so is a store that does not answer for this person.
Step plan_one(const Match& match, When when, store::PhotoStore& store);

/// Steps as a table: `action,person,name,file,bytes,before,after,id,store,reason`. `path` is not in it: files are found
/// again below the folder that `apply` names.
std::string plan_csv(const std::vector<Step>& steps, std::string_view store_identity);

/// A plan file read back, for just this store and folder.
///
/// fails  usage: not a plan, of another store, a line that cannot be understood
Result<std::vector<Step>> read_plan(const std::filesystem::path& file, const std::filesystem::path& folder,
                                    std::string_view store_identity);

}  // namespace headroom::delivery
