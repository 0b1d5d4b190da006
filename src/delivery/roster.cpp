#include "delivery/roster.h"

#include <utility>

#include "base/folded.h"

namespace headroom::delivery {

Roster::Roster(std::vector<store::Person> people) : people_(std::move(people)), near_misses_(people_) {
  for (std::size_t i = 0; i < people_.size(); i++) {
    by_id_.emplace(people_[i].id, i);
    if (auto key = folded(people_[i].key); !key.empty()) by_key_[std::move(key)].push_back(i);
  }
}

Result<Roster> Roster::of(store::PhotoStore& store) {
  std::vector<store::Person> people;
  auto listed = store.list([&](store::Person person) { people.push_back(std::move(person)); });
  if (!listed) return Failure(listed.error());
  return Roster(std::move(people));
}

std::vector<const store::Person*> Roster::with(std::string_view key) const {
  std::vector<const store::Person*> found;
  if (const auto at = by_key_.find(folded(key)); at != by_key_.end())
    for (const std::size_t i : at->second) found.push_back(&people_[i]);
  return found;
}

const store::Person* Roster::with_id(std::string_view id) const {
  const auto at = by_id_.find(std::string(id));
  return at == by_id_.end() ? nullptr : &people_[at->second];
}

std::vector<std::string> Roster::near(std::string_view key) const { return near_misses_.of(key, 3); }

}  // namespace headroom::delivery
