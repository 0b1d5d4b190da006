#include "cli/complain.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

#include "cli/printable.h"

namespace headroom::cli {

int exit_status(Fault fault) {
  switch (fault) {
    case Fault::usage:
    case Fault::unsupported:
    case Fault::unreadable:
      return usage_error;
    case Fault::locked:
      return locked_out;
    case Fault::write_failed:
    case Fault::busy:
    case Fault::not_now:
    case Fault::unknown_outcome:
    case Fault::not_verified:
      return some_retriable;
    case Fault::login_refused:
    case Fault::not_encrypted:
    case Fault::access_denied:
      return not_authorised;
    case Fault::untrusted:
    case Fault::unreachable:
      return no_connection;
    case Fault::limit_reached:
      return limit_stopped;
    case Fault::no_such_user:
    case Fault::several_users:
    case Fault::refused:
    case Fault::changed_since:
    case Fault::not_an_image:
    case Fault::broken:
    case Fault::too_large:
    case Fault::decoder_crashed:
    case Fault::decoder_timeout:
    case Fault::name_taken:
    case Fault::name_too_long:
    case Fault::not_fitting:
      return some_failed;
    default:
      return internal_error;
  }
}

int worse(int one, int other) {
  // What was broken off is worse than what failed, and that worse than what is left.
  constexpr int by_weight[] = {internal_error, 130, 143,         129,           5, 6, usage_error,
                               locked_out,     7,   some_failed, some_retriable};
  for (const int status : by_weight)
    if (one == status || other == status) return status;
  return all_done;
}

int complain(const Error& error, const Streams& streams) {
  const bool disk = error.fault == Fault::write_failed;
  fmt::print(streams.messages, "headroom: {}{}\n", printable(error.detail),
             disk ? "; make room or mend the disk, then run the same command: it goes on where this run ended" : "");
  return exit_status(error.fault);
}

}  // namespace headroom::cli
