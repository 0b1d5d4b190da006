#pragma once

#include <chrono>

#include "base/result.h"
#include "store/domain_controllers.h"

namespace headroom::store {

/// A TCP connection that never waits: non-blocking, keep-alive, no delay, and given up by the system when nothing sent
/// is acknowledged for `silence`. The addresses of the server's name are tried in turn; looking the name up is not
/// bound by the deadline, it takes what the system's resolver takes.
///
/// returns  a file descriptor, the caller's to close
/// fails    unreachable: the name, or what the network said
Result<int> dial_tcp(const Server& server, std::chrono::steady_clock::time_point deadline,
                     std::chrono::milliseconds silence);

/// Milliseconds until then, for poll(); at least 0.
int milliseconds_until(std::chrono::steady_clock::time_point deadline);

}  // namespace headroom::store
