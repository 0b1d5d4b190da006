#pragma once

#include <filesystem>
#include <memory>

#include "store/photo_store.h"

namespace headroom::store {

/// A folder as a store: `people.csv` in it says who there is (id,key,name,enabled; key alone will do), `<key>.jpg` is
/// somebody's photo, whatever the case and Unicode form of its name. For dry runs against a copy of a directory,
/// intranets that read a folder, and tests.
///
/// A photo is on the disk when `put` returns, and nobody sees half of one. Files have mode 0644. Where people.csv has
/// no ids, keys take their place.
///
/// fails  usage: no such folder, no people.csv, or one that cannot be understood, with the line: a key twice, or one
///        that no file in the folder can be named by ("../ada", ".ada"); two files that are one person's photo
Result<std::unique_ptr<PhotoStore>> open_photo_folder(const std::filesystem::path& folder);

}  // namespace headroom::store
