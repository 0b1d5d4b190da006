#pragma once

#include <filesystem>

#include "cli/commands.h"
#include "cli/option.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// The size of the picture that suits a store.
Size picture_size(const store::Traits& traits);

/// Makes the picture that suits a store of one photo, by the ordinary walk of a photo, and writes it into `scratch`.
///
/// texts    what is known of the options of `convert`
/// returns  the picture's file
/// fails    usage; as the steps of a conversion
Result<std::filesystem::path> make_picture(const std::filesystem::path& photo, const store::Traits& traits,
                                           const Texts& texts, const std::filesystem::path& scratch,
                                           const Streams& streams);

}  // namespace headroom::cli
