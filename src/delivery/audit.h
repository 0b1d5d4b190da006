#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
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
  ~Audit();

  /// Appended at once; on the disk after `settle`.
  Result<void> write(const AuditLine& line);
  Result<void> settle();

 private:
  Audit(int descriptor, Context context, Clock& clock, std::string last);
  std::string text_of(const AuditLine& line) const;
  int descriptor_;
  Context context_;
  Clock& clock_;
  std::mutex mutex_;
  std::string last_;       // SHA-256 of the last line; empty: there is none
  long long written_ = 0;  // lines of this run
  long long length_ = 0;   // of the file, bytes
  bool broken_ = false;    // half a line could not be taken back
  std::mutex settle_mutex_;
  long long settled_ = 0;  // of them, on the disk
};

}  // namespace headroom::delivery
