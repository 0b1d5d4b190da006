#include "skin.h"

// One work item per pixel. All four planes have `stride` bytes from row to row.
kernel void skin(global const uchar* luma, global const uchar* cb, global const uchar* cr, global uchar* score,
                 int width, int height, int stride, constant int* table) {
  const int x = get_global_id(0);
  const int y = get_global_id(1);
  if (x >= width || y >= height) return;
  const int at = y * stride + x;
  score[at] = (uchar)skin_score(table, luma[at], cb[at], cr[at]);
}
