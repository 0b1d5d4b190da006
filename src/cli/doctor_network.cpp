#include "cli/doctor_network.h"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>

#include "store/ldap_dial.h"

namespace headroom::cli {
namespace {

using store::Server;

std::string address_text(const addrinfo& address) {
  std::array<char, NI_MAXHOST> text{};
  const int failed =
      ::getnameinfo(address.ai_addr, address.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
  return failed != 0 ? "?" : text.data();
}

}  // namespace

bool check_name(const Server& server, Checks& checks) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int failed = ::getaddrinfo(server.host.c_str(), nullptr, &hints, &found); failed != 0) {
    checks.failed("DNS", {Fault::unreachable,
                          fmt::format("{}: {}; check the name, and which DNS servers this machine asks", server.host,
                                      ::gai_strerror(failed)),
                          {}});
    return false;
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, &::freeaddrinfo);
  std::string text;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next)
    text += fmt::format("{}{}", text.empty() ? "" : ", ", address_text(*each));
  checks.ok("DNS", fmt::format("{} is {}", server.host, text));
  return true;
}

bool check_connection(const Server& server, std::chrono::milliseconds within, Checks& checks) {
  const auto begin = std::chrono::steady_clock::now();
  const auto descriptor = store::dial_tcp(server, begin + within, within);
  if (!descriptor) {
    checks.failed("TCP", descriptor.error());
    return false;
  }
  ::close(*descriptor);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  checks.ok("TCP", fmt::format("{} answers after {:.1f} ms", server.text(), took.count()));
  return true;
}

std::string_view step_of(Fault fault) {
  switch (fault) {
    case Fault::unreachable:
    case Fault::busy:
    case Fault::unknown_outcome:
      return "connection";
    case Fault::untrusted:
    case Fault::not_encrypted:
      return "encryption";
    case Fault::login_refused:
      return "login";
    case Fault::access_denied:
      return "rights";
    case Fault::no_such_user:
      return "mailbox";
    default:
      return "store";
  }
}

}  // namespace headroom::cli
