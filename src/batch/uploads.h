#pragma once

#include <functional>

#include "base/photo.h"

namespace headroom::batch {

/// The last stage of a run: where photos go once their outputs are on the disk. It is slow, as services are: no
/// thread of the graph waits for it.
class Uploads {
 public:
  virtual ~Uploads() = default;

  /// Takes a photo's outputs, or learns that there are none; calls `done` once, from any thread, when nothing more is
  /// to be done about them.
  virtual void submit(const Outcome& outcome, std::function<void()> done) = 0;
};

}  // namespace headroom::batch
