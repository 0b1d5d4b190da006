#include "skin.h"

// One work item per row: sums[2 * y] is the row's sum of skin scores, sums[2 * y + 1] that of colourfulness.
kernel void skin_rows(global const uchar* cb, global const uchar* cr, global const uchar* score, global int* sums,
                      int width, int height, int stride) {
  const int y = get_global_id(0);
  if (y >= height) return;
  int skin = 0;
  int colour = 0;
  for (int x = 0; x < width; x++) {
    const int at = y * stride + x;
    skin += score[at];
    colour += skin_colourfulness(cb[at], cr[at]);
  }
  sums[2 * y] = skin;
  sums[2 * y + 1] = colour;
}
