#include "resample.h"

// The first pass: one work item per column and output row, planes in the third direction. `out` has no gaps.
// spans: first tap, first and last of the lobe, for each output row.
kernel void resample_down(global const uchar* in, int start, int in_stride, int in_distance, global short* out,
                          int width, int height, global const int* spans, global const short* weights, int taps) {
  const int x = get_global_id(0), y = get_global_id(1), plane = get_global_id(2);
  if (x >= width || y >= height) return;
  in += start + plane * in_distance + x;
  const int first = spans[3 * y];
  int sum = 0;
  for (int tap = 0; tap < taps; tap++)
    sum += resample_tap(resample_input(in[(first + tap) * in_stride]), weights[y * taps + tap]);
  int low = 255, high = 0;
  for (int row = spans[3 * y + 1]; row <= spans[3 * y + 2]; row++) {
    low = min(low, (int)in[row * in_stride]);
    high = max(high, (int)in[row * in_stride]);
  }
  out[(plane * height + y) * width + x] =
      resample_again(resample_limited(sum, resample_input(low), resample_input(high)));
}
