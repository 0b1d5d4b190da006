#pragma once

#include "base/apart.h"
#include "base/image.h"
#include "kernels/pixels.h"

namespace headroom::filter {
namespace detail {

inline Picture picture_of(const Image& image) {
  return {image.luma.row(0),   image.cb.row(0),    image.cr.row(0),
          image.luma.stride(), image.luma.width(), image.luma.height()};
}

/// Columns begin..end of one row. Parameters, not local variables, because only there `__restrict` counts.
template <auto pixel>
[[gnu::always_inline]] inline void make_row(const Picture& in, const int* __restrict numbers, int y, int begin, int end,
                                            Byte* __restrict luma, Byte* __restrict cb, Byte* __restrict cr) {
  HEADROOM_APART
  for (int x = begin; x < end; x++) {
    const Colour colour = pixel(in, x, y, numbers);
    luma[x] = static_cast<Byte>(colour.y);
    cb[x] = static_cast<Byte>(colour.cb);
    cr[x] = static_cast<Byte>(colour.cr);
  }
}

#if defined(__x86_64__)
template <auto pixel>
[[gnu::target("avx2")]] void make_row_avx2(const Picture& in, const int* numbers, int y, int begin, int end, Byte* luma,
                                           Byte* cb, Byte* cr) {
  make_row<pixel>(in, numbers, y, begin, end, luma, cb, cr);
}
#endif

}  // namespace detail

/// Columns begin..end of one row of `out` by a pixel function of kernels/, in the processor's widest registers.
template <auto pixel>
void twin_row(const Image& in, Image& out, const int* numbers, int y, int begin, int end) {
  if (begin >= end) return;
  const Picture picture = detail::picture_of(in);
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2"))
    return detail::make_row_avx2<pixel>(picture, numbers, y, begin, end, out.luma.row(y), out.cb.row(y), out.cr.row(y));
#endif
  detail::make_row<pixel>(picture, numbers, y, begin, end, out.luma.row(y), out.cb.row(y), out.cr.row(y));
}

/// The twin made of a pixel function alone.
template <auto pixel>
void twin(const Image& in, Image& out, const int* numbers) {
  for (int y = 0; y < out.luma.height(); y++) twin_row<pixel>(in, out, numbers, y, 0, out.luma.width());
}

}  // namespace headroom::filter
