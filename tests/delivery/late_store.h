#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "delivery/pictures.h"
#include "store/photo_store.h"

namespace headroom::delivery {

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }
inline std::string jpeg(std::string_view inside) { return "\xff\xd8\xff" + std::string(inside); }
inline store::Person person(int i) {
  const std::string key = "u" + std::to_string(i);
  return {"id-" + key, key, "Name " + key, "CN=" + key, true};
}

/// What LateStore makes of a photo.
inline Bytes made_of(std::string_view inside) { return bytes_of(jpeg("made of " + std::string(inside))); }

/// A store that makes a picture of its own of every photo, and shows it some time after it was written; what it answers
/// to a write may be ordered. Time is the clock's.
class LateStore final : public store::PhotoStore {
 public:
  LateStore(Clock& clock, Clock::Duration late) : clock_(clock), late_(late) {
    its_traits.keeps_bytes = false;
    its_traits.shows_within = std::chrono::seconds(60);
    its_traits.least_distance = std::chrono::seconds(30);
  }

  const store::Traits& traits() const override { return its_traits; }
  std::string identity() const override { return "late"; }
  std::string account() const override { return "tester"; }
  Result<void> list(const std::function<void(store::Person)>&) override { return {}; }
  Result<std::vector<store::Person>> find(std::string_view) override { return std::vector<store::Person>{}; }

  Result<std::optional<Bytes>> get(const store::Person& person) override {
    const std::lock_guard lock(mutex_);
    reads++;
    if (!get_errors.empty()) {
      const Error error = get_errors.front();
      get_errors.pop_front();
      return Failure(error);
    }
    std::optional<Bytes> shown;
    for (const auto& [from, photo] : written_[person.id])
      if (from <= clock_.now()) shown = photo;
    return shown;
  }
  Result<void> put(const store::Person& person, ByteView photo) override {
    const std::lock_guard lock(mutex_);
    writes++;
    sizes.push_back(photo.size());
    if (its_traits.modest_bytes > 0 && photo.size() > its_traits.modest_bytes)
      return fail(Fault::too_large, "no mailbox");
    const std::string inside(photo.begin() + 3, photo.end());
    return write(person, made_of(spoils ? "something else" : inside));
  }
  Result<void> remove(const store::Person& person) override {
    const std::lock_guard lock(mutex_);
    writes++;
    return write(person, std::nullopt);
  }

  /// Shown at once.
  void hold(const store::Person& person, Bytes photo) {
    const std::lock_guard lock(mutex_);
    written_[person.id].emplace_back(clock_.now(), std::move(photo));
  }

  store::Traits its_traits{"late", 1000, {96, 96}};
  bool spoils = false;
  std::deque<Error> get_errors;
  std::deque<std::pair<Error, bool>> put_errors;  // true: carried out nevertheless
  std::vector<std::size_t> sizes;
  std::function<void()> on_write;
  std::atomic<int> reads{0};
  std::atomic<int> writes{0};

 private:
  Result<void> write(const store::Person& person, std::optional<Bytes> photo) {
    if (on_write) on_write();
    std::optional<std::pair<Error, bool>> answer;
    if (!put_errors.empty()) {
      answer = put_errors.front();
      put_errors.pop_front();
    }
    if (!answer || answer->second) written_[person.id].emplace_back(clock_.now() + late_, std::move(photo));
    if (answer) return Failure(answer->first);
    return {};
  }

  Clock& clock_;
  const Clock::Duration late_;
  std::mutex mutex_;
  std::map<std::string, std::vector<std::pair<Clock::Time, std::optional<Bytes>>>> written_;  // shown from then on
};

/// Knows what LateStore makes of a photo; nothing else is like another.
class KnownPictures final : public Pictures {
 public:
  Result<bool> alike(ByteView one, ByteView other) const override {
    comparisons++;
    const std::string there(other.begin(), other.end());
    if (there.ends_with("half")) return fail(Fault::broken, "its end is missing");
    return there == jpeg("made of " + std::string(one.begin() + 3, one.end()));
  }
  Result<Bytes> smaller(ByteView picture, std::size_t most_bytes) const override {
    if (most_bytes < 4) return fail(Fault::not_fitting, "too many bytes at the lowest quality");
    return Bytes(picture.begin(), picture.begin() + static_cast<std::ptrdiff_t>(most_bytes));
  }

  mutable std::atomic<int> comparisons{0};
};

}  // namespace headroom::delivery
