#include "store/ldap_dial.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace headroom::store {
namespace {

using Time = std::chrono::steady_clock::time_point;

struct FreeingAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeingAddresses>;

Result<Addresses> addresses_of(const Server& server) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* list = nullptr;
  const int error = ::getaddrinfo(server.host.c_str(), std::to_string(server.port).c_str(), &hints, &list);
  if (error == 0) return Addresses(list);
  return fail(Fault::unreachable, fmt::format("the name {} has no address: {}; check the name and this machine's DNS",
                                              server.host, ::gai_strerror(error)));
}

void set(int descriptor, int level, int option, int value) {
  ::setsockopt(descriptor, level, option, &value, sizeof value);  // a comfort: what cannot be set is done without
}

void keep_alive(int descriptor, std::chrono::milliseconds silence) {
  set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
  set(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, 30);   // seconds; firewalls forget idle connections after some minutes
  set(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, 10);  // seconds
  set(descriptor, IPPROTO_TCP, TCP_KEEPCNT, 3);
  set(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(silence.count()));
  set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
}

/// 0, or the system's reason.
int connected(int descriptor, const addrinfo& address, Time deadline) {
  if (::connect(descriptor, address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  pollfd waiting{descriptor, POLLOUT, 0};
  int ready = 0;
  do ready = ::poll(&waiting, 1, milliseconds_until(deadline));
  while (ready < 0 && errno == EINTR);
  if (ready == 0) return ETIMEDOUT;
  int error = 0;
  socklen_t length = sizeof error;
  ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
  return error;
}

Failure unreachable(const Server& server, int error) {
  const char* hint = error == ECONNREFUSED
                         ? "nothing listens on this port; check name and port, and that the directory is up"
                     : error == ETIMEDOUT ? "no answer; check name, port, network and firewall"
                                          : "check name, port, network and firewall";
  return fail(Fault::unreachable,
              fmt::format("no connection to {}: {}; {}", server.text(), std::strerror(error), hint));
}

}  // namespace

int milliseconds_until(Time deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<long long>(left.count(), 0, 1'000'000'000));
}

Result<int> dial_tcp(const Server& server, Time deadline, std::chrono::milliseconds silence) {
  const auto addresses = addresses_of(server);
  if (!addresses) return Failure(addresses.error());
  int left = 0;
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) left++;
  int error = ETIMEDOUT;
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next, left--) {
    const int descriptor = ::socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
      error = errno;
      continue;
    }
    keep_alive(descriptor, silence);
    const auto now = std::chrono::steady_clock::now();  // each address gets its share of the time
    error = connected(descriptor, *address, now + std::max(deadline - now, Time::duration::zero()) / left);
    if (error == 0) return descriptor;
    ::close(descriptor);
  }
  return unreachable(server, error);
}

}  // namespace headroom::store
