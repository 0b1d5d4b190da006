#include "batch/plan.h"
#include "base/read_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "batch/steps.h"

namespace headroom::batch {
namespace {

namespace fs = std::filesystem;

bool has_length(const fs::path& file, long long bytes) {
  std::error_code error;
  const auto length = fs::file_size(file, error);
  return !error && static_cast<long long>(length) == bytes;
}

const Output* output_with(const Record& record, const OutputSpec& spec, const std::string& key) {
  for (std::size_t i = 0; i < record.outcome.outputs.size(); i++)
    if (record.outcome.outputs[i].size == spec.size && record.output_keys[i] == key) return &record.outcome.outputs[i];
  return nullptr;
}

class Planner {
 public:
  Planner(Journal* journal, const fs::path& folder, const Settings& settings)
      : journal_(journal), folder_(folder), settings_(settings), reading_key_(reading_key(settings)) {
    for (const auto& output : settings.outputs) keys_.push_back(output_key(settings, output));
  }

  Result<std::optional<Task>> task_for(const Entry& entry, std::size_t place) {
    if (entry.error) return std::nullopt;
    const auto record = journal_ == nullptr ? std::nullopt : journal_->find(entry.file);
    if (!record) return Task{place, settings_.outputs, false};
    const auto unchanged = is_unchanged(entry, *record);
    if (!unchanged) return Failure(unchanged.error());
    if (!*unchanged) return Task{place, settings_.outputs, false};
    auto wanted = missing(*record);
    if (wanted.empty()) return std::nullopt;
    return Task{place, std::move(wanted), record->outcome.status != Status::failed};
  }

 private:
  /// With `--verify` the content decides, and a new time or length of the same content is noted.
  Result<bool> is_unchanged(const Entry& entry, const Record& record) {
    if (!settings_.verify) return record.same_file(entry.bytes, entry.modified);
    const auto bytes = read_file(entry.path, settings_.limits.file_bytes);
    if (!bytes || content_hash(*bytes) != record.content) return false;
    if (record.same_file(entry.bytes, entry.modified) || settings_.dry_run) return true;
    Record touched = record;
    touched.bytes = entry.bytes;
    touched.modified = entry.modified;
    if (auto put = journal_->put(touched); !put) return Failure(put.error());
    return true;
  }

  std::vector<OutputSpec> missing(const Record& record) const {
    if (record.outcome.status == Status::failed) {
      const bool try_again = worth_retrying(record.outcome.error.fault) || record.reading_key != reading_key_;
      return try_again ? settings_.outputs : std::vector<OutputSpec>();
    }
    if (settings_.contact_sheet && !has_thumbnail(record.outcome)) return settings_.outputs;
    std::vector<OutputSpec> wanted;
    for (std::size_t i = 0; i < settings_.outputs.size(); i++) {
      const Output* made = output_with(record, settings_.outputs[i], keys_[i]);
      if (made == nullptr || !is_there(*made)) wanted.push_back(settings_.outputs[i]);
    }
    return wanted;
  }

  bool has_thumbnail(const Outcome& outcome) const {
    return !outcome.thumbnail.empty() && fs::exists(folder_ / outcome.thumbnail);
  }

  bool is_there(const Output& output) const {
    return output.path.empty() || has_length(folder_ / output.path, output.bytes);
  }

  Journal* journal_;
  const fs::path& folder_;
  const Settings& settings_;
  std::string reading_key_;
  std::vector<std::string> keys_;
};

}  // namespace

Result<std::vector<Task>> plan(const std::vector<Entry>& entries, Journal* journal, const fs::path& folder,
                               const Settings& settings) {
  Planner planner(journal, folder, settings);
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < entries.size(); i++) {
    auto task = planner.task_for(entries[i], i);
    if (!task) return Failure(task.error());
    if (*task) tasks.push_back(std::move(**task));
  }
  if (journal != nullptr && journal->pending())
    if (auto committed = journal->commit(); !committed) return Failure(committed.error());
  return tasks;
}

Record without(Record record, const std::vector<OutputSpec>& wanted) {
  Record kept = std::move(record);
  std::vector<Output> outputs;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < kept.outcome.outputs.size(); i++) {
    const Size size = kept.outcome.outputs[i].size;
    if (std::ranges::any_of(wanted, [size](const OutputSpec& spec) { return spec.size == size; })) continue;
    outputs.push_back(std::move(kept.outcome.outputs[i]));
    keys.push_back(std::move(kept.output_keys[i]));
  }
  kept.outcome.outputs = std::move(outputs);
  kept.output_keys = std::move(keys);
  return kept;
}

std::optional<Outcome> as_reported(const Record& record, const std::string& duplicate_of, const Settings& settings) {
  Outcome outcome = record.outcome;
  if (outcome.status == Status::failed) return outcome;
  outcome.outputs.clear();
  for (const auto& spec : settings.outputs) {
    const Output* made = output_with(record, spec, output_key(settings, spec));
    if (made == nullptr) return std::nullopt;
    outcome.flags.raise(made->flags);
    if (!made->path.empty()) outcome.outputs.push_back(*made);
  }
  outcome.duplicate_of = duplicate_of;
  if (!duplicate_of.empty()) outcome.flags.raise(Flag::near_duplicate);
  outcome.status = outcome.flags.ask_for_a_look() ? Status::warning : Status::ok;
  return outcome;
}

Outcome failed_in_listing(const Entry& entry) {
  Outcome outcome;
  outcome.file = entry.file;
  outcome.error = *entry.error;
  return outcome;
}

}  // namespace headroom::batch
