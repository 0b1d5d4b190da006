#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/delivery_request.h"
#include "cli/option.h"
#include "cli/scratch_folder.h"
#include "delivery/matching.h"
#include "store/folder.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// What `upload` was told to deliver.
struct UploadWish {
  std::filesystem::path path;  // a finished folder, a batch, or with `person` a photo
  std::string person;
  std::optional<Size> size;  // of the outputs to take; none: what suits the store
  Texts conversion;          // what is known of the options of `convert`, for a photo
};

/// Finished pictures, wherever they come from, and where the report of them belongs.
class UploadSource {
 public:
  /// Checks that there is something, and locks a finished folder against a conversion into it.
  ///
  /// write  false: nothing is written there, and nothing locked
  /// fails  usage, locked, write_failed
  static Result<UploadSource> open(UploadWish wish, bool write);

  /// Whose picture is which: asks the store for its people, reads the folder or batch, or converts the photo.
  ///
  /// fails  as Roster::of, offers_in, read_batch, make_picture; no_such_user, several_users: of `person`
  Result<std::vector<delivery::Match>> matches(store::PhotoStore& store, const DeliveryRequest& request,
                                               const Streams& streams);

  /// Writes the report: into the folder, or beside the batch.
  ///
  /// returns  where it is; empty for a single photo
  /// fails    write_failed
  Result<std::filesystem::path> write_report(const std::string& csv) const;

  const std::filesystem::path& path() const { return wish_.path; }
  bool single() const { return !wish_.person.empty(); }

 private:
  explicit UploadSource(UploadWish wish) : wish_(std::move(wish)) {}
  Result<std::vector<delivery::Match>> photo_of_person(store::PhotoStore& store, const delivery::NameRule& rule,
                                                       const Streams& streams);

  UploadWish wish_;
  bool batch_ = false;
  std::unique_ptr<store::Folder> folder_;
  std::unique_ptr<ScratchFolder> scratch_;
};

}  // namespace headroom::cli
