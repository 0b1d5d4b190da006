#include "delivery/state_folder.h"

#include <utility>

namespace headroom::delivery {

StateFolder::StateFolder(std::unique_ptr<store::Folder> folder, std::unique_ptr<Journal> journal)
    : folder_(std::move(folder)), journal_(std::move(journal)) {}

Result<std::unique_ptr<StateFolder>> StateFolder::open(const std::filesystem::path& path) {
  auto folder = store::Folder::open(path, store::Privacy::owner_only);
  if (!folder) return Failure(folder.error());
  auto journal = Journal::open(path / "journal.sqlite");
  if (!journal) return Failure(journal.error());
  return std::unique_ptr<StateFolder>(new StateFolder(std::move(*folder), std::move(*journal)));
}

}  // namespace headroom::delivery
