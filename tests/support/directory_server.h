#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "support/server_process.h"
#include "support/temporary_folder.h"

namespace headroom::test {

/// Who logs in: a user principal name (Samba) or a distinguished name (OpenLDAP).
struct Account {
  std::string name;
  std::string password;
};

/// A real directory for tests, on a loopback address of its own; it lives and dies with this object. Its people:
/// u00001, u00002, ... in OU=Staff (u00004 on with odd names), disabled1 there, locked1 in OU=Vault.
/// tests/servers/README.md tells the rest.
class DirectoryServer {
 public:
  std::string uri() const;        // ldaps://
  std::string plain_uri() const;  // ldap://
  std::string host() const { return at("HOST"); }
  int port() const { return std::stoi(at("PORT")); }
  int plain_port() const { return std::stoi(at("PLAIN_PORT")); }
  std::string base() const { return at("BASE"); }
  std::filesystem::path ca_file() const { return folder_ / "ca.pem"; }
  std::filesystem::path unrelated_ca_file() const { return folder_ / "unrelated_ca.pem"; }  // has signed nothing here

  Account service() const { return account("SERVICE"); }      // may write thumbnailPhoto below OU=Staff, nothing else
  Account powerless() const { return account("POWERLESS"); }  // may write nothing
  Account administrator() const { return account("ADMINISTRATOR"); }
  Account user(int number) const;  // 1 to 3: u00001 to u00003

  void kill() { process_.kill(); }      // as a crash
  void freeze() { process_.freeze(); }  // as a server that hangs
  void thaw() { process_.thaw(); }
  void restart();  // on the same address, with what it had; returns when it answers

 protected:
  /// script       the program of tests/servers
  /// certificate  "good", "expired" or "wrong-name"
  /// throws       std::runtime_error with the script's complaint
  DirectoryServer(const std::string& script, int people, const std::string& certificate);
  ~DirectoryServer() = default;

  static std::string reason_missing(const std::string& script);
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::string at(const std::string& name) const { return facts_.at(name); }
  Account account(const std::string& name) const { return {at(name), at(name + "_PASSWORD")}; }
  void await() const;

  TemporaryFolder owned_{"headroom-server-"};  // what a crash leaves is swept away by a later server
  std::filesystem::path folder_;
  std::string script_;
  std::map<std::string, std::string> facts_;
  ServerProcess process_;
};

/// OpenLDAP with Active Directory's names and limits: errors to order, 1000 entries an answer. About 0.2 s to start.
///
///   if (const auto reason = SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
///   const SlapdServer server(1200);
class SlapdServer : public DirectoryServer {
 public:
  explicit SlapdServer(int people = 50, const std::string& certificate = "good")
      : DirectoryServer("slapd", people, certificate) {}

  /// What is missing here; empty: nothing.
  static std::string reason_missing() { return DirectoryServer::reason_missing("slapd"); }
};

/// A domain controller: Samba. About 0.6 s to start, 6 s for the first one with that many people.
class SambaServer : public DirectoryServer {
 public:
  explicit SambaServer(int people = 50, const std::string& certificate = "good")
      : DirectoryServer("samba-ad", people, certificate) {}
  static std::string reason_missing() { return DirectoryServer::reason_missing("samba-ad"); }

  std::filesystem::path krb5_conf() const { return folder() / "krb5.conf"; }     // for KRB5_CONFIG
  std::filesystem::path keytab() const { return folder() / "svcphoto.keytab"; }  // of the service account, "svcphoto"
};

}  // namespace headroom::test
