#pragma once

#include <cstddef>
#include <cstdint>

namespace headroom::datasets {

/// A small generator of chance whose numbers are the same with every compiler and library, which those of
/// std::uniform_real_distribution are not.
/// source  SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// Chance of its own for the `index`-th thing: photo 17 is the same however many are drawn.
  static Random for_item(std::uint64_t seed, std::uint64_t index);

  std::uint64_t bits();

  double share();  // 0 <= share < 1
  double between(double low, double high) { return low + (high - low) * share(); }
  bool chance(double probability) { return share() < probability; }
  std::size_t below(std::size_t count);  // 0 <= below < count

  /// Near a normal distribution: mean 0, standard deviation 1, never beyond 3.5.
  double bell();

  template <class Item, std::size_t count>
  const Item& pick(const Item (&items)[count]) {
    return items[below(count)];
  }

 private:
  std::uint64_t state_;
};

}  // namespace headroom::datasets
