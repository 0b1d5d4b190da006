#pragma once

#include "base/apart.h"

namespace headroom::crop {

#if defined(__x86_64__)
template <auto loop, typename... Arguments>
[[gnu::target("avx2")]] void wide_by_avx2(Arguments... arguments) {
  loop(arguments...);
}
#endif

/// `loop(arguments...)` in the processor's widest registers; whole numbers come out the same in all of them.
///
/// loop  an always-inlined function whose pointers are `__restrict`
template <auto loop, typename... Arguments>
void wide(Arguments... arguments) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return wide_by_avx2<loop>(arguments...);
#endif
  loop(arguments...);
}

}  // namespace headroom::crop
