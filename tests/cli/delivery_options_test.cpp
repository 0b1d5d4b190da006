#include "cli/delivery_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/delivery_house.h"
#include "cli/store_settings.h"

namespace headroom::cli {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(DeliveryOptions, reach_the_settings_of_every_store) {
  DeliveryRequest request;
  const auto taken = take({{"to", {"ad", "m365", "exchange"}},
                           {"ca-file", {"ca.pem"}},
                           {"timeout", {"5"}},
                           {"in-flight", {"3"}},
                           {"write-distance", {"7"}},
                           {"verify-within", {"90"}},
                           {"tenant", {"contoso.com"}},
                           {"client", {"1234"}},
                           {"client-certificate", {"application.pem"}},
                           {"client-secret-file", {"secret"}},
                           {"cloud", {"us-defense"}},
                           {"login-url", {"https://login"}},
                           {"graph-url", {"https://graph"}},
                           {"m365-key", {"mailNickname"}},
                           {"m365-people", {"department eq 'X'"}},
                           {"requests", {"600"}},
                           {"m365-in-flight", {"2"}},
                           {"ignore-photo-policy", {"true"}},
                           {"exchange-url", {"https://mail/EWS/Exchange.asmx"}},
                           {"exchange-login", {"basic"}},
                           {"exchange-account", {"E\\svc"}},
                           {"exchange-password-credential", {"other"}},
                           {"no-impersonation", {"true"}}},
                          delivery_options(), request);
  ASSERT_TRUE(taken) << taken.error().detail;
  for (const std::string& file : {request.directory.ca_file, request.microsoft_365.ca_file, request.exchange.ca_file})
    EXPECT_EQ(file, "ca.pem");
  for (const auto limit :
       {request.directory.answer_within, request.microsoft_365.answer_within, request.exchange.answer_within})
    EXPECT_EQ(limit, 5s);
  for (const int number : {request.care.in_flight, request.directory.in_flight, request.exchange.in_flight})
    EXPECT_EQ(number, 3);
  EXPECT_EQ(request.microsoft_365.in_flight, 2);
  EXPECT_EQ(request.microsoft_365.least_distance, 7s);
  EXPECT_EQ(request.exchange.least_distance, 7s);
  EXPECT_EQ(request.policy.verify_within, 90s);
  EXPECT_EQ(request.microsoft_365.tenant, "contoso.com");
  EXPECT_EQ(request.microsoft_365.cloud, "us-defense");
  EXPECT_EQ(request.microsoft_365_key, "mailNickname");
  EXPECT_EQ(request.microsoft_365.requests, 600);
  EXPECT_FALSE(request.microsoft_365.heed_policy);
  EXPECT_EQ(request.client_secret.file, "secret");
  EXPECT_EQ(request.exchange.login, store::ExchangeSettings::Login::basic);
  EXPECT_EQ(request.exchange_secret.credential, "other");
  EXPECT_FALSE(request.exchange.impersonate);
}

TEST(DeliveryOptions, leave_each_store_what_suits_it) {
  DeliveryRequest request;
  ASSERT_TRUE(take({{"to", {"ad"}}}, delivery_options(), request));
  EXPECT_EQ(request.directory.answer_within, 30s);
  EXPECT_EQ(request.microsoft_365.answer_within, 100s);
  EXPECT_EQ(request.exchange.answer_within, 100s);
  EXPECT_EQ(request.care.in_flight, 0);
  EXPECT_LT(request.policy.verify_within, 0s);
}

TEST(DeliveryOptions, refuse_what_does_not_fit_in_a_sentence) {
  struct {
    const char* option;
    const char* text;
    const char* words;
  } cases[] = {{"cloud", "germany", "--cloud: 'germany' is not one of global"},
               {"exchange-login", "oauth", "--exchange-login: 'oauth' is not one of negotiate, ntlm, basic"},
               {"requests", "0", "--requests: '0' is not a number from 1"},
               {"write-distance", "-1", "--write-distance"},
               {"verify-within", "soon", "--verify-within"},
               {"no-impersonation", "perhaps", "--no-impersonation"}};
  for (const auto& c : cases) {
    DeliveryRequest request;
    const auto taken = take({{c.option, {c.text}}}, delivery_options(), request);
    ASSERT_FALSE(taken) << c.option;
    EXPECT_EQ(taken.error().fault, Fault::usage);
    EXPECT_THAT(taken.error().detail, HasSubstr(c.words));
  }
}

TEST(DeliveryOptions, a_secret_on_the_command_line_is_refused_and_never_repeated) {
  DeliveryHouse house({"ada"});
  struct {
    const char* argument;
    const char* words;
  } cases[] = {{"--password=hunter2", "--credential"},
               {"--client-secret=hunter2", "--client-secret-credential or HEADROOM_CLIENT_SECRET"},
               {"--exchange-password=hunter2", "HEADROOM_EXCHANGE_PASSWORD"}};
  for (const auto& c : cases) {
    EXPECT_EQ(house({"show", "ada", c.argument}), 2);
    EXPECT_THAT(house.messages, HasSubstr(c.words));
    EXPECT_THAT(house.messages, testing::Not(HasSubstr("hunter2")));
  }
}

TEST(StoreSettings, are_doubled_with_their_secrets) {
  store::Microsoft365Settings tenant;
  tenant.tenant = "contoso.com";
  tenant.client_secret = Secret(std::string("secret"));
  tenant.answer_within = 7ms;
  tenant.heed_policy = false;
  const auto second = duplicate(tenant);
  EXPECT_EQ(second.tenant, "contoso.com");
  EXPECT_EQ(second.client_secret.revealed(), "secret");
  EXPECT_EQ(tenant.client_secret.revealed(), "secret");
  EXPECT_EQ(second.answer_within, 7ms);
  EXPECT_FALSE(second.heed_policy);
  store::DirectorySettings directory;
  directory.base = "DC=test";
  directory.in_flight = 5;
  EXPECT_EQ(duplicate(directory).base, "DC=test");
  EXPECT_EQ(duplicate(directory).in_flight, 5);
  store::ExchangeSettings exchange;
  exchange.url = "https://mail";
  exchange.impersonate = false;
  EXPECT_EQ(duplicate(exchange).url, "https://mail");
  EXPECT_FALSE(duplicate(exchange).impersonate);
}

}  // namespace
}  // namespace headroom::cli
