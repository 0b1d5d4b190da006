#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "store/photo_store.h"

namespace headroom::store {

/// A store that keeps everything in memory: for tests, and for what is meant to be lost.
class Memory final : public PhotoStore {
 public:
  explicit Memory(std::vector<Person> people, Traits traits = {"memory", 102'400, {96, 96}});

  const Traits& traits() const override { return traits_; }
  std::string identity() const override { return "memory"; }
  std::string account() const override { return "memory"; }
  Result<void> list(const std::function<void(Person)>& visitor) override;
  Result<std::vector<Person>> find(std::string_view key) override;
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  Result<void> known(const Person& person) const;

  const std::vector<Person> people_;
  const Traits traits_;
  std::set<std::string, std::less<>> ids_;
  std::multimap<std::string, std::size_t> by_key_;  // folded; places in people_
  std::mutex mutex_;
  std::map<std::string, Bytes> photos_;  // by id
};

}  // namespace headroom::store
