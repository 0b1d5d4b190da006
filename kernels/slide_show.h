#ifndef HEADROOM_SLIDE_SHOW_H
#define HEADROOM_SLIDE_SHOW_H

#include "pixels.h"

// The cardboard mount of a slide: a board with round corners on white, and in it a window with round corners through
// which the picture shows, with the board's shadow on it. The picture is smaller than the output and lies in its
// middle. All lengths in 1/16 pixel.

enum {
  mount_left = own_numbers,  // the picture's first column and row in the output, in pixels
  mount_top,
  mount_board,  // an outline: see below
  mount_window = mount_board + 5,
  mount_shadow = mount_window + 5,  // how far the board's shadow reaches into the window
  mount_shadow_share,               // 2^20 / mount_shadow
  mount_bevel,                      // of the board's edges
  mount_slope                       // how the light falls off across the board: 2^20 / its width
};

// How far a place lies inside a box with round corners about its middle; below 0 outside. Exact along the sides; in a
// corner as good as that near the outline, which is where it counts.
//
// outline  where its five numbers are: half the width, half the height, radius r of the corners, a shift s and
//          2^(s + 12) / (2 * r)
HEADROOM_INLINE int mount_depth(int u, int v, int outline, Numbers numbers) {
  const int side_u = numbers[outline] - magnitude(u), side_v = numbers[outline + 1] - magnitude(v);
  const int radius = numbers[outline + 2];
  const int du = max(radius - side_u, 0), dv = max(radius - side_v, 0);
  const int round = ((radius * radius - du * du - dv * dv) >> numbers[outline + 3]) * numbers[outline + 4] >> 12;
  return min(du, dv) > 0 ? round : min(side_u, side_v);
}

// How much of a pixel lies inside an outline, 0..4096.
HEADROOM_INLINE int mount_cover(int depth) { return clamp((depth + 8) * 256, 0, 4096); }

HEADROOM_INLINE int mount_blend(int from, int to, int share) { return from + (((to - from) * share + 2048) >> 12); }

// The board: warm white paper on white, lighter towards the top left, with edges that turn away from the light or to
// it.
HEADROOM_INLINE Colour mount_paper(int u, int v, int window, uint bits, Numbers numbers) {
  const int board = mount_depth(u, v, mount_board, numbers);
  const int bevel = numbers[mount_bevel];
  const int slope = ((u + v) * numbers[mount_slope] >> 8) * -7;  // in 1/4096 levels
  const int rim = board < bevel ? 13 : 0;
  const int cut = -window < bevel ? (u + v > 0 ? 10 : -36) : 0;
  const int luma = (((230 - rim + cut) << 12) + slope + (int)(bits & 4095u)) >> 12;
  const int cover = mount_cover(board);
  return colour(mount_blend(255, luma, cover), mount_blend(128, 124, cover), mount_blend(128, 131, cover));
}

HEADROOM_INLINE int mount_across(int x, Numbers numbers) { return 16 * x + 8 - 8 * numbers[number_width]; }
HEADROOM_INLINE int mount_down(int y, Numbers numbers) { return 16 * y + 8 - 8 * numbers[number_height]; }

// A pixel beside the window.
HEADROOM_INLINE Colour mount_pixel_outside(Picture in, int x, int y, Numbers numbers) {
  (void)in;
  const int u = mount_across(x, numbers), v = mount_down(y, numbers);
  return mount_paper(u, v, mount_depth(u, v, mount_window, numbers), chance(x, y, 3u), numbers);
}

// A pixel of the window: the picture in the shadow of the board, and paper in the round corners.
HEADROOM_INLINE Colour mount_pixel_inside(Picture in, int x, int y, Numbers numbers) {
  const int u = mount_across(x, numbers), v = mount_down(y, numbers);
  // Light comes from the top left: the shadow is the window's outline moved down and to the right.
  const int reach = numbers[mount_shadow];
  const int depth = clamp(reach - mount_depth(u - reach / 2, v - reach / 2, mount_window, numbers), 0, 2 * reach);
  const int share = depth * numbers[mount_shadow_share] >> 9;  // 0..4096
  const int light = 4096 - ((2400 * ((share * share) >> 12)) >> 12);
  const Colour picture =
      darkened(pixel_of(in, x - numbers[mount_left], y - numbers[mount_top]), light, 2048u);  // half up
  const int window = mount_depth(u, v, mount_window, numbers);
  const Colour paper = mount_paper(u, v, window, chance(x, y, 3u), numbers);
  const int cover = mount_cover(window);
  return colour(mount_blend(paper.y, picture.y, cover), mount_blend(paper.cb, picture.cb, cover),
                mount_blend(paper.cr, picture.cr, cover));
}

HEADROOM_INLINE Colour slide_show_pixel(Picture in, int x, int y, Numbers numbers) {
  const int column = x - numbers[mount_left], row = y - numbers[mount_top];
  if (column < 0 || row < 0 || column >= in.width || row >= in.height) return mount_pixel_outside(in, x, y, numbers);
  return mount_pixel_inside(in, x, y, numbers);
}

#endif
