#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace headroom::delivery {

/// One finished picture that may become somebody's photo.
struct Offer {
  std::string file;            // as the user knows it: relative to the folder, '/' between parts
  std::filesystem::path path;  // where to read it
  std::string sum = {};        // SHA-256 that was promised for it; empty: none was
};

/// The outputs of one size in a finished folder and below: "<stem> 96x96.jpg", in byte order. The contact sheet,
/// private folders (.headroom) and symbolic links are passed over.
///
/// fails  usage: no such folder, or no such output in it; unreadable
Result<std::vector<Offer>> offers_in(const std::filesystem::path& folder, Size size);

/// A file's name without folder (parted by '/' or '\'), picture extension and output sizes: "ada" of "x/ada 96x96.jpg".
std::string bare_name(std::string_view file);

/// The same, but the folder stays; '/' between parts.
std::string bare_path(std::string_view file);

}  // namespace headroom::delivery
