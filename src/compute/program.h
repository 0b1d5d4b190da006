#pragma once

#include "base/result.h"
#include "compute/binary_cache.h"
#include "compute/devices.h"
#include "compute/handles.h"
#include "compute/kernel_text.h"

namespace headroom::compute {

/// C as written: no fast mathematics, denormals kept, so that floats are those of the twins (kernels/README.md).
constexpr std::string_view build_options = "-cl-std=CL1.2";

struct BuiltProgram {
  Handle<_cl_program> program;
  bool from_cache = false;
};

/// The program of one kernel for one device, from the cache or compiled and put there.
///
/// fails  device_failed, with the compiler's first words
Result<BuiltProgram> build_program(_cl_context* context, const DeviceInfo& device, const KernelText& kernel,
                                   const BinaryCache& cache);

}  // namespace headroom::compute
