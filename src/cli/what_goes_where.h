#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// A store that photos may go into.
struct Destination {
  std::string identity;
  store::Traits traits;
};

/// Which of the outputs goes into each store; nothing for one that takes none of them. Exchange and Microsoft 365 take
/// what is larger than 96x96; that, or less, is for a directory.
///
/// stores   in the order in which a person's photo goes into them
/// outputs  the sizes that there are
/// fails    usage: a store's size is not among them, or they are for none of the stores
Result<std::vector<std::optional<Size>>> what_goes_where(const std::vector<Destination>& stores,
                                                         const std::vector<Size>& outputs);

/// "648x648 to m365 contoso.com, then 96x96 to ad DC=test": what people should know of it; empty: nothing they do not
/// expect.
///
/// sizes  by what_goes_where
std::string where_text(const std::vector<Destination>& stores, const std::vector<std::optional<Size>>& sizes,
                       const std::vector<Size>& outputs);

}  // namespace headroom::cli
