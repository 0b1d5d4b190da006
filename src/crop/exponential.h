#pragma once

namespace headroom::crop {

/// e to the power of x, -700..700, within 1e-15 of itself: the same bits on every processor, which the C library does
/// not promise.
double exponential(double x);

/// 1 / (1 + e to the power of -x): from 0 to 1 as x goes from far below to far above zero.
double logistic(double x);

}  // namespace headroom::crop
