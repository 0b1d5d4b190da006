#pragma once

#include <memory>

// Names of OpenCL's own types, so that no header of ours needs OpenCL's.
struct _cl_device_id;
struct _cl_context;
struct _cl_command_queue;
struct _cl_program;
struct _cl_kernel;
struct _cl_mem;

namespace headroom::compute {

struct Release {
  void operator()(_cl_context* handle) const;
  void operator()(_cl_command_queue* handle) const;
  void operator()(_cl_program* handle) const;
  void operator()(_cl_kernel* handle) const;
  void operator()(_cl_mem* handle) const;
};

/// Owns one OpenCL object: Handle<_cl_mem> and so on.
template <class Object>
using Handle = std::unique_ptr<Object, Release>;

}  // namespace headroom::compute
