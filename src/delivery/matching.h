#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/photo.h"
#include "delivery/roster.h"

namespace headroom::delivery {

/// One finished picture that may become somebody's photo.
struct Offer {
  std::string file;            // as the user knows it: relative to the folder, '/' between parts
  std::filesystem::path path;  // where to read it
};

/// The outputs of one size in a finished folder: "<stem> 96x96.jpg", in byte order; contact sheet and private folder
/// are passed over.
///
/// fails  usage: no such folder, or no such output in it; unreadable
Result<std::vector<Offer>> offers_in(const std::filesystem::path& folder, Size size);

/// How files name people.
struct NameRule {
  /// Where the key stands in a file's name without folder and extension. "{key}" alone: from the start up to a space or
  /// the end. Else the text around {key} must be there: "photo-{key}", "{any}_{key}"; {any} stands for anything.
  std::string pattern = "{key}";
  std::map<std::string, std::string> listed;  // file name, as given in the list, to key; wins over names
  std::set<std::string> opted_out;            // folded keys; wins over everything
  bool disabled_too = false;                  // disabled accounts get photos, too

  /// fails  usage: a pattern without {key}
  Result<void> check() const;
};

/// `file,person` rows: which file is whose. File names are compared as keys are, with or without folder, size suffix
/// and extension.
Result<std::map<std::string, std::string>> read_list(const std::filesystem::path& csv);

/// Keys, one a line or the first column of a CSV (with or without the heading `person`); # begins a comment.
Result<std::set<std::string>> read_keys(const std::filesystem::path& file);

/// Whose a file is, or why nobody's.
struct Match {
  Offer offer;
  std::string key;                      // what the name says; empty when it says nothing
  std::optional<store::Person> person;  // when found
  std::optional<Error> error;           // no_such_user, several_users, name_taken (two files for one person), refused
  bool left_out = false;                // on purpose: opted out, or a disabled account; `error` says which
};

/// Every offer with its person or its reason. Two files for one person: both get the reason, none is guessed.
std::vector<Match> match(const std::vector<Offer>& offers, const Roster& roster, const NameRule& rule);

}  // namespace headroom::delivery
