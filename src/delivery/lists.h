#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delivery/roster.h"

namespace headroom::delivery {

/// `file,person` rows: which file is whose, file to key. Any columns beside these are passed over; semicolons do as
/// well as commas. File names are compared as keys are, with or without folder, size suffix and extension.
///
/// fails  usage, with the line: an empty cell, one file for two people, text that is not UTF-8
Result<std::map<std::string, std::string>> read_list(const std::filesystem::path& csv);
Result<std::map<std::string, std::string>> parse_list(std::string_view text, const std::string& name);

/// Keys, one a line or the first column of a CSV (with or without the heading `person`), folded; # begins a comment.
///
/// fails  usage, with the line; unreadable: as usage, an opt-out list that is not read must stop everything
Result<std::set<std::string>> read_keys(const std::filesystem::path& file);
Result<std::set<std::string>> parse_keys(std::string_view text, const std::string& name);

/// Keys of a list that nobody has: perhaps misspelt, and then whom they mean would not be found by them.
std::vector<std::string> unknown_keys(const std::set<std::string>& keys, const Roster& roster);

}  // namespace headroom::delivery
