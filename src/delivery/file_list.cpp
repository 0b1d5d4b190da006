#include "delivery/file_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/folded.h"

namespace headroom::delivery {
namespace {

std::string compared(std::string_view file) {
  std::string path = folded(bare_path(file));
  while (path.starts_with("./")) path.erase(0, 2);
  return path;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// True for "ada" and "x/ada"; false for "da".
bool ends_path(std::string_view path, std::string_view end) {
  return path == end || (path.size() > end.size() && path.ends_with(end) && path[path.size() - end.size() - 1] == '/');
}

}  // namespace

FileList::FileList(const std::map<std::string, std::string>& listed) {
  for (const auto& [file, key] : listed) {
    rows_.push_back({file, key, compared(file)});
    by_name_[last_part(rows_.back().path)].push_back(rows_.size() - 1);
  }
}

Result<std::string> FileList::key_of(const std::string& file) {
  const std::string path = compared(file);
  const auto same_name = by_name_.find(last_part(path));
  if (same_name == by_name_.end()) return std::string();
  const Row* best = nullptr;
  std::size_t best_rank = 0;
  const Row* rival = nullptr;
  for (const std::size_t i : same_name->second) {
    Row& row = rows_[i];
    if (!ends_path(row.path, path) && !ends_path(path, row.path)) continue;
    row.asked = true;
    // The very file, then the same path, then the longest part in common.
    const std::size_t rank = row.file == file   ? std::string::npos
                             : row.path == path ? std::string::npos - 1
                                                : std::min(row.path.size(), path.size());
    if (best == nullptr || rank > best_rank) {
      best = &row;
      best_rank = rank;
      rival = nullptr;
    } else if (rank == best_rank && folded(row.key) != folded(best->key)) {
      rival = &row;
    }
  }
  if (rival != nullptr)
    return fail(Fault::several_users,
                fmt::format("the list gives it to {} ({}) and to {} ({}); name the folder in both", best->key,
                            best->file, rival->key, rival->file));
  return best == nullptr ? std::string() : best->key;
}

std::vector<std::pair<std::string, std::string>> FileList::unasked() const {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& row : rows_)
    if (!row.asked) rows.emplace_back(row.file, row.key);
  return rows;
}

}  // namespace headroom::delivery
