#pragma once

#include "base/result.h"
#include "cli/commands.h"

namespace headroom::cli {

/// The exit status for a command that could not do its work.
int exit_status(Fault fault);

/// The exit status of two that says more: what was broken off, then what failed, then what is left.
int worse(int one, int other);

/// Says what went wrong and what to do next; returns the exit status.
int complain(const Error& error, const Streams& streams);

}  // namespace headroom::cli
