#pragma once

#include <memory>
#include <type_traits>

#include <lcms2.h>  // this header is for .cpp files of this room only

namespace headroom::codec {

template <class Handle, auto release>
struct Release {
  void operator()(Handle handle) const { release(handle); }
};
template <class Handle, auto release>
using OwnedHandle = std::unique_ptr<std::remove_pointer_t<Handle>, Release<Handle, release>>;

using LcmsContext = OwnedHandle<cmsContext, cmsDeleteContext>;
using LcmsProfile = OwnedHandle<cmsHPROFILE, cmsCloseProfile>;
using LcmsTransform = OwnedHandle<cmsHTRANSFORM, cmsDeleteTransform>;
using LcmsCurve = OwnedHandle<cmsToneCurve*, cmsFreeToneCurve>;

/// State of its own that prints nothing; null without memory.
inline LcmsContext quiet_lcms() {
  LcmsContext context(cmsCreateContext(nullptr, nullptr));
  if (context) cmsSetLogErrorHandlerTHR(context.get(), [](cmsContext, cmsUInt32Number, const char*) {});
  return context;
}

}  // namespace headroom::codec
