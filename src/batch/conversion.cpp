#include "batch/conversion.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

#include "batch/duplicates.h"
#include "batch/graph.h"

namespace headroom::batch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto group_length = std::chrono::seconds(1);  // what a kill can cost, besides the photos in flight
constexpr int hopeless_after = 10;                      // failed writes in a row: the disk is full or gone

/// Writes finished photos into the journal in groups.
class Recorder {
 public:
  Recorder(Journal& journal, store::Folder& folder, const Settings& settings)
      : journal_(journal), folder_(folder), settings_(settings), reading_key_(reading_key(settings)) {}

  Result<void> record(Draft draft) {
    count_failed_writes(draft.outcome);
    if (auto put = journal_.put(record_of(std::move(draft))); !put) return put;
    if (Clock::now() - group_begin_ < group_length) return {};
    return commit();
  }

  /// Outputs first, then the journal that says they are there.
  Result<void> commit() {
    group_begin_ = Clock::now();
    if (!journal_.pending()) return {};
    if (auto settled = folder_.settle(); !settled) return settled;
    return journal_.commit();
  }

  /// The reason to give up, when there is one.
  const std::optional<Error>& hopeless() const { return hopeless_; }

 private:
  Record record_of(Draft draft) {
    Record record;
    record.bytes = draft.entry.bytes;
    record.modified = draft.entry.modified;
    record.content = std::move(draft.content);
    record.reading_key = reading_key_;
    record.outcome = std::move(draft.outcome);
    const bool failed = record.outcome.status == Status::failed;
    if (failed) record.outcome.outputs.clear();
    for (const auto& output : record.outcome.outputs) record.output_keys.push_back(key_of(output.size));
    if (draft.before && !failed) add(record, *draft.before);
    return record;
  }

  static void add(Record& record, const Record& before) {
    auto& outputs = record.outcome.outputs;
    outputs.insert(outputs.end(), before.outcome.outputs.begin(), before.outcome.outputs.end());
    record.output_keys.insert(record.output_keys.end(), before.output_keys.begin(), before.output_keys.end());
  }

  std::string key_of(Size size) const {
    for (const auto& spec : settings_.outputs)
      if (spec.size == size) return output_key(settings_, spec);
    return {};
  }

  void count_failed_writes(const Outcome& outcome) {
    const bool refused = outcome.status == Status::failed && outcome.error.fault == Fault::write_failed;
    failed_writes_ = refused ? failed_writes_ + 1 : 0;
    if (failed_writes_ >= hopeless_after) hopeless_ = outcome.error;
  }

  Journal& journal_;
  store::Folder& folder_;
  const Settings& settings_;
  std::string reading_key_;
  Clock::time_point group_begin_ = Clock::now();
  int failed_writes_ = 0;
  std::optional<Error> hopeless_;
};

/// Counts what other threads have still to do.
class Outstanding {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    count_++;
  }
  void take_off() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  long long count_ = 0;
};

Draft draft_for(const Entry& entry, const Task& task, Journal& journal) {
  Draft draft;
  draft.entry = entry;
  draft.wanted = task.wanted;
  draft.outcome.file = entry.file;
  if (task.known)
    if (auto record = journal.find(entry.file)) draft.before = without(std::move(*record), task.wanted);
  return draft;
}

/// Large photos first: at the end of a run the cores then have small ones to share, and none waits long for the last.
std::vector<const Task*> in_working_order(const std::vector<Task>& tasks, const std::vector<Entry>& entries) {
  std::vector<const Task*> order;
  order.reserve(tasks.size());
  for (const Task& task : tasks) order.push_back(&task);
  std::ranges::stable_sort(order, std::greater(), [&](const Task* task) { return entries[task->entry].bytes; });
  return order;
}

}  // namespace

long long work_of(const Entry& entry) { return entry.bytes + 500'000; }

Result<std::unique_ptr<Conversion>> Conversion::prepare(const Settings& settings) {
  if (auto checked = check(settings); !checked) return Failure(checked.error());
  std::unique_ptr<Conversion> conversion(new Conversion(settings));
  auto entries = list_photos(settings);
  if (!entries) return Failure(entries.error());
  conversion->entries_ = std::move(*entries);
  if (auto opened = conversion->open(); !opened) return Failure(opened.error());
  auto tasks = plan(conversion->entries_, conversion->journal_.get(), settings.out, conversion->settings_);
  if (!tasks) return Failure(tasks.error());
  conversion->tasks_ = std::move(*tasks);
  return conversion;
}

Result<void> Conversion::open() {
  const auto file = settings_.out / ".headroom" / "journal.sqlite";
  if (settings_.dry_run && !std::filesystem::exists(file)) return {};
  if (!settings_.dry_run) {
    auto folder = store::Folder::open(settings_.out);
    if (!folder) return Failure(folder.error());
    folder_ = std::move(*folder);
  }
  auto journal = Journal::open(file);
  if (!journal) return Failure(journal.error());
  journal_ = std::move(*journal);
  return {};
}

Result<void> Conversion::convert(codec::Decoders& decoders, compute::Backend& backend,
                                 const crop::SubjectFinder& finder, Progress& progress, const std::atomic<bool>& stop,
                                 Uploads* uploads) {
  const Tools tools{settings_, decoders, backend, finder, *folder_};
  Recorder recorder(*journal_, *folder_, settings_);
  std::mutex journal_mutex;  // entrance and exit run side by side
  std::optional<Error> fatal;
  const auto order = in_working_order(tasks_, entries_);
  auto next = order.begin();
  progress.total = static_cast<long long>(tasks_.size());
  for (const Task& task : tasks_) progress.total_work += work_of(entries_[task.entry]);

  const auto entrance = [&]() -> std::optional<Draft> {
    const std::lock_guard lock(journal_mutex);
    if (stop || fatal || recorder.hopeless() || next == order.end()) return std::nullopt;
    const Task& task = **next++;
    return draft_for(entries_[task.entry], task, *journal_);
  };
  const auto exit = [&](Draft draft) {
    Outcome outcome = draft.outcome;
    if (draft.before)  // outputs that were there already, and stay
      outcome.outputs.insert(outcome.outputs.end(), draft.before->outcome.outputs.begin(),
                             draft.before->outcome.outputs.end());
    progress.failed += draft.outcome.status == Status::failed ? 1 : 0;
    progress.done_work += work_of(draft.entry);
    const std::lock_guard lock(journal_mutex);
    if (auto recorded = recorder.record(std::move(draft)); !recorded && !fatal) fatal = recorded.error();
    progress.done++;
    return outcome;
  };
  Outstanding earlier;  // what earlier runs converted takes the same way, beside the graph
  if (uploads != nullptr)
    upload_finished(
        *uploads, [&] { earlier.add(); }, [&] { earlier.take_off(); });
  run_graph(tools, settings_.jobs, entrance, exit, uploads);
  earlier.wait();

  if (auto committed = recorder.commit(); !committed && !fatal) fatal = committed.error();
  if (!fatal) fatal = recorder.hopeless();
  if (fatal) return Failure(*fatal);
  return {};
}

void Conversion::upload_finished(Uploads& uploads, const std::function<void()>& begun,
                                 const std::function<void()>& done) {
  std::set<std::size_t> to_do;
  for (const Task& task : tasks_) to_do.insert(task.entry);
  for (std::size_t i = 0; i < entries_.size(); i++) {
    if (to_do.contains(i)) continue;
    const auto record = record_of(entries_[i]);
    if (!record && !entries_[i].error) continue;
    begun();
    uploads.submit(record ? record->outcome : failed_in_listing(entries_[i]), done);
  }
}

/// What the journal knows of the photo as it is now.
std::optional<Record> Conversion::record_of(const Entry& entry) {
  auto record = journal_ && !entry.error ? journal_->find(entry.file) : std::nullopt;
  if (record && !record->same_file(entry.bytes, entry.modified)) record.reset();
  return record;
}

std::vector<std::optional<std::size_t>> Conversion::duplicates() {
  std::vector<Likeness> photos(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); i++)
    if (const auto record = record_of(entries_[i]); record && record->outcome.status != Status::failed)
      photos[i] = {record->content, record->outcome.fingerprint};
  return find_duplicates(photos);
}

void Conversion::visit(const std::function<void(const Outcome&)>& visitor) {
  const auto other = duplicates();
  for (std::size_t i = 0; i < entries_.size(); i++) {
    if (entries_[i].error) {
      visitor(failed_in_listing(entries_[i]));
      continue;
    }
    const auto record = record_of(entries_[i]);
    if (!record) continue;
    const std::string duplicate_of = other[i] ? entries_[*other[i]].file : "";
    if (const auto outcome = as_reported(*record, duplicate_of, settings_)) visitor(*outcome);
  }
}

}  // namespace headroom::batch
