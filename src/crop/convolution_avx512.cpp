#include "crop/convolution_kernels.h"
#include "crop/convolution_ways.h"

// src/CMakeLists.txt lets the compiler use these instructions here, where there are such.

namespace headroom::crop {

#if defined(__AVX512F__)
using SixteenFloats = float __attribute__((vector_size(64)));
const ConvolutionKernels* const avx512_kernels = &Kernels<SixteenFloats, 8>::all;
#else
const ConvolutionKernels* const avx512_kernels = nullptr;
#endif

}  // namespace headroom::crop
