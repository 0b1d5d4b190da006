#ifndef HEADROOM_SHRINK_H
#define HEADROOM_SHRINK_H

#include "dialect.h"

// The mean of 2^levels samples, half up; levels is at most 24, where the sum still fits.
HEADROOM_INLINE uchar shrink_mean(uint sum, int levels) { return (uchar)((sum + ((1u << levels) >> 1)) >> levels); }

#endif
