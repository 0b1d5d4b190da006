#include "compute/devices.h"

#include <CL/cl.h>

namespace headroom::compute {
namespace {

// OpenCL's way to hand out strings: ask for the length, then for the characters with a zero at the end.
template <class Object, class Function>
std::string text(Object object, unsigned what, Function get) {
  std::size_t length = 0;
  if (get(object, what, 0, nullptr, &length) != CL_SUCCESS || length == 0) return {};
  std::string value(length, '\0');
  if (get(object, what, length, value.data(), nullptr) != CL_SUCCESS) return {};
  value.resize(value.find_first_of('\0') == std::string::npos ? length : value.find_first_of('\0'));
  return value;
}

template <class Number>
Number number(cl_device_id device, unsigned what) {
  Number value{};
  clGetDeviceInfo(device, what, sizeof value, &value, nullptr);
  return value;
}

DeviceKind kind_of(cl_device_id device) {
  const auto type = number<cl_device_type>(device, CL_DEVICE_TYPE);
  if (type & CL_DEVICE_TYPE_GPU) return DeviceKind::gpu;
  return type & CL_DEVICE_TYPE_ACCELERATOR ? DeviceKind::accelerator : DeviceKind::cpu;
}

std::vector<cl_platform_id> platforms() {
  cl_uint count = 0;
  if (clGetPlatformIDs(0, nullptr, &count) != CL_SUCCESS) return {};  // also how a loader without platforms answers
  std::vector<cl_platform_id> found(count);
  if (count == 0 || clGetPlatformIDs(count, found.data(), nullptr) != CL_SUCCESS) return {};
  return found;
}

std::vector<cl_device_id> devices_of(cl_platform_id platform) {
  cl_uint count = 0;
  if (clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, nullptr, &count) != CL_SUCCESS) return {};
  std::vector<cl_device_id> found(count);
  if (count == 0 || clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, count, found.data(), nullptr) != CL_SUCCESS) return {};
  return found;
}

}  // namespace

std::string_view name(DeviceKind kind) {
  switch (kind) {
    case DeviceKind::gpu:
      return "gpu";
    case DeviceKind::cpu:
      return "cpu";
    case DeviceKind::accelerator:
      return "accelerator";
  }
  return "cpu";
}

std::vector<DeviceInfo> list_devices() {
  std::vector<DeviceInfo> list;
  for (cl_platform_id platform : platforms())
    for (cl_device_id device : devices_of(platform)) {
      DeviceInfo info;
      info.index = static_cast<int>(list.size());
      info.platform = text(platform, CL_PLATFORM_NAME, clGetPlatformInfo);
      info.platform_version = text(platform, CL_PLATFORM_VERSION, clGetPlatformInfo);
      info.name = text(device, CL_DEVICE_NAME, clGetDeviceInfo);
      info.driver = text(device, CL_DRIVER_VERSION, clGetDeviceInfo);
      info.kind = kind_of(device);
      info.compute_units = static_cast<int>(number<cl_uint>(device, CL_DEVICE_MAX_COMPUTE_UNITS));
      info.memory = static_cast<long long>(number<cl_ulong>(device, CL_DEVICE_GLOBAL_MEM_SIZE));
      info.handle = device;
      list.push_back(std::move(info));
    }
  return list;
}

}  // namespace headroom::compute
