#include "tint.h"

kernel void tint(global const uchar* in, int in_stride, int in_distance, int in_width, int in_height, global uchar* out,
                 int stride, int distance, int width, int height, global const int* numbers) {
  const int x = get_global_id(0), y = get_global_id(1);
  if (x >= width || y >= height) return;
  const Picture picture = picture_of(in, in_stride, in_distance, in_width, in_height);
  put_pixel(out + y * stride + x, distance, tint_pixel(picture, x, y, numbers));
}
