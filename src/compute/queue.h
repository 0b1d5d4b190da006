#pragma once

#include <cstring>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "compute/handles.h"

namespace headroom::compute {

class Device;

/// Memory of a device, lent by a queue until its lease ends. A plain value: it owns nothing.
struct Buffer {
  _cl_mem* memory = nullptr;
  std::size_t bytes = 0;
};

/// How many work items, in up to three directions.
struct Range {
  int x = 1;
  int y = 1;
  int z = 1;
};

/// What a kernel takes: buffers, and numbers of 32 bits.
class Argument {
 public:
  Argument(const Buffer& buffer) : Argument(&buffer.memory, sizeof buffer.memory) {}
  Argument(int number) : Argument(&number, sizeof number) {}
  Argument(float number) : Argument(&number, sizeof number) {}

  const void* data() const { return bytes_; }
  std::size_t size() const { return size_; }

 private:
  Argument(const void* value, std::size_t size) : size_(size) { std::memcpy(bytes_, value, size); }

  alignas(8) unsigned char bytes_[8] = {};
  std::size_t size_;
};

/// Commands for one device, carried out in the order given; for one thread at a time. After a command that failed the
/// others do nothing, and `finish` tells what the first was. Nothing waits but `finish`.
class Queue {
 public:
  Queue(Device& device, Handle<_cl_command_queue> commands);
  Queue() = default;  // of no device: each command fails (tests)
  ~Queue();

  /// At least `bytes` of device memory, with anything in it; taken from earlier leases where possible.
  Buffer reserve(std::size_t bytes);

  /// `bytes` must stay as they are until `finish`.
  void upload(const Buffer& to, std::size_t offset, ByteView bytes);
  void download(const Buffer& from, std::size_t offset, std::span<Byte> bytes);
  void fill(const Buffer& buffer, std::size_t offset, std::size_t bytes, Byte value);

  /// Runs kernels/<kernel_name>.cl, one work item for each point of `range`.
  void run(std::string_view kernel_name, Range range, std::initializer_list<Argument> arguments);

  /// Waits for all commands.
  /// fails  device_failed: the first command that failed since the last `finish`
  Result<void> finish();

  /// Ends a lease: waits, forgets errors, and takes back what was reserved.
  void recycle();

 private:
  struct Owned {
    Handle<_cl_mem> memory;
    std::size_t bytes;
    bool lent;
  };

  bool refuses();  // a command is about to be given: true when it must not
  bool check(std::string_view what, int code);
  _cl_kernel* kernel(std::string_view name);
  Buffer create(std::size_t bytes);

  Device* device_ = nullptr;
  Handle<_cl_command_queue> commands_;
  std::map<std::string, Handle<_cl_kernel>, std::less<>> kernels_;  // arguments are set per queue: OpenCL locks nothing
  std::vector<Owned> owned_;
  std::optional<Error> error_;
};

/// Gives a queue back to its device.
struct Recycle {
  Device* device = nullptr;
  void operator()(Queue* queue) const;
};

/// A queue for as long as one photo needs it.
using Lease = std::unique_ptr<Queue, Recycle>;

}  // namespace headroom::compute
