#include "crop/convolution_kernels.h"
#include "crop/convolution_ways.h"

// src/CMakeLists.txt lets the compiler use these instructions here, where there are such.

namespace headroom::crop {

#if defined(__AVX2__)
using EightFloats = float __attribute__((vector_size(32)));
const ConvolutionKernels* const avx2_kernels = &Kernels<EightFloats, 4>::all;
#else
const ConvolutionKernels* const avx2_kernels = nullptr;
#endif

}  // namespace headroom::crop
