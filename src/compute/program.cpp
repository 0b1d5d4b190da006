#include "compute/program.h"

#include <CL/cl.h>

#include <algorithm>

#include "compute/codes.h"

namespace headroom::compute {
namespace {

constexpr std::size_t log_limit = 600;  // characters of a compiler's log that a message quotes

int build(cl_program program, cl_device_id device) {
  return clBuildProgram(program, 1, &device, std::string(build_options).c_str(), nullptr, nullptr);
}

std::string build_log(cl_program program, cl_device_id device) {
  std::size_t length = 0;
  clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, 0, nullptr, &length);
  std::string log(length, '\0');
  clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, length, log.data(), nullptr);
  return log.substr(0, std::min(log.find('\0'), log_limit));
}

// Null when the driver does not want it: an older driver's, or from a machine with the same names but another chip.
Handle<_cl_program> from_binary(cl_context context, cl_device_id device, ByteView binary) {
  const Byte* data = binary.data();
  const std::size_t size = binary.size();
  int code = CL_SUCCESS;
  Handle<_cl_program> program(clCreateProgramWithBinary(context, 1, &device, &size, &data, nullptr, &code));
  if (code != CL_SUCCESS || build(program.get(), device) != CL_SUCCESS) return {};
  return program;
}

Result<Handle<_cl_program>> from_text(cl_context context, cl_device_id device, const KernelText& kernel) {
  const char* text = kernel.text.data();
  const std::size_t length = kernel.text.size();
  int code = CL_SUCCESS;
  Handle<_cl_program> program(clCreateProgramWithSource(context, 1, &text, &length, &code));
  if (code == CL_SUCCESS) code = build(program.get(), device);
  if (code == CL_SUCCESS) return program;
  const std::string log = program ? ": " + build_log(program.get(), device) : "";
  return fail(Fault::device_failed,
              "could not build the kernel " + std::string(kernel.name) + ": " + error_name(code) + log);
}

Bytes binary_of(cl_program program) {
  std::size_t size = 0;
  if (clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, sizeof size, &size, nullptr) != CL_SUCCESS) return {};
  Bytes binary(size);
  Byte* data = binary.data();
  if (clGetProgramInfo(program, CL_PROGRAM_BINARIES, sizeof data, &data, nullptr) != CL_SUCCESS) return {};
  return binary;
}

}  // namespace

Result<BuiltProgram> build_program(_cl_context* context, const DeviceInfo& device, const KernelText& kernel,
                                   const BinaryCache& cache) {
  const std::string key =
      fingerprint({kernel.text, build_options, device.name, device.driver, device.platform, device.platform_version});
  if (const auto binary = cache.find(key))
    if (auto program = from_binary(context, device.handle, *binary)) return BuiltProgram{std::move(program), true};
  auto program = from_text(context, device.handle, kernel);
  if (!program) return Failure(program.error());
  if (const Bytes binary = binary_of(program->get()); !binary.empty()) cache.keep(key, binary);
  return BuiltProgram{std::move(*program), false};
}

}  // namespace headroom::compute
