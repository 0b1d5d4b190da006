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
      return some_retriable;
    default:
      return internal_error;
  }
}

int complain(const Error& error, const Streams& streams) {
  const bool disk = error.fault == Fault::write_failed;
  fmt::print(streams.messages, "headroom: {}{}\n", printable(error.detail),
             disk ? "; make room or mend the disk, then run the same command: it goes on where this run ended" : "");
  return exit_status(error.fault);
}

}  // namespace headroom::cli
