#include "store/one_writer.h"

namespace headroom::store {
namespace {

constexpr auto look_every = std::chrono::milliseconds(40);  // at `stop`

}  // namespace

/// True when it is this call's turn; false when it was stopped before.
bool OneWriter::enter(const std::string& id, bool write) {
  std::unique_lock lock(mutex_);
  forget_idle();
  Queue& queue = queues_[id];
  const auto number = next_++;
  queue.waiting.push_back(number);
  while (queue.waiting.front() != number && !stop_) queue.moved.wait_for(lock, look_every);
  bool mine = queue.waiting.front() == number && !stop_;
  if (mine && write) {
    const Clock::Time from = queue.write_from;
    lock.unlock();
    mine = clock_.now() >= from || clock_.sleep_until(from, stop_);
    lock.lock();
  }
  if (mine) return true;
  std::erase(queue.waiting, number);
  queue.moved.notify_all();
  if (queue.waiting.empty()) queues_.erase(id);  // after `stop` nothing is written, so no distance has to be kept
  return false;
}

void OneWriter::leave(const std::string& id, bool wrote) {
  const std::lock_guard lock(mutex_);
  Queue& queue = queues_.find(id)->second;
  queue.waiting.pop_front();
  const Clock::Time now = clock_.now();
  if (wrote && traits().least_distance.count() > 0) {
    queue.write_from = now + traits().least_distance;
    resting_.emplace_back(queue.write_from, id);
  }
  if (!queue.waiting.empty())
    queue.moved.notify_all();
  else if (queue.write_from <= now)
    queues_.erase(id);
}

void OneWriter::forget_idle() {
  const Clock::Time now = clock_.now();
  while (!resting_.empty() && resting_.front().first <= now) {
    const auto queue = queues_.find(resting_.front().second);
    if (queue != queues_.end() && queue->second.waiting.empty() && queue->second.write_from <= now)
      queues_.erase(queue);
    resting_.pop_front();
  }
}

std::size_t OneWriter::remembered() const {
  const std::lock_guard lock(mutex_);
  return queues_.size();
}

template <class Operation>
auto OneWriter::in_turn(const Person& person, bool write, Operation operation) -> decltype(operation()) {
  if (!enter(person.id, write)) return Failure(stopped());
  auto result = operation();
  leave(person.id, write);
  return result;
}

Result<std::optional<Bytes>> OneWriter::get(const Person& person) {
  return in_turn(person, false, [&] { return inner().get(person); });
}

Result<void> OneWriter::put(const Person& person, ByteView photo) {
  return in_turn(person, true, [&] { return inner().put(person, photo); });
}

Result<void> OneWriter::remove(const Person& person) {
  return in_turn(person, true, [&] { return inner().remove(person); });
}

}  // namespace headroom::store
