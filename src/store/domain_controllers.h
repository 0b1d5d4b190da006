#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "store/active_directory.h"

namespace headroom::store {

/// Where a directory listens.
struct Server {
  std::string host;  // a name, or an address without brackets
  int port = 0;

  /// "dc1.example.com:636", "[::1]:389".
  std::string text() const;
};

/// A server as people write it: "dc1", "dc1:636", "ldaps://dc1", "ldap://[::1]:389/". The port is that of `security`
/// unless it is given.
///
/// fails  usage: not a server, or its scheme contradicts `security`
Result<Server> server_named(std::string_view text, DirectorySettings::Security security);

/// One answer of DNS to the question for a service.
struct ServiceRecord {
  int priority = 0;  // lower ones first
  int weight = 0;    // among the same priority: the share of the load
  int port = 0;
  std::string host;
};

/// The records in a DNS message, in its order; what is no SRV record is passed over.
///
/// fails  unreachable: not a DNS answer
Result<std::vector<ServiceRecord>> service_records(ByteView message);

/// By priority, and among the same priority by weighted lot.
///
/// chance  gives a number from 0 to its argument
/// source  RFC 2782
std::vector<ServiceRecord> in_order(std::vector<ServiceRecord> records, const std::function<int(int)>& chance);

/// Those whose host is the domain itself or lies below it, without regard to case and a last dot. The host is what the
/// server's certificate is checked against, and DNS can be forged: a host elsewhere would be handed the password.
///
/// fails  untrusted: none is left; says what DNS named
Result<std::vector<ServiceRecord>> within_domain(std::vector<ServiceRecord> records, std::string_view domain);

/// The servers to try, in this order: those of the settings, otherwise the domain controllers that DNS names.
///
/// fails  usage; unreachable: DNS names none; untrusted: it names none within the domain
Result<std::vector<Server>> servers_to_try(const DirectorySettings& settings);

}  // namespace headroom::store
