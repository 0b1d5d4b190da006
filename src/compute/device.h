#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "compute/binary_cache.h"
#include "compute/devices.h"
#include "compute/program.h"
#include "compute/queue.h"

namespace headroom::compute {

/// Where queues come from; the seam at which tests put devices that fail.
class QueueSource {
 public:
  virtual ~QueueSource() = default;
  virtual Result<Lease> lease() = 0;
};

/// One OpenCL device, open for the run. For all threads; it outlives its leases.
class Device : public QueueSource {
 public:
  /// cache          where built programs are kept; empty: nowhere
  /// commands_left  for tests: that many commands succeed, all further ones fail; -1: no such end
  /// fails          device_failed: the driver gives no context
  static Result<std::unique_ptr<Device>> open(const DeviceInfo& info, std::filesystem::path cache,
                                              int commands_left = -1);

  const DeviceInfo& info() const { return info_; }
  _cl_context* context() { return context_.get(); }

  /// A queue that no one else has: an idle one or a new one.
  Result<Lease> lease() override;

  /// Built on first use, or by `build_all`.
  /// fails  device_failed, with the device compiler's words; internal: no such kernel
  Result<_cl_program*> program(std::string_view kernel);

  /// Every kernel, so that a device that cannot build them is known at the start.
  Result<void> build_all();

  int built_from_cache() const { return built_from_cache_; }

 private:
  friend class Queue;
  friend struct Recycle;

  Device(DeviceInfo info, Handle<_cl_context> context, std::filesystem::path cache, int commands_left);
  bool fails_now();
  void take_back(std::unique_ptr<Queue> queue);

  DeviceInfo info_;
  Handle<_cl_context> context_;
  BinaryCache cache_;
  std::atomic<int> commands_left_;
  std::mutex mutex_;  // over what follows
  std::map<std::string, Handle<_cl_program>, std::less<>> programs_;
  std::atomic<int> built_from_cache_ = 0;
  std::vector<std::unique_ptr<Queue>> idle_;
};

}  // namespace headroom::compute
