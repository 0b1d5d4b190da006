#include "store/clouds.h"

#include <gmock/gmock.h>

#include "store/microsoft_365.h"

namespace headroom::store {
namespace {

Result<Cloud> cloud(const std::string& name, const std::string& login = "", const std::string& graph = "") {
  Microsoft365Settings settings;
  settings.cloud = name;
  settings.login_url = login;
  settings.graph_url = graph;
  return cloud_of(settings);
}

TEST(Clouds, are_known_by_name) {
  for (const char* name : {"global", "us-government", "us-defense", "china"}) {
    const auto known = cloud(name);
    ASSERT_TRUE(known) << name;
    EXPECT_TRUE(known->login_url.starts_with("https://login.")) << name;
    EXPECT_EQ(known->graph_url, known->audience) << name;
  }
  EXPECT_EQ(cloud("global")->graph_url, "https://graph.microsoft.com");
  for (const char* name : {"", "Global", "germany"}) EXPECT_EQ(cloud(name).error().fault, Fault::usage) << name;
}

TEST(Clouds, are_reached_at_other_addresses_where_those_are_given) {
  const auto other = cloud("china", "https://login.chinacloudapi.cn/", "https://127.0.0.1:8443");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->login_url, "https://login.chinacloudapi.cn");
  EXPECT_EQ(other->graph_url, "https://127.0.0.1:8443");
  EXPECT_EQ(other->audience, "https://microsoftgraph.chinacloudapi.cn");
  for (const char* url : {"http://graph.example", "graph.example", "https://", "https://graph.example/v1.0",
                          "https://user@graph.example", "https://graph.example?x", "ftp://graph.example"})
    EXPECT_EQ(cloud("global", "", url).error().fault, Fault::usage) << url;
}

TEST(Clouds, tell_their_own_addresses_from_others) {
  constexpr std::string_view origin = "https://graph.example";
  for (const char* url : {"https://graph.example/v1.0/users", "HTTPS://Graph.Example/x", "https://graph.example/?a=@b"})
    EXPECT_TRUE(leads_to(url, origin)) << url;
  for (const char* url :
       {"", "https://graph.example", "http://graph.example/x", "https://graph.example.evil.example/x",
        "https://graph.example:444/x", "https://graph.example@evil.example/x", "https://graph.example\\@evil.example/x",
        "https://evil.example/https://graph.example/x", "//graph.example/x", "/v1.0/users",
        "https://graph.example/x\r\nHost: evil.example", "https://graph.example/a b", " https://graph.example/x"})
    EXPECT_FALSE(leads_to(url, origin)) << url;
}

TEST(Clouds, name_the_host_of_an_address_for_people) {
  EXPECT_EQ(host_in("https://evil.example:8443/path?x"), "evil.example:8443");
  EXPECT_EQ(host_in("https://graph.example@evil.example/"), "evil.example");
  EXPECT_EQ(host_in("https://evil.example\x1b[31m/"), "evil.example [31m");
  for (const char* url : {"", "/login", "javascript:alert(1)", "https://"}) EXPECT_EQ(host_in(url), "another place");
}

}  // namespace
}  // namespace headroom::store
