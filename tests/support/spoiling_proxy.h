#pragma once

#include <string>

#include "support/directory_server.h"
#include "support/server_process.h"
#include "support/temporary_folder.h"

namespace headroom::test {

/// A proxy before a server, on the same address, that delays, cuts and stalls; tests/servers/spoil has the rules.
///
///   SpoilingProxy proxy(server.host(), server.port(), "delay=5");
///   proxy.spoil("cut=30000:2");   // obeyed from the next byte on
class SpoilingProxy {
 public:
  SpoilingProxy(const std::string& host, int port, const std::string& rules = "");

  const std::string& host() const { return host_; }
  int port() const { return port_; }
  std::string address() const { return host_ + ":" + std::to_string(port_); }  // "ldaps://" + proxy.address()

  /// Other rules; none: everything passes, and what was stalled goes on.
  void spoil(const std::string& rules);

  /// Connections made to it so far.
  int connections() const;

  void kill() { process_.kill(); }

 private:
  TemporaryFolder folder_;
  std::string host_;
  int port_ = 0;
  ServerProcess process_;
};

}  // namespace headroom::test
