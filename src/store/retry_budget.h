#pragma once

#include <mutex>

namespace headroom::store {

/// How many retries all operations together may make: a share of the operations, and an allowance that is used up
/// when a store is gone, so that many retries do not make an outage worse. Safe to use from several threads.
class RetryBudget {
 public:
  RetryBudget(double share, double allowance) : share_(share), most_(allowance), left_(allowance) {}

  /// Another operation begins.
  void operation();
  /// Takes a retry; false: there is none left.
  bool take();

 private:
  const double share_;
  const double most_;
  std::mutex mutex_;
  double left_;
};

}  // namespace headroom::store
