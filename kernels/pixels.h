#ifndef HEADROOM_PIXELS_H
#define HEADROOM_PIXELS_H

#include "dialect.h"

// What filters share: a pixel, a picture, numbers, and chance. A filter x is a function x_pixel(in, x, y, numbers) that
// gives the pixel of the output at (x, y).

// Luma and two chromas: 0..255 each, neutral chroma 128; wider while it is worked on.
typedef struct {
  int y, cb, cr;
} Colour;

// Three planes of one size.
typedef struct {
  HEADROOM_GLOBAL const uchar* y;
  HEADROOM_GLOBAL const uchar* cb;
  HEADROOM_GLOBAL const uchar* cr;
  int stride, width, height;
} Picture;

// The numbers of a filter: these, made for each output by src/filter/chain.cpp, then the filter's own.
enum {
  number_across,  // pixels across to 1/8192 of half the output's width, times 256: see `from_middle`
  number_down,
  number_width,
  number_height,
  own_numbers
};

typedef HEADROOM_GLOBAL const int* Numbers;

HEADROOM_INLINE Colour colour(int y, int cb, int cr) {
  Colour result;
  result.y = y;
  result.cb = cb;
  result.cr = cr;
  return result;
}

HEADROOM_INLINE Colour pixel_of(Picture in, int x, int y) {
  const int at = y * in.stride + x;
  return colour(in.y[at], in.cb[at], in.cr[at]);
}

// OpenCL's abs gives an unsigned number.
HEADROOM_INLINE int magnitude(int value) { return max(value, -value); }

HEADROOM_INLINE int level(int value) { return clamp(value, 0, 255); }

HEADROOM_INLINE Colour in_range(Colour c) { return colour(level(c.y), level(c.cb), level(c.cr)); }

// Where the middle of a pixel lies: -8192..8192 from edge to edge, the middle of the output at 0. Outputs of all sizes
// have the same places, so that looks do not change with the size.
HEADROOM_INLINE int from_middle(int at, int count, int scale) { return ((2 * at + 1 - count) * scale) >> 8; }

HEADROOM_INLINE int place_across(int x, Numbers numbers) {
  return from_middle(x, numbers[number_width], numbers[number_across]);
}

HEADROOM_INLINE int place_down(int y, Numbers numbers) {
  return from_middle(y, numbers[number_height], numbers[number_down]);
}

// 32 bits that look like chance, always the same for the same place and seed; the upper ones are the better ones. In
// parts, because the first two are the same for many pixels. The seed is spread over a row, so that two seeds have no
// rows in common.
HEADROOM_INLINE uint chance_row(uint y, uint seed) {
  const uint row = (y + seed * 0xc2b2ae35u) * 0x85ebca6bu;
  return (row ^ (row >> 15)) * 0x2c1b3c6du;
}
HEADROOM_INLINE uint chance_column(uint x) { return x * 0x9e3779b1u; }
HEADROOM_INLINE uint chance_at(uint column, uint row) {
  uint bits = column + row;
  bits = (bits ^ (bits >> 15)) * 0x297a2d39u;
  return bits ^ (bits >> 13);
}
HEADROOM_INLINE uint chance(int x, int y, uint seed) {
  return chance_at(chance_column((uint)x), chance_row((uint)y, seed));
}

// `share` of `whole` to 0, in 1/4096; rounded up or down by chance, so that a gradient does not fall into bands.
HEADROOM_INLINE int dithered_share(int whole, int share, uint bits) {
  return (whole * share + (int)(bits & 4095u)) >> 12;
}

// Less light for a colour; its hue and saturation stay.
HEADROOM_INLINE Colour darkened(Colour c, int light, uint bits) {
  return colour(dithered_share(c.y, light, bits), 128 + (((c.cb - 128) * light + 2048) >> 12),
                128 + (((c.cr - 128) * light + 2048) >> 12));
}

// 0..4096 for values from `low` to `high`, with a smooth beginning. scale = 2^24 / (high - low), of which the
// difference is at least 1024 and values lie within 32768 of `low`.
HEADROOM_INLINE int smooth_rise(int value, int low, int scale) {
  const int t = clamp(((value - low) * scale) >> 12, 0, 4096);
  return (t * t) >> 12;
}

#ifdef __OPENCL_VERSION__

HEADROOM_INLINE Picture picture_of(global const uchar* in, int stride, int distance, int width, int height) {
  Picture picture;
  picture.y = in;
  picture.cb = in + distance;
  picture.cr = in + 2 * distance;
  picture.stride = stride;
  picture.width = width;
  picture.height = height;
  return picture;
}

HEADROOM_INLINE void put_pixel(global uchar* out, int distance, Colour c) {
  out[0] = (uchar)c.y;
  out[distance] = (uchar)c.cb;
  out[2 * distance] = (uchar)c.cr;
}

#endif

#endif
