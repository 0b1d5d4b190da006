#include "batch/listing.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "base/folded.h"

namespace headroom::batch {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 255;  // bytes; NAME_MAX of all common file systems

bool passed_over(const fs::path& path) {
  constexpr std::array left_by_systems{"thumbs.db", "ehthumbs.db", "desktop.ini"};
  const std::string file = path.filename().string();
  if (file.starts_with('.')) return true;
  return std::ranges::find(left_by_systems, case_folded(file)) != left_by_systems.end();
}

/// Since the epoch. Of times that a damaged clock wrote, centuries away, only what is left modulo 2^64: enough to tell
/// a change.
long long nanoseconds(const timespec& time) {
  return static_cast<long long>(static_cast<unsigned long long>(time.tv_sec) * 1'000'000'000ULL +
                                static_cast<unsigned long long>(time.tv_nsec));
}

class Lister {
 public:
  explicit Lister(const Settings& settings) : settings_(settings), out_(fs::weakly_canonical(settings.out)) {}

  Result<std::vector<Entry>> list() {
    for (const auto& input : settings_.photos)
      if (auto added = add_input(input); !added) return Failure(added.error());
    sort_and_mark();
    return std::move(entries_);
  }

 private:
  Result<void> add_input(const fs::path& input) {
    std::error_code error;
    const auto status = fs::status(input, error);
    if (!fs::exists(status))
      return fail(Fault::usage, fmt::format("{}: no such file or folder; check the path", input.string()));
    if (!fs::is_directory(status)) {
      add_file(input, input.parent_path());  // named: a link may lead anywhere
      return {};
    }
    root_ = fs::weakly_canonical(input, error);
    if (root_ == out_)
      return fail(Fault::usage, fmt::format("{} is also the output folder; name another", input.string()));
    entered_ = {root_};
    return add_folder(input, input);
  }

  Result<void> add_folder(const fs::path& folder, const fs::path& input) {
    std::error_code error;
    fs::directory_iterator files(folder, error);
    for (; !error && files != fs::directory_iterator(); files.increment(error)) add(*files, input);
    if (error)
      return fail(Fault::unreadable, fmt::format("{}: {}; check its rights", folder.string(), error.message()));
    return {};
  }

  void add(const fs::directory_entry& file, const fs::path& input) {
    std::error_code error;
    if (passed_over(file.path())) return;
    const bool closed_link = file.is_symlink(error) && !settings_.follow_links;
    if (!file.is_directory(error)) {
      add_file(file.path(), input);
      if (closed_link && !entries_.back().error && leads_out(file.path()))
        entries_.back().error = {Fault::unreadable,
                                 "a symbolic link out of the input folder; put the photo there, or use --follow-links"};
      return;
    }
    if (!settings_.recursive || closed_link || !enter(file.path())) return;
    if (auto added = add_folder(file.path(), input); !added) {
      Entry& entry = entries_.emplace_back();
      entry.file = file.path().lexically_relative(input).generic_string();
      entry.path = file.path();
      entry.error = {Fault::unreadable, "a folder that cannot be read; check its rights, then run again"};
    }
  }

  bool leads_out(const fs::path& link) const {
    std::error_code error;
    const fs::path inside = fs::weakly_canonical(link, error).lexically_relative(root_);
    return inside.empty() || *inside.begin() == "..";
  }

  /// False for output folders, of this run or of an earlier one: pictures made from photos are no photos. Also for
  /// folders that were entered before: links may lead in a circle.
  bool enter(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder / ".headroom" / "journal.sqlite", error)) return false;
    const fs::path real = fs::weakly_canonical(folder, error);
    if (error) return true;  // reading it will say why
    return real != out_ && entered_.insert(real).second;
  }

  void add_file(const fs::path& path, const fs::path& input) {
    Entry entry;
    entry.file = path.lexically_relative(input).generic_string();
    if (input.empty()) entry.file = path.filename().string();
    entry.path = path;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
      entry.error = {Fault::unreadable,
                     "a link that leads nowhere, or a file that has just gone; check it, then run again"};
    } else if (!S_ISREG(status.st_mode)) {
      entry.error = {Fault::not_an_image, "not a regular file"};
    } else {
      entry.bytes = status.st_size;
      entry.modified = nanoseconds(status.st_mtim);
      check_names(entry);
    }
    entries_.push_back(std::move(entry));
  }

  void check_names(Entry& entry) const {
    for (const auto& output : settings_.outputs)
      if (fs::path(output_path(entry, output.size)).filename().string().size() > longest_name)
        entry.error = {Fault::name_too_long, "its pictures would have names of more than 255 bytes; rename the photo"};
  }

  void sort_and_mark() {
    std::vector<std::pair<std::string, std::size_t>> order;
    order.reserve(entries_.size());
    for (std::size_t i = 0; i < entries_.size(); i++) order.emplace_back(case_folded(entries_[i].file), i);
    std::ranges::stable_sort(order, [&](const auto& a, const auto& b) {
      return std::tie(a.first, entries_[a.second].file) < std::tie(b.first, entries_[b.second].file);
    });

    std::vector<Entry> sorted;
    sorted.reserve(entries_.size());
    std::unordered_map<std::string, std::size_t> first_with_stem;
    for (const auto& [key, index] : order) {
      Entry& entry = entries_[index];
      const auto [first, is_first] = first_with_stem.try_emplace(case_folded(entry.stem()), sorted.size());
      if (!is_first) {
        const Entry& earlier = sorted[first->second];
        if (is_same(earlier, entry)) continue;  // named twice
        if (!entry.error) entry.error = name_taken(earlier, entry);
      }
      sorted.push_back(std::move(entry));
    }
    entries_ = std::move(sorted);
  }

  static bool is_same(const Entry& a, const Entry& b) {
    std::error_code error;
    return a.file == b.file && fs::equivalent(a.path, b.path, error);
  }

  static Error name_taken(const Entry& earlier, const Entry& later) {
    const std::string other = earlier.file == later.file ? earlier.path.string() : earlier.file;
    return {Fault::name_taken, fmt::format("{} has the same output names; rename one of them", other)};
  }

  const Settings& settings_;
  fs::path out_;
  fs::path root_;               // of the input at hand, without links
  std::set<fs::path> entered_;  // folders of that input, the same way
  std::vector<Entry> entries_;
};

}  // namespace

std::string Entry::stem() const {
  const std::size_t name_begin = file.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t dot = file.rfind('.');
  return dot == std::string::npos || dot <= name_begin ? file : file.substr(0, dot);
}

std::string output_path(const Entry& entry, Size size) { return fmt::format("{} {}.jpg", entry.stem(), text(size)); }

Result<std::vector<Entry>> list_photos(const Settings& settings) { return Lister(settings).list(); }

}  // namespace headroom::batch
