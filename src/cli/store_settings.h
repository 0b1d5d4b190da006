#pragma once

#include "store/active_directory.h"
#include "store/exchange.h"
#include "store/microsoft_365.h"

namespace headroom::cli {

// Settings hold secrets, which are not copied by the way: who connects, examines and connects again asks for a second
// one. A field that is forgotten here does not compile.

store::DirectorySettings duplicate(const store::DirectorySettings& settings);
store::Microsoft365Settings duplicate(const store::Microsoft365Settings& settings);
store::ExchangeSettings duplicate(const store::ExchangeSettings& settings);

}  // namespace headroom::cli
