#include "compute/queue.h"

#include <CL/cl.h>

#include <algorithm>
#include <utility>

#include "compute/codes.h"
#include "compute/device.h"

namespace headroom::compute {
namespace {

constexpr std::size_t granule =
    1 << 16;  // bytes: sizes are rounded up to it, so that photos of about one size share buffers

}  // namespace

Queue::Queue(Device& device, Handle<_cl_command_queue> commands) : device_(&device), commands_(std::move(commands)) {}

Queue::~Queue() {
  if (commands_) clFinish(commands_.get());
}

Buffer Queue::reserve(std::size_t bytes) {
  if (refuses()) return {};
  Owned* best = nullptr;
  for (Owned& owned : owned_)
    if (!owned.lent && owned.bytes >= bytes && (!best || owned.bytes < best->bytes)) best = &owned;
  if (!best) return create((bytes + granule - 1) / granule * granule);
  best->lent = true;
  return {best->memory.get(), best->bytes};
}

// Buffers that proved too small make way, or photos that grow slowly would fill the device's memory.
Buffer Queue::create(std::size_t bytes) {
  const auto smaller = [](const Owned& owned) { return !owned.lent; };
  if (const auto free = std::ranges::find_if(owned_, smaller); free != owned_.end()) owned_.erase(free);
  int code = CL_SUCCESS;
  Handle<_cl_mem> memory(clCreateBuffer(device_->context(), CL_MEM_READ_WRITE, bytes, nullptr, &code));
  if (!check("reserve device memory", code)) return {};
  owned_.push_back({std::move(memory), bytes, true});
  return {owned_.back().memory.get(), bytes};
}

void Queue::upload(const Buffer& to, std::size_t offset, ByteView bytes) {
  if (refuses() || bytes.empty()) return;
  check("upload", clEnqueueWriteBuffer(commands_.get(), to.memory, CL_FALSE, offset, bytes.size(), bytes.data(), 0,
                                       nullptr, nullptr));
}

void Queue::download(const Buffer& from, std::size_t offset, std::span<Byte> bytes) {
  if (refuses() || bytes.empty()) return;
  check("download", clEnqueueReadBuffer(commands_.get(), from.memory, CL_FALSE, offset, bytes.size(), bytes.data(), 0,
                                        nullptr, nullptr));
}

void Queue::fill(const Buffer& buffer, std::size_t offset, std::size_t bytes, Byte value) {
  if (refuses() || bytes == 0) return;
  check("fill", clEnqueueFillBuffer(commands_.get(), buffer.memory, &value, 1, offset, bytes, 0, nullptr, nullptr));
}

void Queue::run(std::string_view kernel_name, Range range, std::initializer_list<Argument> arguments) {
  if (refuses()) return;
  cl_kernel code = kernel(kernel_name);
  if (!code) return;
  const std::string sentence = "run the kernel " + std::string(kernel_name);
  cl_uint index = 0;
  for (const Argument& argument : arguments)
    if (!check(sentence, clSetKernelArg(code, index++, argument.size(), argument.data()))) return;
  const std::size_t items[] = {static_cast<std::size_t>(range.x), static_cast<std::size_t>(range.y),
                               static_cast<std::size_t>(range.z)};
  const cl_uint directions = range.z > 1 ? 3 : range.y > 1 ? 2 : 1;
  check(sentence,
        clEnqueueNDRangeKernel(commands_.get(), code, directions, nullptr, items, nullptr, 0, nullptr, nullptr));
}

Result<void> Queue::finish() {
  const int code = device_ ? clFinish(commands_.get())
                           : CL_SUCCESS;  // also after an error: nothing may write to the caller's memory later
  if (!error_) check("finish", code);
  if (!error_) return {};
  const Error error = *std::exchange(error_, std::nullopt);
  return Failure(error);
}

void Queue::recycle() {
  clFinish(commands_.get());
  error_.reset();
  for (Owned& owned : owned_) owned.lent = false;
}

bool Queue::refuses() {
  if (!error_ && !device_) error_ = Error{Fault::device_failed, "a queue of no device"};
  if (!error_ && device_->fails_now()) error_ = Error{Fault::device_failed, "made to fail for a test"};
  return error_.has_value();
}

bool Queue::check(std::string_view what, int code) {
  if (code != CL_SUCCESS && !error_)
    error_ = Error{Fault::device_failed, "could not " + std::string(what) + ": " + error_name(code)};
  return code == CL_SUCCESS;
}

_cl_kernel* Queue::kernel(std::string_view name) {
  if (const auto found = kernels_.find(name); found != kernels_.end()) return found->second.get();
  const auto program = device_->program(name);
  if (!program) {
    error_ = program.error();
    return nullptr;
  }
  int code = CL_SUCCESS;
  Handle<_cl_kernel> made(clCreateKernel(*program, std::string(name).c_str(), &code));
  if (!check("take the kernel " + std::string(name), code)) return nullptr;
  return kernels_.emplace(name, std::move(made)).first->second.get();
}

void Recycle::operator()(Queue* queue) const {
  std::unique_ptr<Queue> owned(queue);
  if (device) device->take_back(std::move(owned));
}

}  // namespace headroom::compute
