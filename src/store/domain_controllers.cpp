#include "store/domain_controllers.h"

#include <arpa/nameser.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <resolv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <random>
#include <utility>

#include "base/lower_case.h"

namespace headroom::store {
namespace {

using Security = DirectorySettings::Security;

constexpr int ldap_port = 389, ldaps_port = 636;  // IANA

int port_of(Security security) { return security == Security::ldaps ? ldaps_port : ldap_port; }

std::optional<int> port_in(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535) return {};
  return port;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() < 256 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._:%").find(c) != std::string_view::npos;
  });
}

/// "host", ":636" of "host:636"; "::1", "" of "[::1]" and of "::1".
std::pair<std::string_view, std::string_view> host_and_port(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return {};
    return {text.substr(1, end - 1), text.substr(end + 1)};
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.rfind(':') != colon) return {text, {}};
  return {text.substr(0, colon), text.substr(colon)};
}

std::string expanded(const ns_msg& message, const unsigned char* name) {
  std::array<char, NS_MAXDNAME> text{};
  if (ns_name_uncompress(ns_msg_base(message), ns_msg_end(message), name, text.data(), text.size()) < 0) return {};
  return text.data();
}

/// The position in `records` that a lot falls on.
std::size_t drawn(const std::vector<ServiceRecord>& records, const std::function<int(int)>& chance) {
  int sum = 0;
  for (const ServiceRecord& record : records) sum += record.weight;
  int lot = chance(sum);
  for (std::size_t i = 0; i < records.size(); i++) {
    if (lot <= records[i].weight) return i;
    lot -= records[i].weight;
  }
  return records.size() - 1;
}

Result<std::vector<ServiceRecord>> looked_up(const std::string& name) {
  struct __res_state resolver {};
  if (res_ninit(&resolver) != 0) return fail(Fault::unreachable, "DNS cannot be asked: check /etc/resolv.conf");
  resolver.retrans = 3;  // seconds; two tries of each name server
  resolver.retry = 2;
  std::array<unsigned char, NS_MAXMSG> answer{};
  const int length = res_nquery(&resolver, name.c_str(), ns_c_in, ns_t_srv, answer.data(), answer.size());
  res_nclose(&resolver);
  if (length < 0) return fail(Fault::unreachable, fmt::format("DNS has no answer for {}", name));
  return service_records(ByteView(answer.data(), std::min<std::size_t>(length, answer.size())));
}

int by_chance(int most) {
  std::random_device device;
  return std::uniform_int_distribution<int>(0, most)(device);
}

/// Lower case, without the dot that ends a full name.
std::string folded_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return lower_case(name);
}

Result<std::vector<Server>> domain_controllers(const DirectorySettings& settings) {
  if (!is_host(settings.domain) || settings.domain == ".")
    return fail(Fault::usage, fmt::format("\"{}\" is not a domain", settings.domain));
  for (const char* prefix : {"_ldap._tcp.dc._msdcs.", "_ldap._tcp."}) {
    auto records = looked_up(prefix + settings.domain);
    if (!records || records->empty()) continue;
    auto own = within_domain(std::move(*records), settings.domain);
    if (!own) return Failure(own.error());
    std::vector<Server> servers;
    for (const ServiceRecord& record : in_order(std::move(*own), by_chance))
      servers.push_back({record.host, settings.security == Security::ldaps ? ldaps_port : record.port});
    return servers;
  }
  return fail(Fault::unreachable,
              fmt::format("DNS names no domain controller of {} (no SRV record _ldap._tcp.dc._msdcs.{}): check the "
                          "domain's name and this machine's DNS servers, or name the servers themselves",
                          settings.domain, settings.domain));
}

}  // namespace

std::string Server::text() const {
  return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port) : fmt::format("[{}]:{}", host, port);
}

Result<Server> server_named(std::string_view text, Security security) {
  const std::string given(text);
  const bool secure_scheme = text.starts_with("ldaps://");
  if (secure_scheme && security != Security::ldaps)
    return fail(Fault::usage,
                fmt::format("{} begins with ldaps://, but ldaps is not what was chosen; leave it out", given));
  if (text.starts_with("ldap://") && security == Security::ldaps)
    return fail(Fault::usage, fmt::format("{} is an open line; write ldaps://, or choose StartTLS", given));
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) {
    if (!secure_scheme && !text.starts_with("ldap://"))
      return fail(Fault::usage, fmt::format("{} is not the address of a directory; write ldaps://host", given));
    text.remove_prefix(scheme + 3);
  }
  if (text.ends_with('/')) text.remove_suffix(1);
  if (text.empty()) return fail(Fault::usage, "an empty name was given for a server");
  const auto [host, rest] = host_and_port(text);
  const auto port = rest.empty() ? port_of(security) : port_in(rest.substr(1));
  if (!is_host(host) || !port || (!rest.empty() && rest.front() != ':'))
    return fail(Fault::usage,
                fmt::format("\"{}\" is not a server's name; write dc1.example.com or dc1.example.com:636", given));
  return Server{std::string(host), *port};
}

Result<std::vector<ServiceRecord>> service_records(ByteView message) {
  ns_msg parsed{};
  if (ns_initparse(message.data(), static_cast<int>(message.size()), &parsed) != 0)
    return fail(Fault::unreachable, "DNS gave an answer that cannot be read");
  std::vector<ServiceRecord> records;
  for (int i = 0; i < ns_msg_count(parsed, ns_s_an); i++) {
    ns_rr record{};
    if (ns_parserr(&parsed, ns_s_an, i, &record) != 0)
      return fail(Fault::unreachable, "DNS gave an answer that cannot be read");
    if (ns_rr_type(record) != ns_t_srv || ns_rr_rdlen(record) < 7) continue;
    const unsigned char* data = ns_rr_rdata(record);
    const std::string host = expanded(parsed, data + 6);
    if (!is_host(host) || host == ".") continue;  // "." says: no such service here
    records.push_back({static_cast<int>(ns_get16(data)), static_cast<int>(ns_get16(data + 2)),
                       static_cast<int>(ns_get16(data + 4)), host});
  }
  return records;
}

std::vector<ServiceRecord> in_order(std::vector<ServiceRecord> records, const std::function<int(int)>& chance) {
  std::stable_sort(records.begin(), records.end(), [](const ServiceRecord& a, const ServiceRecord& b) {
    return std::pair(a.priority, a.weight) < std::pair(b.priority, b.weight);  // weight 0 first, as the RFC has it
  });
  std::vector<ServiceRecord> ordered;
  while (!records.empty()) {
    const int priority = records.front().priority;
    const auto end = std::find_if(records.begin(), records.end(),
                                  [&](const ServiceRecord& record) { return record.priority != priority; });
    std::vector<ServiceRecord> equals(records.begin(), end);
    records.erase(records.begin(), end);
    while (!equals.empty()) {
      const auto chosen = equals.begin() + static_cast<std::ptrdiff_t>(drawn(equals, chance));
      ordered.push_back(*chosen);
      equals.erase(chosen);
    }
  }
  return ordered;
}

Result<std::vector<ServiceRecord>> within_domain(std::vector<ServiceRecord> records, std::string_view domain) {
  const std::string own = folded_name(domain);
  const auto is_foreign = [&](const ServiceRecord& record) {
    const std::string host = folded_name(record.host);
    return own.empty() || (host != own && !host.ends_with('.' + own));
  };
  const std::string named = records.empty() ? "none" : records.front().host;
  records.erase(std::remove_if(records.begin(), records.end(), is_foreign), records.end());
  if (records.empty())
    return fail(Fault::untrusted,
                fmt::format("DNS names {} as a domain controller of {}, which is outside that domain, and DNS can be "
                            "forged; if it is yours, name it with --server",
                            named, domain));
  for (ServiceRecord& record : records)
    if (record.host.ends_with('.')) record.host.pop_back();  // certificates have none
  return records;
}

Result<std::vector<Server>> servers_to_try(const DirectorySettings& settings) {
  if (settings.servers.empty()) return domain_controllers(settings);
  std::vector<Server> servers;
  for (const std::string& text : settings.servers) {
    auto server = server_named(text, settings.security);
    if (!server) return Failure(server.error());
    servers.push_back(std::move(*server));
  }
  return servers;
}

}  // namespace headroom::store
