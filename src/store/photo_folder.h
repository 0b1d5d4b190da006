#pragma once

#include <filesystem>
#include <memory>

#include "store/photo_store.h"

namespace headroom::store {

/// A folder as a store: `people.csv` in it says who there is (id,key,name,enabled; key alone will do), `<key>.jpg` is
/// somebody's photo. For dry runs against a copy of a directory, intranets that read a folder, and tests.
///
/// fails  usage: no such folder, no people.csv, or one that cannot be understood, with the line
Result<std::unique_ptr<PhotoStore>> open_photo_folder(const std::filesystem::path& folder);

}  // namespace headroom::store
