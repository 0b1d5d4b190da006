#pragma once

#include <string_view>

#include "filter/chain.h"

namespace headroom::filter::test {

/// A picture of one colour.
inline Image flat(Size size, int y, int cb = 128, int cr = 128) {
  Image image{Plane(size), Plane(size), Plane(size)};
  image.luma.fill(static_cast<Byte>(y));
  image.cb.fill(static_cast<Byte>(cb));
  image.cr.fill(static_cast<Byte>(cr));
  return image;
}

inline Look look(std::string_view option, std::string_view text) {
  Look look;
  look.choose(*choice_from(option, text));
  return look;
}

/// What becomes of a picture of one colour.
inline Image seen(const Look& look, const Occasion& occasion, int y, int cb = 128, int cr = 128) {
  const Chain chain = make_chain(look, occasion);
  return run_on_cpu(flat(chain.picture, y, cb, cr), chain);
}

inline double mean(const Plane& plane) {
  long long sum = 0;
  for (int row = 0; row < plane.height(); row++)
    for (int column = 0; column < plane.width(); column++) sum += plane.row(row)[column];
  return static_cast<double>(sum) / static_cast<double>(plane.size().pixels());
}

/// The mean luma that a level becomes.
inline double luma_of(const Look& look, int level, const Exposure& exposure = {}) {
  return mean(seen(look, {exposure, 1, {32, 32}}, level).luma);
}

inline int at(const Plane& plane, int x, int y) { return plane.row(y)[x]; }

}  // namespace headroom::filter::test
