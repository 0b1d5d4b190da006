#pragma once

// Before a loop: what it writes is never read again in it, so that the compiler may take several values at once.
#ifdef __clang__
#define HEADROOM_APART _Pragma("clang loop vectorize(assume_safety)")
#else
#define HEADROOM_APART _Pragma("GCC ivdep")
#endif
