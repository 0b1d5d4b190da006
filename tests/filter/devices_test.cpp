// What a run sees of a device that works, fails, or is slow. With no OpenCL device there is less to see.
#include <gmock/gmock.h>

#include <array>

#include "compute/choose.h"
#include "filter/measure.h"
#include "filter/render.h"

namespace headroom::filter {
namespace {

std::filesystem::path programs() { return std::filesystem::path(testing::TempDir()) / "headroom-programs"; }

Look look() {
  Look look;
  for (const char* effect : {"old-film", "slide-show"}) look.choose(*choice_from("effect", effect));
  look.choose(*choice_from("contrast", "mega"));
  return look;
}

std::array<Job, 2> jobs() {
  return {plain_job({{0, 0, 41, 41}, {20, 20}}), Job{{1, 2, 33, 33}, make_chain(look(), {{}, 7, {5, 5}})}};
}

Image region() {
  Image image{Plane({41, 43}), Plane({21, 22}), Plane({21, 22})};
  for (Plane* plane : image.planes())
    for (int y = 0; y < plane->height(); y++)
      for (int x = 0; x < plane->width(); x++) plane->row(y)[x] = static_cast<Byte>(x * 29 ^ y * 53);
  for (Plane* plane : {&image.cb, &image.cr}) plane->across.step = plane->down.step = 2;
  return image;
}

Rendered twin() {
  compute::Backend cpu;
  return render(region(), jobs(), cpu);
}

TEST(RenderOnDevices, gives_the_same_images_as_the_cpu) {
  for (const compute::DeviceInfo& info : compute::list_devices()) {
    auto device = compute::Device::open(info, programs());
    ASSERT_TRUE(device);
    compute::Backend backend(std::move(*device), info.title());
    const Rendered result = render(region(), jobs(), backend);
    EXPECT_FALSE(result.redone_on_cpu) << info.name << ": " << backend.last_error();
    EXPECT_EQ(result.images, twin().images) << info.name;
  }
}

TEST(RenderOnDevices, redoes_a_photo_on_the_cpu_when_the_device_fails_at_any_command) {
  for (const compute::DeviceInfo& info : compute::list_devices())
    for (int commands = 0; commands < 200; commands++) {
      auto device = compute::Device::open(info, programs(), commands);
      ASSERT_TRUE(device);
      compute::Backend backend(std::move(*device), info.title());
      const Rendered result = render(region(), jobs(), backend);
      ASSERT_EQ(result.images, twin().images) << info.name << ", after " << commands;
      if (!result.redone_on_cpu) {
        EXPECT_GT(commands, 10);
        break;
      }
      EXPECT_EQ(backend.last_error(), "made to fail for a test");
    }
}

TEST(MeasureDevice, gives_times_of_a_device_that_works) {
  for (const compute::DeviceInfo& info : compute::list_devices()) {
    auto device = compute::Device::open(info, programs());
    compute::Backend backend(std::move(*device), info.title());
    const auto timings = measure_device(backend);
    ASSERT_TRUE(timings) << timings.error().detail;
    EXPECT_GT(timings->cpu, 0);
    EXPECT_GT(timings->device, 0);
  }
}

TEST(MeasureDevice, says_so_when_the_device_fails) {
  for (const compute::DeviceInfo& info : compute::list_devices()) {
    auto device = compute::Device::open(info, programs(), 3);
    compute::Backend backend(std::move(*device), info.title());
    const auto timings = measure_device(backend);
    ASSERT_FALSE(timings);
    EXPECT_EQ(timings.error().fault, Fault::device_failed);
  }
}

}  // namespace
}  // namespace headroom::filter
