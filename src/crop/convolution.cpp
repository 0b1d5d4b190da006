#include "crop/convolution.h"

#include "crop/convolution_ways.h"

namespace headroom::crop {

std::vector<const ConvolutionKernels*> usable_kernels() {
  std::vector<const ConvolutionKernels*> usable{plain_kernels};
#if defined(__x86_64__)
  if (avx2_kernels != nullptr && __builtin_cpu_supports("avx2")) usable.push_back(avx2_kernels);
  if (avx512_kernels != nullptr && __builtin_cpu_supports("avx512f")) usable.push_back(avx512_kernels);
#endif
  return usable;
}

}  // namespace headroom::crop
