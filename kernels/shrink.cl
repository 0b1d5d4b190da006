#include "shrink.h"

// One work item per sample of the result, planes in the third direction. The part of `in` that counts begins at byte
// `start` and has part_width x part_height samples; its last ones are repeated.
kernel void shrink(global const uchar* in, int start, int in_stride, int in_distance, int part_width, int part_height,
                   int levels_across, int levels_down, global uchar* out, int out_stride, int out_distance, int width,
                   int height) {
  const int x = get_global_id(0), y = get_global_id(1), plane = get_global_id(2);
  if (x >= width || y >= height) return;
  const int left = x << levels_across, top = y << levels_down;
  in += start + plane * in_distance;
  uint sum = 0;
  for (int row = top; row < top + (1 << levels_down); row++)
    for (int column = left; column < left + (1 << levels_across); column++)
      sum += in[min(row, part_height - 1) * in_stride + min(column, part_width - 1)];
  out[plane * out_distance + y * out_stride + x] = shrink_mean(sum, levels_across + levels_down);
}
