#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/secret.h"
#include "store/photo_store.h"

namespace headroom::store {

/// How to reach a directory by LDAP. There is no way to log in over an open line.
struct DirectorySettings {
  enum class Login { simple, gssapi };               // name and password, over TLS; Kerberos ticket, signed and sealed
  enum class Security { ldaps, start_tls, sealed };  // sealed: by the Kerberos login, where no TLS is used

  std::vector<std::string> servers;  // "dc1.example.com", "ldaps://dc1:636", in order; empty: found by `domain`
  std::string domain;                // "example.com": its servers are looked up in DNS (SRV); none outside it is used
  Security security = Security::ldaps;
  Login login = Login::simple;
  std::string account;  // simple: the user principal name or distinguished name
  Secret password;
  std::string ca_file;  // PEM; empty: the system's certificates

  std::string base;  // empty: the directory's own (defaultNamingContext)
  std::string people = "(&(objectCategory=person)(objectClass=user))";  // the filter that finds them
  std::string key = "sAMAccountName";                                   // what files are named by
  std::string attribute = "thumbnailPhoto";                             // what is written
  int page = 500;                                                       // people an answer
  int in_flight = 32;                                                   // operations at the same time on the connection
  // For each of connection, TLS and login; looking up names and asking Kerberos servers have the system's own limits.
  std::chrono::milliseconds connect_within{10'000};
  std::chrono::milliseconds answer_within{30'000};
};

/// A directory, connected and logged in; `thumbnailPhoto` of its people. A connection that is lost is made again with
/// the next call, to the same server if that answers, otherwise to the next one. Somebody whose attribute has several
/// values is refused when their photo is looked at: whoever writes looks first, for writing replaces them all.
///
/// fails  usage; unreachable, untrusted, not_encrypted, login_refused: each says why and what to do
/// source MS-ADTS; RFC 4511, 4513, 4515; result codes as measured on Samba 4.17 and OpenLDAP 2.5
Result<std::unique_ptr<PhotoStore>> connect_directory(DirectorySettings settings);

}  // namespace headroom::store
