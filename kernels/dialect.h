#ifndef HEADROOM_DIALECT_H
#define HEADROOM_DIALECT_H

// What OpenCL C 1.2 and C++20 need to agree on one text. A header of this folder is compiled as both: it uses these
// macros and types, C's operators and what else is defined here, and nothing more.
//
// HEADROOM_INLINE  before a function
// HEADROOM_TABLE   before a pointed-to type: numbers made once on the host, the same for every work item
// HEADROOM_UNROLL  before a short loop of constant length within the loop over pixels
// HEADROOM_GLOBAL  before a pointed-to type: pixels, which in OpenCL lie in the device's global memory

#ifdef __OPENCL_VERSION__

#pragma OPENCL FP_CONTRACT OFF

#define HEADROOM_INLINE static inline
#define HEADROOM_UNROLL _Pragma("unroll")
#define HEADROOM_TABLE constant
#define HEADROOM_GLOBAL global

#else

#include <cstdint>

// A compiler takes several pixels at once only where no loop is left within theirs.
#ifdef __clang__
#define HEADROOM_UNROLL _Pragma("unroll")
#else
#define HEADROOM_UNROLL _Pragma("GCC unroll 8")
#endif
// Always inlined: a caller that is compiled for a newer processor takes it along.
#define HEADROOM_INLINE [[gnu::always_inline]] inline
#define HEADROOM_TABLE
#define HEADROOM_GLOBAL

using uchar = std::uint8_t;
using ushort = std::uint16_t;
using uint = std::uint32_t;

HEADROOM_INLINE int min(int a, int b) { return a < b ? a : b; }
HEADROOM_INLINE int max(int a, int b) { return a > b ? a : b; }
HEADROOM_INLINE int clamp(int value, int low, int high) { return min(max(value, low), high); }

#endif

#endif
