#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/photo_store.h"

namespace headroom::delivery {

/// A store of a few people that fails when it is told to.
class SmallStore final : public store::PhotoStore {
 public:
  explicit SmallStore(std::vector<store::Person> people) : people_(std::move(people)) {}

  const store::Traits& traits() const override { return its_traits; }
  std::string identity() const override { return "small"; }
  std::string account() const override { return "tester"; }
  Result<void> list(const std::function<void(store::Person)>& visitor) override {
    if (failure) return Failure(*failure);
    for (const auto& person : people_) visitor(person);
    return {};
  }
  Result<std::vector<store::Person>> find(std::string_view) override { return people_; }
  Result<std::optional<Bytes>> get(const store::Person& person) override {
    if (failure) return Failure(*failure);
    const auto at = photos.find(person.id);
    return at == photos.end() ? std::nullopt : std::optional(at->second);
  }
  Result<void> put(const store::Person& person, ByteView photo) override {
    photos[person.id] = {photo.begin(), photo.end()};
    return {};
  }
  Result<void> remove(const store::Person& person) override {
    photos.erase(person.id);
    return {};
  }

  store::Traits its_traits{"small", 100, {96, 96}};
  std::map<std::string, Bytes> photos;  // by id
  std::optional<Error> failure;

 private:
  std::vector<store::Person> people_;
};

}  // namespace headroom::delivery
