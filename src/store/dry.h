#pragma once

#include "store/around.h"

namespace headroom::store {

/// Writes succeed and change nothing; what is read is real.
class Dry final : public Around {
 public:
  explicit Dry(PhotoStore& inner);

  const Traits& traits() const override { return traits_; }
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  Traits traits_;
};

}  // namespace headroom::store
