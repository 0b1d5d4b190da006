#pragma once

#include <atomic>

namespace headroom::cli {

/// From now on SIGINT, SIGTERM and SIGHUP ask for a clean stop; a second one ends the program at once.
void catch_interrupts();

/// True once a stop was asked for.
const std::atomic<bool>& interrupted();

/// 128 + the signal that asked, for the exit status; 0 when none did.
int interrupt_status();

}  // namespace headroom::cli
