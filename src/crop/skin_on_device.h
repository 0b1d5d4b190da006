#pragma once

#include "compute/backend.h"
#include "crop/skin_map.h"

namespace headroom::crop {

/// The skin map by kernels/skin.cl and skin_rows.cl: the twin of `make_skin_map_on_cpu`, equal to the bit.
///
/// preview  three planes of equal size
/// fails    device_failed
Result<SkinMap> make_skin_map_on_device(const Image& preview, compute::Queue& queue);

/// On whatever `backend` has. Grey previews need no arithmetic and stay on the CPU.
compute::Done<SkinMap> make_skin_map(const Image& preview, compute::Backend& backend);

}  // namespace headroom::crop
