#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace headroom::delivery {

/// One thing that was done to one person's photo, or was about to be.
struct AuditLine {
  std::string_view event;   // "sending", "verified", "failed", "removing", "removed"
  std::string_view person;  // Person::id; no name
  std::string_view before;  // SHA-256; empty: none
  std::string_view after;
  std::string_view fault;   // the word; empty: none
  std::string_view detail;  // of a failure
  std::string_view key;     // Person::key, only where names were asked for
};

/// The record of who changed what, when, in which store: JSON lines, only ever appended to, 0600. Every line carries
/// the hash of the one before it, so that a line changed or taken out shows, unless it is the last one.
class Audit {
 public:
  struct Context {
    std::string run;
    std::string store;    // PhotoStore::identity
    std::string account;  // whom the store was told
    std::string user;     // the user of this machine, "uid 1000 (ada)"
    std::string version;
    bool names = false;  // keys, too
  };

  /// fails  write_failed: it cannot be opened; broken: its last line cannot be understood
  static Result<std::unique_ptr<Audit>> open(const std::filesystem::path& file, Context context, Clock& clock);

  /// For another run that goes on at the same time: both write into one file, and their lines are one chain.
  std::unique_ptr<Audit> beside(Context context) const;
  ~Audit();

  /// Appended at once; on the disk after `settle`.
  Result<void> write(const AuditLine& line);
  Result<void> settle();

 private:
  class File;
  Audit(std::shared_ptr<File> file, Context context, Clock& clock);
  std::string text_of(const AuditLine& line, const std::string& previous) const;
  std::shared_ptr<File> file_;
  Context context_;
  Clock& clock_;
};

}  // namespace headroom::delivery
