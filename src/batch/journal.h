#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/photo.h"

namespace headroom::batch {

/// What the journal knows of one photo.
struct Record {
  Outcome outcome;  // with all outputs ever made of this photo as it is now
  long long bytes = 0;
  long long modified = 0;                // nanoseconds since the epoch
  std::string content;                   // hash of the file's bytes, hexadecimal
  std::string reading_key;               // settings a failure depends on, see batch/settings.h
  std::vector<std::string> output_keys;  // settings of each output, in the order of outcome.outputs

  bool same_file(long long bytes_now, long long modified_now) const {
    return bytes == bytes_now && modified == modified_now;
  }
};

/// The record on disk of what has been done: SQLite, write-ahead log, one row per photo and one per output. Records are
/// committed in groups, so that a kill loses at most the last group. One thread at a time.
///
/// Whoever opens the journal holds the output folder's lock (store/folder.h).
class Journal {
 public:
  /// fails  write_failed: the file cannot be opened or made; unsupported: it is of a newer headroom
  static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& file);
  ~Journal();

  std::optional<Record> find(const std::string& file);

  /// Replaces what is known of this photo; durable only after `commit`.
  Result<void> put(const Record& record);

  /// Makes all records since the last commit durable.
  Result<void> commit();

  /// True when records wait for a commit.
  bool pending() const;

 private:
  struct Database;
  explicit Journal(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace headroom::batch
