#include "crop/exponential.h"

#include <array>
#include <cmath>

namespace headroom::crop {
namespace {

constexpr double most = 700;  // the numbers end near e to the power of 709
constexpr double per_ln2 = 1.4426950408889634;
constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // so few bits that multiples are exact; the others are in the second
constexpr double ln2_low = 0x1.ef35793c76730p-45;

/// What the powers of x have in the series: 1, 1, 1/2, 1/6, ...
constexpr auto coefficients = [] {
  std::array<double, 14> values{1};
  double factorial = 1;
  for (int i = 1; i < 14; i++) values[i] = 1 / (factorial *= i);
  return values;
}();

/// The series, for at most half of ln 2: the next term is beyond what a double can tell.
double near_zero(double x) {
  double sum = 0;
  for (int i = 13; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

}  // namespace

double exponential(double x) {
  const double limited = std::fmin(std::fmax(x, -most), most);
  const double twos = std::floor(limited * per_ln2 + 0.5);
  return std::ldexp(near_zero(limited - twos * ln2_high - twos * ln2_low), static_cast<int>(twos));
}

double logistic(double x) { return 1 / (1 + exponential(-x)); }

}  // namespace headroom::crop
