#pragma once

#include <csetjmp>

namespace headroom::codec {

/// Runs `step`; false when C code in it jumped to `place`: how libjpeg and libpng report errors. The only setjmp of
/// this room. A jump runs no destructors, so `step` holds nothing but calls into C and plain values.
template <class Step>
[[gnu::noinline]] bool guarded(std::jmp_buf& place, const Step& step) {
  if (setjmp(place) != 0) return false;
  step();
  return true;
}

}  // namespace headroom::codec
