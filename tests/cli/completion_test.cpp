#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace headroom::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Secret secret(const char* text) { return Secret(std::string(text)); }

DeliveryRequest with_a_directory() {
  DeliveryRequest request;
  request.directory.servers = {"dc1.example.com"};
  request.directory.account = "svc@example.com";
  request.directory.password = secret("directory-password");
  return request;
}

DeliveryRequest with_a_tenant() {
  DeliveryRequest request;
  request.to = {"m365"};
  request.microsoft_365.tenant = "contoso.onmicrosoft.com";
  request.microsoft_365.client = "0000";
  request.microsoft_365.client_secret = secret("client-secret");
  return request;
}

std::string complaint(const Result<void>& result) {
  EXPECT_FALSE(result);
  return result ? "" : result.error().detail;
}

TEST(Completion, of_a_tenant_names_everything_that_is_missing_at_once) {
  DeliveryRequest request;
  EXPECT_THAT(complaint(complete(request, "m365")),
              AllOf(HasSubstr("--tenant contoso.onmicrosoft.com"), HasSubstr("--client "),
                    HasSubstr("--client-certificate FILE"), HasSubstr("HEADROOM_CLIENT_SECRET")));
  DeliveryRequest nearly = with_a_tenant();
  nearly.microsoft_365.client.clear();
  EXPECT_THAT(complaint(complete(nearly, "m365")), AllOf(HasSubstr("--client "), Not(HasSubstr("--tenant"))));
}

TEST(Completion, takes_the_client_secret_from_where_it_is) {
  auto request = with_a_tenant();
  request.microsoft_365.client_secret = {};
  ::setenv("HEADROOM_CLIENT_SECRET", "from-environment", 1);
  ASSERT_TRUE(complete(request, "m365"));
  EXPECT_EQ(request.microsoft_365.client_secret.revealed(), "from-environment");
  request.microsoft_365.client_secret = {};
  request.client_secret.command = "echo from-command";
  ASSERT_TRUE(complete(request, "m365"));
  EXPECT_EQ(request.microsoft_365.client_secret.revealed(), "from-command");
}

TEST(Completion, wants_a_certificate_or_a_secret_and_not_both) {
  auto request = with_a_tenant();
  request.microsoft_365.client_secret = {};
  request.microsoft_365.certificate_file = "application.pem";
  EXPECT_TRUE(complete(request, "m365"));
  request.client_secret.file = "secret";
  EXPECT_THAT(complaint(complete(request, "m365")), HasSubstr("name one of them"));
}

TEST(Completion, finds_the_same_people_in_both_worlds) {
  struct {
    std::vector<std::string> to;
    const char* directory_key;
    const char* said;
    const char* key;
  } cases[] = {{{"m365"}, "sAMAccountName", "", "user-name"},
               {{"m365", "folder:x"}, "sAMAccountName", "", "user-name"},
               {{"ad", "m365"}, "sAMAccountName", "", "onPremisesSamAccountName"},
               {{"exchange", "m365"}, "samaccountname", "", "onPremisesSamAccountName"},
               {{"ad", "m365"}, "employeeID", "", "employeeId"},
               {{"ad", "m365"}, "mail", "", "mail"},
               {{"ad", "m365"}, "sAMAccountName", "mailNickname", "mailNickname"},
               {{"m365"}, "sAMAccountName", "employeeId", "employeeId"}};
  for (const auto& c : cases) {
    auto request = with_a_tenant();
    request.to = c.to;
    request.directory.key = c.directory_key;
    request.microsoft_365_key = c.said;
    ASSERT_TRUE(complete(request, "m365"));
    EXPECT_EQ(request.microsoft_365.key, c.key);
  }
  auto odd = with_a_tenant();
  odd.to = {"ad", "m365"};
  odd.directory.key = "extensionAttribute1";
  EXPECT_THAT(complaint(complete(odd, "m365")), AllOf(HasSubstr("extensionAttribute1"), HasSubstr("--m365-key")));
}

TEST(Completion, of_exchange_borrows_the_account_of_the_directory) {
  auto request = with_a_directory();
  request.exchange.url = "https://mail.example.com/EWS/Exchange.asmx";
  ASSERT_TRUE(complete(request, "exchange"));
  EXPECT_EQ(request.exchange.account, "svc@example.com");
  EXPECT_EQ(request.exchange.password.revealed(), "directory-password");
  EXPECT_EQ(request.directory.password.revealed(), "directory-password") << "it stays";
  EXPECT_TRUE(complete(request, "exchange")) << "once done, done";
}

TEST(Completion, shows_the_password_of_one_account_to_no_other) {
  auto request = with_a_directory();
  request.exchange.url = "https://mail.example.com/EWS/Exchange.asmx";
  request.exchange.account = "EXAMPLE\\other";
  EXPECT_THAT(complaint(complete(request, "exchange")), HasSubstr("--exchange-password-file"));
  EXPECT_TRUE(request.exchange.password.empty());
  request.exchange_secret.command = "echo its-own";
  ASSERT_TRUE(complete(request, "exchange"));
  EXPECT_EQ(request.exchange.password.revealed(), "its-own");
}

TEST(Completion, of_exchange_says_what_is_missing) {
  DeliveryRequest nothing;
  EXPECT_THAT(complaint(complete(nothing, "exchange")), HasSubstr("Exchange's people are those of the directory"));
  auto named = with_a_directory();
  named.directory.account = "CN=svc,DC=example,DC=com";
  named.exchange.login = store::ExchangeSettings::Login::ntlm;
  EXPECT_THAT(complaint(complete(named, "exchange")),
              AllOf(HasSubstr("--exchange-url https://"), HasSubstr("--exchange-account")));
  DeliveryRequest ticket;
  ticket.directory.servers = {"dc1"};
  ticket.directory.login = store::DirectorySettings::Login::gssapi;
  ticket.exchange.url = "https://mail.example.com/EWS/Exchange.asmx";
  EXPECT_TRUE(complete(ticket, "exchange")) << "Kerberos for both";
}

}  // namespace
}  // namespace headroom::cli
