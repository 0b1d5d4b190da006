#include "store/domain_controllers.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom::store {
namespace {

using Security = DirectorySettings::Security;

std::string number(int value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)}; }

/// A name as on the wire: "\3dc1\2ad\4test\0".
std::string wire_name(const std::string& name) {
  std::string wire, label;
  for (const char c : name + '.') {
    if (c != '.') {
      label += c;
      continue;
    }
    if (!label.empty()) wire += static_cast<char>(label.size()) + label;
    label.clear();
  }
  return wire + '\0';
}

std::string record(int type, const std::string& data) {
  return "\xc0\x0c" + number(type) + number(1) + std::string("\0\0\2\x58", 4) + number(static_cast<int>(data.size())) +
         data;
}

std::string service(int priority, int weight, int port, const std::string& host) {
  return record(33, number(priority) + number(weight) + number(port) + wire_name(host));
}

/// A DNS answer to one question, RFC 1035 section 4.1.
Bytes answer(const std::vector<std::string>& records) {
  std::string message =
      number(0x1234) + number(0x8180) + number(1) + number(static_cast<int>(records.size())) + number(0) + number(0);
  message += wire_name("_ldap._tcp.ad.test") + number(33) + number(1);
  for (const std::string& text : records) message += text;
  return {message.begin(), message.end()};
}

TEST(ServiceRecords, are_read_from_a_dns_answer) {
  const auto records = service_records(
      answer({service(0, 100, 389, "dc1.ad.test"), record(1, "\x7f\1\1\1"), service(10, 0, 3389, "dc2.ad.test")}));
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 2);
  EXPECT_EQ(records->front().host, "dc1.ad.test");
  EXPECT_EQ(records->front().weight, 100);
  EXPECT_EQ(records->front().port, 389);
  EXPECT_EQ(records->back().priority, 10);
  EXPECT_EQ(records->back().port, 3389);
}

TEST(ServiceRecords, that_name_no_host_are_passed_over) {
  for (const auto& text : {service(0, 0, 389, ""), service(0, 0, 389, "a b"), record(33, "short")}) {
    const auto records = service_records(answer({text}));
    ASSERT_TRUE(records);
    EXPECT_TRUE(records->empty());
  }
}

TEST(ServiceRecords, from_a_broken_answer_are_a_failure_and_nothing_else) {
  const Bytes whole = answer({service(0, 100, 389, "dc1.ad.test")});
  for (std::size_t length = 0; length < whole.size(); length++)
    EXPECT_FALSE(service_records(ByteView(whole.data(), length))) << length;
}

TEST(ServiceRecords, go_by_priority_and_then_by_lot) {
  const std::vector<ServiceRecord> records = {
      {10, 5, 389, "c"}, {0, 10, 389, "a"}, {0, 30, 389, "b"}, {0, 0, 389, "z"}};
  const auto hosts = [&](auto chance) {
    std::string text;
    for (const ServiceRecord& record : in_order(records, chance)) text += record.host;
    return text;
  };
  EXPECT_EQ(hosts([](int) { return 0; }), "zabc");
  EXPECT_EQ(hosts([](int most) { return most; }), "bazc");
  EXPECT_EQ(hosts([](int most) { return std::min(most, 5); }), "abzc");
}

std::string hosts_of(const Result<std::vector<ServiceRecord>>& records) {
  std::string text;
  for (const ServiceRecord& record : records.value()) text += record.host + ' ';
  return text;
}

TEST(ServiceRecords, count_only_within_the_domain) {
  const struct {
    const char* domain;
    std::vector<const char*> hosts;
    const char* left;
  } cases[] = {
      {"ad.test", {"dc1.ad.test", "evil.test", "dc2.emea.ad.test"}, "dc1.ad.test dc2.emea.ad.test "},
      {"AD.Test.", {"DC1.ad.TEST", "ad.test.", "xad.test"}, "DC1.ad.TEST ad.test "},
      {"ad.test", {"ad.test.evil.example", "dc1.ad.test."}, "dc1.ad.test "},
  };
  for (const auto& c : cases) {
    std::vector<ServiceRecord> records;
    for (const char* host : c.hosts) records.push_back({0, 0, 389, host});
    EXPECT_EQ(hosts_of(within_domain(records, c.domain)), c.left) << c.domain;
  }
}

TEST(ServiceRecords, that_all_name_strangers_are_not_trusted) {
  for (const char* domain : {"ad.test", "", "."}) {
    const auto records = within_domain({{0, 0, 389, "dc1.evil.example"}, {0, 0, 389, "xad.test"}}, domain);
    ASSERT_FALSE(records) << domain;
    EXPECT_EQ(records.error().fault, Fault::untrusted);
    EXPECT_NE(records.error().detail.find("dc1.evil.example"), std::string::npos);
    EXPECT_NE(records.error().detail.find("--server"), std::string::npos);
  }
}

TEST(Server, is_read_as_people_write_it) {
  const struct {
    const char* text;
    Security security;
    const char* server;
  } cases[] = {
      {"dc1", Security::ldaps, "dc1:636"},
      {"dc1", Security::start_tls, "dc1:389"},
      {"dc1.ad.test:3269", Security::ldaps, "dc1.ad.test:3269"},
      {"ldaps://dc1", Security::ldaps, "dc1:636"},
      {"ldaps://dc1:10636/", Security::ldaps, "dc1:10636"},
      {"ldap://10.0.0.1", Security::sealed, "10.0.0.1:389"},
      {"[::1]:10636", Security::ldaps, "[::1]:10636"},
      {"::1", Security::ldaps, "[::1]:636"},
      {"ldaps://[fe80::1%eth0]", Security::ldaps, "[fe80::1%eth0]:636"},
  };
  for (const auto& c : cases) {
    const auto server = server_named(c.text, c.security);
    ASSERT_TRUE(server) << c.text << ' ' << server.error().detail;
    EXPECT_EQ(server->text(), c.server);
  }
}

TEST(Server, that_cannot_be_one_is_refused) {
  for (const char* text : {"", "ldap://dc1", "http://dc1", "dc1:", "dc1:0", "dc1:65536", "dc1:abc", "dc 1", "ldaps://",
                           "[", "[]", "[::1", "[::1]x", "dc1/x", ":636"}) {
    const auto server = server_named(text, Security::ldaps);
    ASSERT_FALSE(server) << text;
    EXPECT_EQ(server.error().fault, Fault::usage) << text;
  }
  EXPECT_FALSE(server_named("ldaps://dc1", Security::sealed));
  EXPECT_FALSE(server_named("ldaps://dc1", Security::start_tls));
}

}  // namespace
}  // namespace headroom::store
