#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/commands.h"

namespace headroom::cli {

/// What `doctor` found out, said line by line while it goes on.
class Checks {
 public:
  Checks(bool json, const Streams& streams) : json_(json), streams_(streams) {}

  /// What follows is about this store; said where a run tries several.
  void about(std::string_view store);

  void ok(std::string_view name, std::string_view text);
  /// Something that works, and may not for long.
  void warned(std::string_view name, std::string_view text);
  /// detail  says what to do about it, too
  void failed(std::string_view name, const Error& error);
  void skipped(std::string_view name, std::string_view reason);

  /// The exit status: that of the first failure.
  int finish() const;

 private:
  struct Check {
    std::string store, name, result, text;
  };
  void add(Check check);

  const bool json_;
  const Streams& streams_;
  std::string store_;
  std::vector<Check> checks_;
  int status_ = all_done;
};

}  // namespace headroom::cli
