#include "delivery/state_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "store/sha256.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kept_folder = "kept";

bool fit_for_a_name(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-';
  });
}

/// The id itself where it is one of digits, letters and dashes, as a directory's are.
std::string file_name(std::string_view id) {
  const ByteView bytes(reinterpret_cast<const Byte*>(id.data()), id.size());
  return fit_for_a_name(id) ? std::string(id) : store::sha256(bytes);
}

std::string kept_path(std::string_view run, std::string_view person) {
  return fmt::format("{}/{}/{}.jpg", kept_folder, file_name(run), file_name(person));
}

}  // namespace

StateFolder::StateFolder(std::unique_ptr<store::Folder> folder, std::unique_ptr<Journal> journal)
    : folder_(std::move(folder)), journal_(std::move(journal)) {}

Result<std::unique_ptr<StateFolder>> StateFolder::open(const fs::path& path) {
  auto folder = store::Folder::open(path, store::Privacy::owner_only);
  if (!folder) return Failure(folder.error());
  auto journal = Journal::open(path / "journal.sqlite");
  if (!journal) return Failure(journal.error());
  return std::unique_ptr<StateFolder>(new StateFolder(std::move(*folder), std::move(*journal)));
}

Result<void> StateFolder::keep(std::string_view run, std::string_view person, ByteView photo) {
  if (auto put = folder_->put(kept_path(run, person), photo); !put) return put;
  return folder_->settle();
}

fs::path StateFolder::kept_file(std::string_view run, std::string_view person) const {
  return path() / kept_path(run, person);
}

void StateFolder::forget_kept_before(Clock::WallTime moment) {
  std::error_code error;
  const auto age = fs::file_time_type::clock::now() - std::chrono::system_clock::now().time_since_epoch() +
                   moment.time_since_epoch();
  for (const auto& run : fs::directory_iterator(path() / kept_folder, error)) {
    for (const auto& photo : fs::directory_iterator(run.path(), error))
      if (photo.last_write_time(error) < age) fs::remove(photo.path(), error);
    fs::remove(run.path(), error);  // refused while it holds photos
  }
}

}  // namespace headroom::delivery
