#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "support/directory_server.h"
#include "support/server_process.h"
#include "support/temporary_folder.h"

namespace headroom::test {

/// Microsoft 365 and Exchange for tests, on a loopback address of its own; it lives and dies with this object. Its
/// people are u00001, u00002, ... as in a DirectoryServer, and some odd ones; tests/servers/README.md tells the rest.
/// About 1 s to start.
///
///   if (const auto reason = CloudServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
///   CloudServer cloud(2000);
///   cloud.order(R"({"do": "refuse", "seconds": 1, "method": "PUT", "every": 5})");
///   EXPECT_THAT(cloud.violations(), IsEmpty());
class CloudServer {
 public:
  /// certificate  "good", "expired" or "wrong-name"
  /// throws       std::runtime_error with the script's complaint
  explicit CloudServer(int people = 50, const std::string& certificate = "good");

  /// What is missing here; empty: nothing.
  static std::string reason_missing();

  std::string host() const { return at("HOST"); }
  int login_port() const { return std::stoi(at("LOGIN_PORT")); }  // for a SpoilingProxy before one of them
  int graph_port() const { return std::stoi(at("GRAPH_PORT")); }
  int exchange_port() const { return std::stoi(at("EXCHANGE_PORT")); }
  std::string login_url() const { return url("LOGIN_PORT"); }
  std::string graph_url() const { return url("GRAPH_PORT"); }
  std::string elsewhere_url() const { return url("ELSEWHERE_PORT"); }  // another host, where redirects lead
  std::string ews_url() const { return url("EXCHANGE_PORT") + "/EWS/Exchange.asmx"; }
  std::filesystem::path ca_file() const { return folder_ / "ca.pem"; }
  std::filesystem::path unrelated_ca_file() const { return folder_ / "unrelated_ca.pem"; }  // has signed nothing here

  std::string tenant() const { return at("TENANT"); }
  std::string client() const { return at("CLIENT"); }
  std::string client_secret() const { return at("CLIENT_SECRET"); }
  std::filesystem::path certificate_file() const { return folder_ / "application.pem"; }  // with its key, 0600
  std::filesystem::path unregistered_certificate_file() const { return folder_ / "unregistered.pem"; }

  Account service() const { return {at("SERVICE"), at("SERVICE_PASSWORD")}; }  // of Exchange: may impersonate everybody
  Account powerless() const { return {at("POWERLESS"), at("POWERLESS_PASSWORD")}; }  // may log in, and read

  /// Settings, faults and the rest: tests/servers/emulator/settings.py, faults.py and control.py say what there is.
  ///
  /// throws  std::runtime_error with the emulator's complaint
  void settings(const std::string& json) const { control("POST", "/_settings", json); }
  void order(const std::string& json) const { control("POST", "/_fault", json); }
  void forget_orders() const { control("DELETE", "/_fault"); }
  void people(const std::string& json) const { control("POST", "/_people", json); }
  void advance(double seconds) const;  // its clock; by more than five minutes it refuses assertions of this computer's
  void end_tokens() const { control("POST", "/_tokens"); }

  std::string log() const { return control("GET", "/_log"); }  // JSON
  void forget_log() const { control("DELETE", "/_log"); }
  std::string state() const { return control("GET", "/_state"); }  // JSON
  std::vector<std::string> violations() const;
  int most_in_flight(const std::string& site = "graph") const;
  int count(const std::string& what) const;  // of log().counts: "graph 429", "exchange POST", "refused requests"

  /// Photos as somebody else would change them. service: "graph", "exchange"
  std::string photo(const std::string& service, const std::string& user) const;  // as it was put last; throws: none
  void put_photo(const std::string& service, const std::string& user, const std::string& bytes) const;
  void remove_photo(const std::string& service, const std::string& user) const;

  void kill() { process_.kill(); }      // as a crash
  void freeze() { process_.freeze(); }  // as a service that hangs
  void thaw() { process_.thaw(); }
  void restart();  // on the same address, with what it had; returns when it answers

 private:
  std::string at(const std::string& name) const { return facts_.at(name); }
  std::string url(const std::string& port) const { return "https://" + host() + ":" + at(port); }
  std::string control(const std::string& method, const std::string& path, const std::string& body = "") const;
  void await() const;

  TemporaryFolder owned_{"headroom-server-"};  // what a crash leaves is swept away by a later server
  std::filesystem::path folder_;
  std::map<std::string, std::string> facts_;
  ServerProcess process_;
};

}  // namespace headroom::test
