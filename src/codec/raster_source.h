#pragma once

#include <memory>

#include "codec/photo_source.h"
#include "codec/raster.h"

namespace headroom::codec {

/// A picture that is decoded already, as a photo source.
std::unique_ptr<PhotoSource> make_raster_source(Raster raster);

}  // namespace headroom::codec
