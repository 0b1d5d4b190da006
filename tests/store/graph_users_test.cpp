#include "store/graph_users.h"

#include <gmock/gmock.h>

namespace headroom::store {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string ada_id = "8c7c1a52-6a55-4d0e-9d5d-0a4b6f3b9a10";

std::string user(const std::string& more) {
  return R"({"id":")" + ada_id + "\"" + (more.empty() ? "" : ",") + more + "}";
}
std::string page(const std::string& users) { return R"({"value":[)" + users + "]}"; }

TEST(GraphUsers, ask_for_what_is_needed_and_nothing_else) {
  EXPECT_EQ(GraphUsers("user-name", "").everybody(),
            "/v1.0/users?$select=id,userPrincipalName,mail,displayName,accountEnabled,userType&$top=999");
  EXPECT_THAT(GraphUsers("employeeId", "").everybody(), HasSubstr("userType,employeeId&"));
  EXPECT_THAT(GraphUsers("mail", "").everybody(), Not(HasSubstr("userType,mail")));
  EXPECT_THAT(GraphUsers("onPremisesExtensionAttributes/extensionAttribute7", "").everybody(),
              HasSubstr("userType,onPremisesExtensionAttributes&"));
  EXPECT_EQ(GraphUsers("user-name", "", true).everybody(),
            "/v1.0/users?$select=id,userPrincipalName,mail,displayName&$top=999");
}

TEST(GraphUsers, put_keys_into_a_filter_as_text_and_nothing_more) {
  struct {
    const char* key;
    const char* wanted;
    const char* filter;
  } cases[] = {
      {"user-name", "ada", "&$filter=startswith%28userPrincipalName%2C%27ada%40%27%29"},
      {"user-name", "o'brien", "%27o%27%27brien%40%27"},
      {"mail", "a@b' or 'x' eq 'x", "&$filter=mail%20eq%20%27a%40b%27%27%20or%20%27%27x%27%27%20eq%20%27%27x%27"},
      {"employeeId", "1&$top=1#", "&$filter=employeeId%20eq%20%271%26%24top%3D1%23%27"},
      {"employeeId", "Zoë", "%27Zo%C3%AB%27"},
  };
  for (const auto& c : cases) EXPECT_THAT(GraphUsers(c.key, "").having(c.wanted), HasSubstr(c.filter)) << c.wanted;
}

TEST(GraphUsers, do_not_ask_for_keys_that_nobody_can_have) {
  using namespace std::string_literals;
  for (const std::string& key : {""s, "a\nb"s, "a\0b"s, "\xff"s, "\xc3"s, "\x7f"s, std::string(5'000, 'x')})
    EXPECT_EQ(GraphUsers("user-name", "").having(key), "") << key;
}

TEST(GraphUsers, narrow_the_circle_by_the_filter_that_is_set) {
  EXPECT_THAT(GraphUsers("mail", "accountEnabled eq true").having("a@b"),
              HasSubstr("accountEnabled%20eq%20true%20and%20mail%20eq%20%27a%40b%27&$count=true"));
  EXPECT_THAT(GraphUsers("mail", "a eq 1 or b eq 2").having("a@b"),
              HasSubstr("$filter=%28a%20eq%201%20or%20b%20eq%202%29%20and%20"));
  EXPECT_THAT(GraphUsers("mail", "a eq 1").everybody(), HasSubstr("&$filter=a%20eq%201&$count=true"));
  EXPECT_TRUE(GraphUsers("mail", "a eq 1").is_advanced(GraphUsers("mail", "a eq 1").everybody()));
  EXPECT_FALSE(GraphUsers("mail", "").is_advanced(GraphUsers("mail", "").having("a@b")));
  const GraphUsers by_name("onPremisesSamAccountName", "");
  EXPECT_TRUE(by_name.is_advanced(by_name.having("ada")));
  EXPECT_FALSE(by_name.is_advanced(by_name.everybody()));
}

TEST(GraphUsers, say_which_keys_are_none) {
  for (const char* key : {"user-name", "mail", "employeeId", "onPremisesExtensionAttributes/extensionAttribute1"})
    EXPECT_TRUE(GraphUsers(key, "").check()) << key;
  for (const char* key : {"", "user name", "mail,id", "mail&x", "/mail", "mail/", "a//b", "$count", "a'b"})
    EXPECT_EQ(GraphUsers(key, "").check().error().fault, Fault::usage) << key;
  for (const char* key : {"user-name", "mail", "userPrincipalName"}) EXPECT_TRUE(GraphUsers(key, "", true).check());
  EXPECT_THAT(GraphUsers("employeeId", "", true).check().error().detail, HasSubstr("User.Read.All"));
}

TEST(GraphUsers, become_people) {
  const std::string body = page(user(
      R"("userPrincipalName":"Ada.L@contoso.example","mail":"ada@contoso.example","displayName":"Ada Lovelace",
         "accountEnabled":false,"userType":"Member","employeeId":"7",
         "onPremisesExtensionAttributes":{"extensionAttribute1":"x1"})"));
  struct {
    const char* key;
    const char* value;
  } cases[] = {{"user-name", "Ada.L"},
               {"userPrincipalName", "Ada.L@contoso.example"},
               {"employeeId", "7"},
               {"onPremisesExtensionAttributes/extensionAttribute1", "x1"},
               {"onPremisesExtensionAttributes/nothing", ""},
               {"mailNickname", ""}};
  for (const auto& c : cases) {
    const auto read = GraphUsers(c.key, "").read(body);
    ASSERT_TRUE(read && read->people.size() == 1) << c.key;
    const Person& ada = read->people[0];
    EXPECT_EQ(ada.key, c.value) << c.key;
    EXPECT_EQ(ada.id, ada_id);
    EXPECT_EQ(ada.name, "Ada Lovelace");
    EXPECT_EQ(ada.place, "Ada.L@contoso.example");
    EXPECT_EQ(ada.mail, "ada@contoso.example");
    EXPECT_FALSE(ada.enabled);
  }
}

TEST(GraphUsers, leave_guests_out_unless_a_filter_says_who_is_in) {
  for (const char* guest : {R"("userType":"Guest")", R"("userType":"guest")",
                            R"("userPrincipalName":"ada_partner.example#EXT#@contoso.example")"}) {
    EXPECT_TRUE(GraphUsers("user-name", "").read(page(user(guest)))->people.empty()) << guest;
    EXPECT_EQ(GraphUsers("user-name", "userType eq 'Guest'").read(page(user(guest)))->people.size(), 1U) << guest;
  }
  for (const char* member : {"", R"("userType":null)", R"("userType":"Member")"})
    EXPECT_EQ(GraphUsers("user-name", "").read(page(user(member)))->people.size(), 1U) << member;
}

TEST(GraphUsers, are_not_read_out_of_anything_else) {
  const std::string bodies[] = {"",
                                "{",
                                "[]",
                                "null",
                                "<html>",
                                R"({"value":7})",
                                R"({"value":{"id":[null,7]}})",
                                R"({"value":[7]})",
                                R"({"value":[null]})",
                                R"({"value":[{"id":"../admin"}]})",
                                R"({"value":[{"id":7}]})",
                                R"({"values":[]})",
                                R"({"value":[],"@odata.nextLink":7})",
                                page(user("")).substr(0, 40)};
  for (const std::string& body : bodies) {
    const auto read = GraphUsers("user-name", "").read(body);
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().fault, Fault::unreachable) << body;
  }
  EXPECT_TRUE(GraphUsers("user-name", "").read(page(""))->people.empty());
}

}  // namespace
}  // namespace headroom::store
