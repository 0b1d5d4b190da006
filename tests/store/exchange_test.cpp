#include "store/exchange.h"

#include <gmock/gmock.h>

#include <functional>

#include "store/memory.h"

namespace headroom::store {
namespace {

using testing::HasSubstr;
using testing::Not;

ExchangeSettings settings() {
  ExchangeSettings settings;
  settings.url = "https://127.0.0.1:1/EWS/Exchange.asmx";
  settings.account = "EXAMPLE\\svc-photos";
  settings.password = Secret("s3cret");
  return settings;
}

Error refusal(ExchangeSettings settings) {
  const auto store = connect_exchange(std::move(settings), std::make_unique<Memory>(std::vector<Person>()));
  EXPECT_FALSE(store);
  return store ? Error{} : store.error();
}

TEST(Exchange, asks_for_settings_that_can_be_right) {
  using Login = ExchangeSettings::Login;
  const std::function<void(ExchangeSettings&)> cases[] = {
      [](auto& s) { s.url = ""; },
      [](auto& s) { s.url = "http://mail.example.com/EWS/Exchange.asmx"; },
      [](auto& s) { s.url = "mail.example.com"; },
      [](auto& s) { s.url = "https://mail.example.com"; },
      [](auto& s) { s.url = "https://mail.example.com/"; },
      [](auto& s) { s.url = "https:///EWS/Exchange.asmx"; },
      [](auto& s) { s.url = "https://mail.example.com/EWS/Exchange.asmx?x"; },
      [](auto& s) { s.url = "https://svc:s3cret@mail.example.com/EWS/Exchange.asmx"; },
      [](auto& s) { s.url = "https://mail.example.com/EWS/\r\nExchange.asmx"; },
      [](auto& s) { s.account = "", s.login = Login::ntlm; },
      [](auto& s) { s.account = "", s.login = Login::basic; },
      [](auto& s) { s.password = Secret(); },
      [](auto& s) { s.in_flight = 0; },
      [](auto& s) { s.ca_file = "/nowhere/ca.pem"; },
  };
  int number = 0;
  for (const auto& change : cases) {
    ExchangeSettings wrong = settings();
    change(wrong);
    const Error error = refusal(std::move(wrong));
    EXPECT_EQ(name(error.fault), name(Fault::usage)) << number << ": " << error.detail;
    EXPECT_THAT(error.detail, Not(HasSubstr("s3cret")));
    number++;
  }
}

TEST(Exchange, says_that_nobody_answers) { EXPECT_EQ(refusal(settings()).fault, Fault::unreachable); }

TEST(Exchange, is_examined_by_an_address) {
  const auto facts = examine_exchange(settings(), "nobody");
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.error().fault, Fault::usage);
}

}  // namespace
}  // namespace headroom::store
