#include "delivery/offers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/folded.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;

/// Only what is surely an extension goes: of "John.Smith" nothing does.
constexpr std::array<std::string_view, 16> extensions{"jpg",  "jpeg", "jpe",  "jfif", "png",  "gif", "bmp", "tif",
                                                      "tiff", "webp", "heic", "heif", "avif", "jp2", "j2k", "jpx"};

std::string_view without_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return name;
  const bool known = std::ranges::find(extensions, folded(name.substr(dot + 1))) != extensions.end();
  return known ? name.substr(0, dot) : name;
}

std::string_view without_digits(std::string_view text) {
  const std::size_t last = text.find_last_not_of("0123456789");
  return text.substr(0, last + 1);  // npos + 1 is 0
}

/// "ada 96x96" to "ada"; what is left is never empty.
std::string_view without_sizes(std::string_view name) {
  while (true) {
    const auto to_x = without_digits(name);
    if (to_x.size() == name.size() || !to_x.ends_with('x')) return name;
    const auto to_space = without_digits(to_x.substr(0, to_x.size() - 1));
    if (to_space.size() + 1 == to_x.size() || !to_space.ends_with(' ') || to_space.size() == 1) return name;
    name = to_space.substr(0, to_space.size() - 1);
  }
}

/// Walks through a finished folder.
class Search {
 public:
  Search(fs::path root, std::string ending) : root_(std::move(root)), ending_(std::move(ending)) {}

  Result<void> enter(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error))
      if (auto taken = take(*at); !taken) return taken;
    if (error)
      return fail(Fault::unreadable, fmt::format("{}: {}; check its rights", folder.string(), error.message()));
    return {};
  }

  std::vector<Offer> sorted() && {
    std::ranges::sort(offers_, {}, &Offer::file);
    return std::move(offers_);
  }

 private:
  Result<void> take(const fs::directory_entry& entry) {
    std::error_code error;
    const auto status = entry.symlink_status(error);
    const std::string name = entry.path().filename().string();
    if (fs::is_directory(status)) return is_ours(entry.path(), name) ? Result<void>() : enter(entry.path());
    if (fs::is_regular_file(status) && name.size() > ending_.size() && name.ends_with(ending_))
      offers_.push_back({entry.path().lexically_relative(root_).generic_string(), entry.path()});
    return {};
  }

  bool is_ours(const fs::path& folder, const std::string& name) const {
    return name == ".headroom" || (name == "contact-sheet" && folder.parent_path() == root_);
  }

  fs::path root_;
  std::string ending_;
  std::vector<Offer> offers_;
};

}  // namespace

Result<std::vector<Offer>> offers_in(const fs::path& folder, Size size) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(Fault::usage, fmt::format("{}: no such folder; name one that headroom convert made", folder.string()));
  const std::string wanted = fmt::format("{}x{}", size.width, size.height);
  Search search(folder, fmt::format(" {}.jpg", wanted));
  if (auto entered = search.enter(folder); !entered) return Failure(entered.error());
  auto offers = std::move(search).sorted();
  if (offers.empty())
    return fail(Fault::usage,
                fmt::format("{}: no pictures of {} in it; make them: headroom convert PHOTOS {} --size {}",
                            folder.string(), wanted, folder.string(), wanted));
  return offers;
}

std::string bare_path(std::string_view file) {
  std::string path(file);
  std::ranges::replace(path, '\\', '/');
  const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
  const auto bare = without_sizes(without_extension(std::string_view(path).substr(name)));
  path.resize(name + bare.size());
  return path;
}

std::string bare_name(std::string_view file) {
  const std::string path = bare_path(file);
  return path.substr(path.rfind('/') + 1);
}

}  // namespace headroom::delivery
