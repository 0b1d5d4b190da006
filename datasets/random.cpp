#include "datasets/random.h"

#include <cassert>

namespace headroom::datasets {

Random Random::for_item(std::uint64_t seed, std::uint64_t index) {
  Random mixed(seed);
  return Random(mixed.bits() ^ Random(index).bits());
}

std::uint64_t Random::bits() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31U);
}

double Random::share() {
  constexpr double steps = 9007199254740992.0;  // 2^53: as many as a double tells apart
  return static_cast<double>(bits() >> 11U) / steps;
}

std::size_t Random::below(std::size_t count) {
  assert(count > 0);
  return static_cast<std::size_t>(share() * static_cast<double>(count));
}

double Random::bell() {
  // The sum of four uniform numbers has variance 4/12; its reach of +-2 becomes +-3.46.
  constexpr double to_unit_deviation = 1.7320508075688772;
  double sum = -2;
  for (int draw = 0; draw < 4; draw++) sum += share();  // one after the other: operands are evaluated in any order
  return sum * to_unit_deviation;
}

}  // namespace headroom::datasets
