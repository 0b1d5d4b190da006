#include "resample.h"

// The second pass: one work item per output sample, planes in the third direction. `in` is what resample_down made.
kernel void resample_across(global const short* in, int in_width, global uchar* out, int out_stride, int out_distance,
                            int first_plane, int width, int height, global const int* spans,
                            global const short* weights, int taps) {
  const int x = get_global_id(0), y = get_global_id(1), plane = get_global_id(2);
  if (x >= width || y >= height) return;
  in += (plane * height + y) * in_width;
  const int first = spans[3 * x];
  int sum = 0;
  for (int tap = 0; tap < taps; tap++) sum += resample_tap(in[first + tap], weights[x * taps + tap]);
  short low = in[spans[3 * x + 1]], high = low;
  for (int column = spans[3 * x + 1] + 1; column <= spans[3 * x + 2]; column++) {
    low = min(low, in[column]);
    high = max(high, in[column]);
  }
  out[(first_plane + plane) * out_distance + y * out_stride + x] = resample_byte(resample_limited(sum, low, high));
}
