#ifndef HEADROOM_RESAMPLE_H
#define HEADROOM_RESAMPLE_H

#include "dialect.h"

// One output sample is a weighed sum of input samples on a line, first down the columns, then along the rows.
// 16 bits hold everything, so that a vector register holds many:
//
// input    in 1/128 levels, 0..32640
// weight   in 1/16384; those of one output sample add up to 16384
// output   in 1/64 levels; each tap is rounded there, which over 36 taps costs a few hundredths of a level
//
// Lanczos weights are partly negative and would ring at hair against a white wall. An output is therefore kept between
// the least and the greatest input under the central lobe, which is what no one sees as ringing or loss of sharpness.

HEADROOM_INLINE short resample_input(int byte) { return (short)(byte << 7); }

HEADROOM_INLINE short resample_tap(short input, short weight) {
  return (short)((((int)input * weight >> 14) + 1) >> 1);  // the form that compilers know as one instruction, pmulhrsw
}

// `low` and `high` are inputs, in 1/128 levels.
HEADROOM_INLINE short resample_limited(int sum, short low, short high) {
  return (short)clamp(sum, low >> 1, high >> 1);
}

// The output of the first pass as the input of the second.
HEADROOM_INLINE short resample_again(short output) { return (short)(output * 2); }

HEADROOM_INLINE uchar resample_byte(short output) { return (uchar)((output + 32) >> 6); }

#endif
