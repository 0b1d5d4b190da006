#include "compute/queue.h"

#include <gmock/gmock.h>

#include <thread>

#include "compute/device.h"

namespace headroom::compute {
namespace {

std::filesystem::path programs() { return std::filesystem::path(testing::TempDir()) / "headroom-programs"; }

std::vector<std::unique_ptr<Device>> all_devices(int commands_left = -1) {
  std::vector<std::unique_ptr<Device>> devices;
  for (const DeviceInfo& info : list_devices()) {
    auto device = Device::open(info, programs(), commands_left);
    EXPECT_TRUE(device) << device.error().detail;
    if (device) devices.push_back(std::move(*device));
  }
  return devices;
}

Bytes counted(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; i++) bytes[i] = static_cast<Byte>(i * 7);
  return bytes;
}

TEST(Queue, brings_back_what_it_took_up) {
  for (const auto& device : all_devices()) {
    const Lease queue = *device->lease();
    const Bytes up = counted(1000);
    Bytes down(1000);
    const Buffer buffer = queue->reserve(2000);
    queue->upload(buffer, 500, up);
    queue->fill(buffer, 600, 3, 99);
    queue->download(buffer, 500, down);
    ASSERT_TRUE(queue->finish());
    Bytes expected = up;
    std::fill_n(expected.begin() + 100, 3, Byte{99});
    EXPECT_EQ(down, expected);
  }
}

TEST(Queue, runs_kernels) {
  for (const auto& device : all_devices()) {
    const Lease queue = *device->lease();
    const Bytes in = {1, 2, 3, 4};
    Bytes out(1);
    const Buffer from = queue->reserve(4), to = queue->reserve(1);
    queue->upload(from, 0, in);
    queue->run("shrink", {1, 1, 1}, {from, 0, 2, 0, 2, 2, 1, 1, to, 1, 0, 1, 1});  // the mean of 2x2
    queue->download(to, 0, out);
    ASSERT_TRUE(queue->finish());
    EXPECT_EQ(out[0], 3);  // 2.5, half up
  }
}

TEST(Queue, tells_the_first_error_and_does_nothing_after_it) {
  for (const auto& device : all_devices()) {
    const Lease queue = *device->lease();
    const Buffer buffer = queue->reserve(4);
    queue->run("shrink", {1, 1, 1}, {buffer});
    queue->run("no_such_kernel", {1, 1, 1}, {});
    const auto finished = queue->finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().fault, Fault::device_failed);
    EXPECT_EQ(finished.error().detail, "could not run the kernel shrink: CL_INVALID_KERNEL_ARGS");
    EXPECT_TRUE(queue->finish());  // told once
  }
}

TEST(Queue, keeps_buffers_for_the_next_photo) {
  for (const auto& device : all_devices()) {
    Lease queue = *device->lease();
    const Buffer large = queue->reserve(1 << 20), small = queue->reserve(10);
    EXPECT_NE(large.memory, small.memory);
    queue.reset();
    queue = *device->lease();
    EXPECT_EQ(queue->reserve(9).memory, small.memory);
    EXPECT_EQ(queue->reserve(1'000'000).memory, large.memory);
  }
}

TEST(Queue, refuses_an_absurd_amount_of_memory) {
  for (const auto& device : all_devices()) {
    const Lease queue = *device->lease();
    queue->reserve(std::size_t{1} << 60);
    const auto finished = queue->finish();
    ASSERT_FALSE(finished);
    EXPECT_THAT(finished.error().detail, testing::StartsWith("could not reserve device memory: CL_"));
  }
}

TEST(Queue, fails_after_as_many_commands_as_a_test_says) {
  for (const auto& device : all_devices(2)) {
    const Lease queue = *device->lease();
    const Bytes bytes = counted(10);
    const Buffer buffer = queue->reserve(10);
    queue->upload(buffer, 0, bytes);
    EXPECT_TRUE(queue->finish());
    queue->upload(buffer, 0, bytes);
    EXPECT_FALSE(queue->finish());
  }
}

TEST(Device, serves_many_threads) {
  for (const auto& device : all_devices()) {
    const auto work = [&] {
      for (int round = 0; round < 5; round++) {
        const Lease queue = *device->lease();
        const Bytes in = {8, 8, 8, 8};
        Bytes out(1);
        const Buffer from = queue->reserve(4), to = queue->reserve(1);
        queue->upload(from, 0, in);
        queue->run("shrink", {1, 1, 1}, {from, 0, 2, 0, 2, 2, 1, 1, to, 1, 0, 1, 1});
        queue->download(to, 0, out);
        EXPECT_TRUE(queue->finish());
        EXPECT_EQ(out[0], 8);
      }
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; i++) threads.emplace_back(work);
  }
}

}  // namespace
}  // namespace headroom::compute
