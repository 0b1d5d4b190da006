#include "compute/handles.h"

#include <CL/cl.h>

namespace headroom::compute {

void Release::operator()(_cl_context* handle) const { clReleaseContext(handle); }
void Release::operator()(_cl_command_queue* handle) const { clReleaseCommandQueue(handle); }
void Release::operator()(_cl_program* handle) const { clReleaseProgram(handle); }
void Release::operator()(_cl_kernel* handle) const { clReleaseKernel(handle); }
void Release::operator()(_cl_mem* handle) const { clReleaseMemObject(handle); }

}  // namespace headroom::compute
