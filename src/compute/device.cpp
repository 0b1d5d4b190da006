#include "compute/device.h"

#include <CL/cl.h>

#include <algorithm>

#include "compute/codes.h"

namespace headroom::compute {

Result<std::unique_ptr<Device>> Device::open(const DeviceInfo& info, std::filesystem::path cache, int commands_left) {
  int code = CL_SUCCESS;
  Handle<_cl_context> context(clCreateContext(nullptr, 1, &info.handle, nullptr, nullptr, &code));
  if (code != CL_SUCCESS) return device_failure("open " + info.name, code);
  return std::unique_ptr<Device>(new Device(info, std::move(context), std::move(cache), commands_left));
}

Device::Device(DeviceInfo info, Handle<_cl_context> context, std::filesystem::path cache, int commands_left)
    : info_(std::move(info)), context_(std::move(context)), cache_(std::move(cache)), commands_left_(commands_left) {}

Result<Lease> Device::lease() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Lease lease(idle_.back().release(), Recycle{this});
      idle_.pop_back();
      return lease;
    }
  }
  int code = CL_SUCCESS;
  Handle<_cl_command_queue> commands(clCreateCommandQueue(context_.get(), info_.handle, 0, &code));
  if (code != CL_SUCCESS) return device_failure("open a command queue", code);
  return Lease(new Queue(*this, std::move(commands)), Recycle{this});
}

void Device::take_back(std::unique_ptr<Queue> queue) {
  queue->recycle();
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(queue));
}

Result<_cl_program*> Device::program(std::string_view kernel) {
  const std::lock_guard lock(mutex_);
  if (const auto found = programs_.find(kernel); found != programs_.end()) return found->second.get();
  const auto text = std::ranges::find(kernel_texts(), kernel, &KernelText::name);
  if (text == kernel_texts().end()) return fail(Fault::internal, "no kernel is called " + std::string(kernel));
  auto built = build_program(context_.get(), info_, *text, cache_);
  if (!built) return Failure(built.error());
  built_from_cache_ += built->from_cache;
  return programs_.emplace(kernel, std::move(built->program)).first->second.get();
}

Result<void> Device::build_all() {
  for (const KernelText& kernel : kernel_texts())
    if (const auto built = program(kernel.name); !built) return Failure(built.error());
  return {};
}

bool Device::fails_now() {
  int left = commands_left_;
  while (left > 0 && !commands_left_.compare_exchange_weak(left, left - 1)) continue;
  return left == 0;
}

}  // namespace headroom::compute
