#include "base/result.h"

namespace headroom {

std::string_view name(Fault fault) {
  switch (fault) {
    case Fault::unreadable:
      return "unreadable";
    case Fault::not_an_image:
      return "not-an-image";
    case Fault::unsupported:
      return "unsupported";
    case Fault::broken:
      return "broken";
    case Fault::too_large:
      return "too-large";
    case Fault::decoder_crashed:
      return "decoder-crashed";
    case Fault::decoder_timeout:
      return "decoder-timeout";
    case Fault::name_taken:
      return "name-taken";
    case Fault::name_too_long:
      return "name-too-long";
    case Fault::not_fitting:
      return "not-fitting";
    case Fault::write_failed:
      return "write-failed";
    case Fault::device_failed:
      return "device-failed";
    case Fault::usage:
      return "usage";
    case Fault::locked:
      return "locked";
    case Fault::internal:
      return "internal";
  }
  return "internal";
}

bool worth_retrying(Fault fault) {
  return fault == Fault::unreadable || fault == Fault::write_failed || fault == Fault::internal;
}

}  // namespace headroom
