#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "batch/journal.h"
#include "batch/listing.h"
#include "batch/plan.h"
#include "batch/settings.h"
#include "batch/uploads.h"
#include "codec/decoders.h"
#include "compute/backend.h"
#include "crop/subject_finder.h"
#include "store/folder.h"

namespace headroom::batch {

/// How far a run is; read by another thread while it goes on.
struct Progress {
  std::atomic<long long> total{0};  // photos to work on in this run
  std::atomic<long long> done{0};   // of these, finished or failed
  std::atomic<long long> failed{0};
  std::atomic<long long> total_work{0};  // the photos' work, see `work_of`
  std::atomic<long long> done_work{0};
};

/// What a photo costs, in bytes of a camera's JPEG: its own and as many as the rest of its walk takes the time of (12
/// ms against 25 ms per megabyte, measured). Photos differ by a factor of ten, so time left follows work, not numbers.
long long work_of(const Entry& entry);

/// One run over one listing: prepare, perhaps convert, then look at the outcomes.
class Conversion {
 public:
  /// Lists the photos, opens the output folder and its journal, and finds out what is left to do. A dry run writes
  /// nothing and takes no lock.
  ///
  /// fails  usage, unreadable, write_failed, locked
  static Result<std::unique_ptr<Conversion>> prepare(const Settings& settings);

  /// Works on every photo that is left to do, until done or `stop`; photos in flight are always finished. Returns with
  /// everything journaled.
  ///
  /// uploads  the last stage, where there is one: it gets every photo, those that earlier runs converted first
  /// fails  write_failed: the journal or the output folder cannot be written; what was journaled before stays good
  Result<void> convert(codec::Decoders& decoders, compute::Backend& backend, const crop::SubjectFinder& finder,
                       Progress& progress, const std::atomic<bool>& stop, Uploads* uploads = nullptr);

  /// Every photo of the listing that has an outcome, in the listing's order. Photos that show the same picture are
  /// flagged here, where all are known: whoever was done first makes no difference.
  void visit(const std::function<void(const Outcome&)>& visitor);

  const Settings& settings() const { return settings_; }
  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<Task>& tasks() const { return tasks_; }
  store::Folder& folder() { return *folder_; }

 private:
  std::optional<Record> record_of(const Entry& entry);
  void upload_finished(Uploads& uploads, const std::function<void()>& begun, const std::function<void()>& done);
  std::vector<std::optional<std::size_t>> duplicates();
  explicit Conversion(Settings settings) : settings_(std::move(settings)) {}
  Result<void> open();

  Settings settings_;
  std::vector<Entry> entries_;
  std::unique_ptr<store::Folder> folder_;  // none in a dry run
  std::unique_ptr<Journal> journal_;       // none in a dry run over a new folder
  std::vector<Task> tasks_;
};

}  // namespace headroom::batch
