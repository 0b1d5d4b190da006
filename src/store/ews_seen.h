#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/image.h"

namespace headroom::store {

/// Photos that were fetched last, with the server's mark of each (ETag): one that is looked for until it changes need
/// not be sent again every time. A few dozen, the oldest go first. Safe to use from several threads.
class EwsSeen {
 public:
  explicit EwsSeen(std::size_t most = 32) : most_(most) {}

  struct Photo {
    std::string mark;
    Bytes bytes;
  };

  void keep(const std::string& address, Photo photo);
  std::optional<Photo> at(const std::string& address) const;
  void forget(const std::string& address);

 private:
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::map<std::string, Photo> photos_;
  std::deque<std::string> order_;  // of arrival
};

}  // namespace headroom::store
