#pragma once

#include <memory>

#include "base/turn.h"
#include "codec/photo_source.h"

namespace headroom::codec {

/// The same photo turned: sizes, rectangles and planes are those of the turned one. For photos that lie on their side
/// without saying so.
std::unique_ptr<PhotoSource> turned_source(std::unique_ptr<PhotoSource> source, Orientation orientation);

}  // namespace headroom::codec
