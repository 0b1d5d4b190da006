#include "store/memory.h"

#include <fmt/format.h>

#include "base/folded.h"

namespace headroom::store {

Memory::Memory(std::vector<Person> people, Traits traits) : people_(std::move(people)), traits_(std::move(traits)) {
  for (std::size_t i = 0; i < people_.size(); i++) {
    ids_.insert(people_[i].id);
    by_key_.emplace(folded(people_[i].key), i);
  }
}

Result<void> Memory::known(const Person& person) const {
  if (ids_.contains(person.id)) return {};
  return fail(Fault::no_such_user, fmt::format("nobody here is {}", person.key));
}

Result<void> Memory::list(const std::function<void(Person)>& visitor) {
  for (const auto& person : people_) visitor(person);
  return {};
}

Result<std::vector<Person>> Memory::find(std::string_view key) {
  std::vector<Person> found;
  const std::string wanted = folded(key);
  if (wanted.empty()) return found;
  const auto [begin, end] = by_key_.equal_range(wanted);
  for (auto entry = begin; entry != end; ++entry) found.push_back(people_[entry->second]);
  return found;
}

Result<std::optional<Bytes>> Memory::get(const Person& person) {
  if (auto here = known(person); !here) return Failure(here.error());
  const std::lock_guard lock(mutex_);
  const auto photo = photos_.find(person.id);
  if (photo == photos_.end()) return std::nullopt;
  return photo->second;
}

Result<void> Memory::put(const Person& person, ByteView photo) {
  if (auto here = known(person); !here) return here;
  if (photo.empty()) return fail(Fault::refused, "an empty photo; remove it instead");
  if (photo.size() > traits_.most_bytes)
    return fail(Fault::refused, fmt::format("{} bytes, and at most {} are allowed", photo.size(), traits_.most_bytes));
  const std::lock_guard lock(mutex_);
  photos_.insert_or_assign(person.id, Bytes(photo.begin(), photo.end()));
  return {};
}

Result<void> Memory::remove(const Person& person) {
  if (auto here = known(person); !here) return here;
  if (!traits_.can_remove) return fail(Fault::unsupported, "this store cannot remove photos");
  const std::lock_guard lock(mutex_);
  photos_.erase(person.id);
  return {};
}

}  // namespace headroom::store
