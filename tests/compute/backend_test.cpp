#include "compute/backend.h"

#include <gmock/gmock.h>

#include "compute/choose.h"

namespace headroom::compute {
namespace {

std::filesystem::path programs() { return std::filesystem::path(testing::TempDir()) / "headroom-programs"; }

// Gives no queue for as long as told.
class Failing : public QueueSource {
 public:
  explicit Failing(const bool& fails) : fails_(fails) {}

  Result<Lease> lease() override {
    if (fails_) return fail(Fault::device_failed, "the cable is out");
    return Lease(new Queue(), Recycle{});
  }

 private:
  const bool& fails_;
};

// An operation that tells where it ran; it needs no queue.
Done<std::string> where(Backend& backend) {
  return backend.either([](Queue&) -> Result<std::string> { return "device"; }, [] { return std::string("cpu"); });
}

struct Flaky {
  bool fails = false;
  Backend backend{std::make_unique<Failing>(fails), "OpenCL: a flaky one"};

  Done<std::string> run(bool failing) {
    fails = failing;
    return where(backend);
  }
};

TEST(Backend, without_a_device_runs_the_twin) {
  Backend backend;
  const auto done = where(backend);
  EXPECT_EQ(done.value, "cpu");
  EXPECT_FALSE(done.redone_on_cpu);
  EXPECT_THAT(backend.description(), testing::StartsWith("CPU, "));
}

TEST(Backend, redoes_on_the_cpu_what_the_device_fails_to_do) {
  Flaky flaky;
  const auto done = flaky.run(true);
  EXPECT_EQ(done.value, "cpu");
  EXPECT_TRUE(done.redone_on_cpu);
  EXPECT_EQ(flaky.backend.last_error(), "the cable is out");
  EXPECT_TRUE(flaky.backend.uses_device());
}

TEST(Backend, stays_on_the_cpu_after_three_failures_in_a_row_and_says_so_once) {
  Flaky flaky;
  for (int i = 0; i < 3; i++) EXPECT_TRUE(flaky.run(true).redone_on_cpu);
  EXPECT_FALSE(flaky.backend.uses_device());
  EXPECT_TRUE(flaky.backend.just_gave_up());
  EXPECT_FALSE(flaky.backend.just_gave_up());
  const auto done = flaky.run(false);
  EXPECT_EQ(done.value, "cpu");
  EXPECT_FALSE(done.redone_on_cpu);
}

TEST(Backend, forgives_failures_that_are_not_in_a_row) {
  Flaky flaky;
  for (int i = 0; i < 5; i++) {
    EXPECT_TRUE(flaky.run(true).redone_on_cpu);
    EXPECT_TRUE(flaky.run(true).redone_on_cpu);
    EXPECT_EQ(flaky.run(false).value, "device");
  }
  EXPECT_TRUE(flaky.backend.uses_device());
  EXPECT_FALSE(flaky.backend.just_gave_up());
}

TEST(ChooseBackend, refuses_what_is_not_there_and_says_what_is) {
  const std::vector<DeviceInfo> two = {{0, "P", "1", "Alpha", "3", DeviceKind::cpu, 1, 1, nullptr},
                                       {1, "P", "1", "Beta", "4", DeviceKind::cpu, 1, 1, nullptr}};
  const struct {
    std::string_view choice;
    std::vector<DeviceInfo> devices;
    std::string_view message;
  } cases[] = {
      {"opencl", {}, "no OpenCL device is installed"},
      {"opencl:0", {}, "no OpenCL device 0: no OpenCL device is installed"},
      {"opencl:2", two, "no OpenCL device 2: there is 0: Alpha (driver 3), 1: Beta (driver 4)"},
      {"opencl:", two, "no OpenCL device "},
      {"opencl:1x", two, "no OpenCL device 1x"},
      {"opencl:-1", two, "no OpenCL device -1"},
      {"cuda", two, "no device is called cuda; choose auto, cpu, opencl or opencl:N"},
  };
  for (const auto& c : cases) {
    const auto backend = choose_backend(c.choice, {}, {c.devices, {}});
    ASSERT_FALSE(backend) << c.choice;
    EXPECT_EQ(backend.error().fault, Fault::usage);
    EXPECT_THAT(backend.error().detail, testing::StartsWith(c.message));
  }
}

TEST(ChooseBackend, takes_the_cpu_when_asked_or_when_there_is_no_gpu) {
  for (const std::string_view choice : {"cpu", "auto"}) {
    const auto backend = choose_backend(choice, {}, {{}, {}});
    ASSERT_TRUE(backend);
    EXPECT_FALSE((*backend)->uses_device());
  }
  EXPECT_THAT((*choose_backend("auto", {}, {{}, {}}))->description(), testing::EndsWith("(no OpenCL device)"));
}

TEST(ChooseBackend, auto_never_takes_a_cpu_posing_as_a_device) {
  std::vector<DeviceInfo> devices = list_devices();
  std::erase_if(devices, [](const DeviceInfo& device) { return device.kind == DeviceKind::gpu; });
  EXPECT_FALSE((*choose_backend("auto", {}, {devices, {}}))->uses_device());
}

TEST(ChooseBackend, auto_goes_by_the_measurement) {
  for (DeviceInfo device : list_devices()) {
    device.kind = DeviceKind::gpu;
    const auto measured = [&](double cpu, double there) {
      return choose_backend("auto", [=](Backend&) { return Timings{cpu, there}; }, {{device}, programs()});
    };
    EXPECT_TRUE((*measured(0.003, 0.001))->uses_device());
    EXPECT_THAT((*measured(0.003, 0.001))->description(), testing::EndsWith("1.0 ms a photo, CPU 3.0 ms"));
    EXPECT_FALSE((*measured(0.001, 0.003))->uses_device());
    const auto broken = [](Backend&) -> Result<Timings> { return fail(Fault::device_failed, "smoke"); };
    EXPECT_FALSE((*choose_backend("auto", broken, {{device}, programs()}))->uses_device());
  }
}

TEST(ChooseBackend, takes_any_device_by_name_or_number) {
  for (const DeviceInfo& device : list_devices()) {
    const auto backend = choose_backend("opencl:" + std::to_string(device.index), {}, {list_devices(), programs()});
    ASSERT_TRUE(backend) << backend.error().detail;
    EXPECT_EQ((*backend)->description(), "OpenCL: " + device.title());
    EXPECT_TRUE((*choose_backend("opencl", {}, {list_devices(), programs()}))->uses_device());
  }
}

}  // namespace
}  // namespace headroom::compute
