#include "batch/listing.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <unordered_map>

namespace headroom::batch {
namespace {

namespace fs = std::filesystem;

/// Unicode case folding, so that ADA.jpg and ada.png clash as they would on Windows. Names that are not UTF-8 stay.
std::string folded(const std::string& text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length < 0) return text;
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

bool passed_over(const fs::path& path) {
  constexpr std::array left_by_systems{"thumbs.db", "ehthumbs.db", "desktop.ini"};
  const std::string file = path.filename().string();
  if (file.starts_with('.')) return true;
  return std::ranges::find(left_by_systems, folded(file)) != left_by_systems.end();
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
      add_file(input, input.parent_path());
      return {};
    }
    if (fs::weakly_canonical(input, error) == out_)
      return fail(Fault::usage, fmt::format("{} is also the output folder; name another", input.string()));
    return add_folder(input, input);
  }

  Result<void> add_folder(const fs::path& folder, const fs::path& input) {
    std::error_code error;
    fs::directory_iterator files(folder, error);
    for (; !error && files != fs::directory_iterator(); files.increment(error))
      if (auto added = add(*files, input); !added) return added;
    if (error)
      return fail(Fault::unreadable, fmt::format("{}: {}; check its rights", folder.string(), error.message()));
    return {};
  }

  Result<void> add(const fs::directory_entry& file, const fs::path& input) {
    std::error_code error;
    if (passed_over(file.path())) return {};
    if (file.is_regular_file(error)) {
      add_file(file.path(), input);
      return {};
    }
    if (!settings_.recursive || file.is_symlink(error) || !file.is_directory(error)) return {};
    if (fs::weakly_canonical(file.path(), error) == out_) return {};
    return add_folder(file.path(), input);
  }

  void add_file(const fs::path& path, const fs::path& input) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return;  // gone since the folder was read
    Entry entry;
    entry.file = path.lexically_relative(input).generic_string();
    if (input.empty()) entry.file = path.filename().string();
    entry.path = path;
    entry.bytes = status.st_size;
    entry.modified = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
    entries_.push_back(std::move(entry));
  }

  void sort_and_mark() {
    std::vector<std::pair<std::string, std::size_t>> order;
    order.reserve(entries_.size());
    for (std::size_t i = 0; i < entries_.size(); i++) order.emplace_back(folded(entries_[i].file), i);
    std::ranges::stable_sort(order, [&](const auto& a, const auto& b) {
      return std::tie(a.first, entries_[a.second].file) < std::tie(b.first, entries_[b.second].file);
    });

    std::vector<Entry> sorted;
    sorted.reserve(entries_.size());
    std::unordered_map<std::string, std::size_t> first_with_stem;
    for (const auto& [key, index] : order) {
      Entry& entry = entries_[index];
      const auto [first, is_first] = first_with_stem.try_emplace(folded(entry.stem()), sorted.size());
      if (!is_first) {
        if (sorted[first->second].path == entry.path) continue;  // the same file named twice
        entry.taken_by = sorted[first->second].file;
      }
      sorted.push_back(std::move(entry));
    }
    entries_ = std::move(sorted);
  }

  const Settings& settings_;
  fs::path out_;
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
