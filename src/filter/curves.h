#pragma once

namespace headroom::filter {

/// Bends 0..1 onto itself: steeper by 1 + bend at 0, flatter by as much at 1; both ends stay, nothing is clipped.
///
/// bend  above -1; 0 is the identity
constexpr double bent(double share, double bend) { return share * (1 + bend) / (1 + bend * share); }

constexpr double blended(double from, double to, double share) { return from + (to - from) * share; }

/// The gain of chroma that goes with luma moved from `before` to `after`, 0..255: dark colours keep their saturation,
/// and light ones their distance from white, so that no channel is pushed beyond the end of its range.
///
/// strength  0: chroma stays; 1: it follows fully
constexpr double chroma_gain(double before, double after, double strength) {
  constexpr double least = 8;  // levels; below, ratios mean nothing
  const double as_light = (after + least) / (before + least);
  const double as_room = (255 - after + least) / (255 - before + least);
  const double light = after / 255;
  return blended(1, blended(as_light, as_room, light), strength);
}

}  // namespace headroom::filter
