#include "crop/convolution_kernels.h"
#include "crop/convolution_ways.h"

namespace headroom::crop {

using FourFloats = float __attribute__((vector_size(16)));

const ConvolutionKernels* const plain_kernels = &Kernels<FourFloats, 2>::all;

}  // namespace headroom::crop
