#pragma once

#include "crop/convolution.h"

namespace headroom::crop {

// One file for each width of registers; null where the program was built without.
extern const ConvolutionKernels* const plain_kernels;
extern const ConvolutionKernels* const avx2_kernels;
extern const ConvolutionKernels* const avx512_kernels;

}  // namespace headroom::crop
