#pragma once

#include "base/image.h"

namespace headroom::codec {

/// `plane` in cells of `columns` x `rows` samples, each the rounded average; the last ones may be smaller.
Plane average_cells(const Plane& plane, int columns, int rows);

/// What `plane` shows at the samples of another grid: averages over its samples, or between two samples where the
/// grid is finer. Within one level of exact.
///
/// size          samples of the result
/// across, down  where they lie
Plane average_at(const Plane& plane, Size size, Axis across, Axis down);

}  // namespace headroom::codec
