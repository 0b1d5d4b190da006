#pragma once

#include "store/photo_store.h"

namespace headroom::store {

/// A store around another one that passes everything on; wrappers override what they change. `inner` outlives it.
class Around : public PhotoStore {
 public:
  explicit Around(PhotoStore& inner) : inner_(inner) {}

  const Traits& traits() const override { return inner_.traits(); }
  std::string identity() const override { return inner_.identity(); }
  std::string account() const override { return inner_.account(); }
  Result<void> list(const std::function<void(Person)>& visitor) override { return inner_.list(visitor); }
  Result<std::vector<Person>> find(std::string_view key) override { return inner_.find(key); }
  Result<std::optional<Bytes>> get(const Person& person) override { return inner_.get(person); }
  Result<void> await_write() override { return inner_.await_write(); }
  Result<void> put(const Person& person, ByteView photo) override { return inner_.put(person, photo); }
  Result<void> remove(const Person& person) override { return inner_.remove(person); }

 protected:
  PhotoStore& inner() { return inner_; }

 private:
  PhotoStore& inner_;
};

/// What a call gives that waited when the run was stopped: the store has not heard of it.
inline Error stopped() { return {Fault::limit_reached, "stopped before it was its turn", {}}; }

/// Another call, whoever makes it, would fail in the same way and may get the account locked.
inline bool hopeless(Fault fault) {
  return fault == Fault::login_refused || fault == Fault::not_encrypted || fault == Fault::untrusted;
}

}  // namespace headroom::store
