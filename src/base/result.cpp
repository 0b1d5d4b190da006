#include "base/result.h"

namespace headroom {

// A line for each is long, and easy to read.
// NOLINTNEXTLINE(readability-function-size)
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
    case Fault::no_such_user:
      return "no-such-user";
    case Fault::several_users:
      return "several-users";
    case Fault::refused:
      return "refused";
    case Fault::access_denied:
      return "access-denied";
    case Fault::login_refused:
      return "login-refused";
    case Fault::not_encrypted:
      return "not-encrypted";
    case Fault::untrusted:
      return "untrusted";
    case Fault::unreachable:
      return "unreachable";
    case Fault::busy:
      return "busy";
    case Fault::not_now:
      return "not-now";
    case Fault::unknown_outcome:
      return "unknown-outcome";
    case Fault::changed_since:
      return "changed-since";
    case Fault::not_verified:
      return "not-verified";
    case Fault::limit_reached:
      return "limit-reached";
    case Fault::internal:
      return "internal";
  }
  return "internal";
}

bool worth_retrying(Fault fault) {
  switch (fault) {
    case Fault::unreadable:
    case Fault::write_failed:
    case Fault::internal:
    case Fault::unreachable:
    case Fault::busy:
    case Fault::not_now:
    case Fault::unknown_outcome:
    case Fault::not_verified:
      return true;
    default:
      return false;
  }
}

}  // namespace headroom
