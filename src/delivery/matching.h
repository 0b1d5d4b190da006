#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "delivery/lists.h"
#include "delivery/offers.h"
#include "delivery/roster.h"

namespace headroom::delivery {

/// How files name people. Keys with characters that no file name can hold ('/') are reached through `listed` alone.
struct NameRule {
  /// Where the key stands in a file's name without folder and extension. "{key}" alone: from the start up to a space or
  /// the end. Else the text around {key} must be there: "photo-{key}", "{any}_{key}"; {any} stands for anything.
  std::string pattern = "{key}";
  std::map<std::string, std::string> listed;  // file name, as given in the list, to key; wins over names
  std::set<std::string> opted_out;            // folded keys; wins over everything
  bool disabled_too = false;                  // disabled accounts get photos, too

  /// fails  usage: a pattern without {key} (delivery/name_pattern.h)
  Result<void> check() const;
};

/// Whose a file is, or why nobody's.
struct Match {
  Offer offer;
  std::string key;                      // what the name or the list says; empty when it says nothing
  std::optional<store::Person> person;  // when found
  std::optional<Error> error;           // no_such_user, several_users, name_taken (two files for one person), refused,
                                        // unreadable (listed, but there is no such picture)
  bool left_out = false;                // on purpose: opted out, or a disabled account; `error` says which
};

/// Leaves a match out whose person wants no photo or has a disabled account; `match` has done that already.
void leave_out(Match& match, const NameRule& rule);

/// Every offer with its person or its reason, in their order; then a match without path for each row of the list whose
/// picture is not there. A name that may mean two people, two people with one key, two files for one person: all get
/// the reason, none is guessed. `rule` has been checked.
std::vector<Match> match(const std::vector<Offer>& offers, const Roster& roster, const NameRule& rule);

/// The same where there is no roster: everybody is a person with nothing but the key that the file or the list gives
/// (the shortest where the name allows several).
std::vector<Match> match_without_roster(const std::vector<Offer>& offers, const NameRule& rule);

}  // namespace headroom::delivery
