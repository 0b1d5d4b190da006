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
#include "cli/what_goes_where.h"
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

  /// Which pictures go into which store (what_goes_where), said in a line. Those of a batch and a picture that is made
  /// for the store have no choice of sizes: 0x0.
  ///
  /// fails  usage: there are none; several stores, but pictures of one size
  Result<std::vector<std::optional<Size>>> sizes(const std::vector<Destination>& stores, const DeliveryRequest& request,
                                                 const Streams& streams) const;

  /// Whose picture is which: asks the store for its people, reads the folder or batch, or converts the photo.
  ///
  /// size   of the pictures, by `sizes`
  /// fails  as Roster::of, offers_in, read_batch, make_picture; no_such_user, several_users: of `person`
  Result<std::vector<delivery::Match>> matches(store::PhotoStore& store, Size size, const DeliveryRequest& request,
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
                                                       const DeliveryRequest& request, const Streams& streams);
  Result<std::filesystem::path> new_scratch(const DeliveryRequest& request);

  UploadWish wish_;
  bool batch_ = false;
  std::unique_ptr<store::Folder> folder_;
  std::vector<std::unique_ptr<ScratchFolder>> scratch_;  // one for each store
};

}  // namespace headroom::cli
