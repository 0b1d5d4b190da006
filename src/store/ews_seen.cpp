#include "store/ews_seen.h"

#include <algorithm>
#include <utility>

namespace headroom::store {

void EwsSeen::keep(const std::string& address, Photo photo) {
  const std::lock_guard lock(mutex_);
  if (photos_.insert_or_assign(address, std::move(photo)).second) order_.push_back(address);
  if (order_.size() <= most_) return;
  photos_.erase(order_.front());
  order_.pop_front();
}

std::optional<EwsSeen::Photo> EwsSeen::at(const std::string& address) const {
  const std::lock_guard lock(mutex_);
  const auto photo = photos_.find(address);
  if (photo == photos_.end()) return std::nullopt;
  return photo->second;
}

void EwsSeen::forget(const std::string& address) {
  const std::lock_guard lock(mutex_);
  if (photos_.erase(address) == 0) return;
  order_.erase(std::find(order_.begin(), order_.end(), address));
}

}  // namespace headroom::store
