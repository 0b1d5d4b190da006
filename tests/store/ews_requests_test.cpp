#include "store/ews_requests.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "support/temporary_folder.h"

namespace headroom::store {
namespace {

using testing::HasSubstr;
using testing::Not;

const Bytes photo{0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0xFF, 0xD9};
constexpr const char* head =
    R"(<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/")"
    R"( xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types")"
    R"( xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header>)";

TEST(EwsRequests, set_a_photo_as_its_owner) {
  const EwsRequest request = request_to_set_photo("ada@example.com", photo, true);
  EXPECT_EQ(request.action, "http://schemas.microsoft.com/exchange/services/2006/messages/SetUserPhoto");
  EXPECT_EQ(request.envelope,
            std::string(head) + R"(<t:RequestServerVersion Version="Exchange2016"/><t:ExchangeImpersonation>)"
                                "<t:ConnectingSID><t:PrimarySmtpAddress>ada@example.com</t:PrimarySmtpAddress>"
                                "</t:ConnectingSID></t:ExchangeImpersonation></soap:Header><soap:Body>"
                                "<m:SetUserPhoto><m:Email>ada@example.com</m:Email><m:Content>/9j/4AAQ/9k=</m:Content>"
                                "</m:SetUserPhoto></soap:Body></soap:Envelope>");
}

TEST(EwsRequests, ask_for_the_largest_photo_as_the_account_itself) {
  const EwsRequest request = request_for_photo("ada@example.com", false);
  EXPECT_EQ(request.action, "http://schemas.microsoft.com/exchange/services/2006/messages/GetUserPhoto");
  EXPECT_EQ(request.envelope, std::string(head) +
                                  R"(<t:RequestServerVersion Version="Exchange2013"/></soap:Header><soap:Body>)"
                                  "<m:GetUserPhoto><m:Email>ada@example.com</m:Email><m:SizeRequested>HR648x648"
                                  "</m:SizeRequested></m:GetUserPhoto></soap:Body></soap:Envelope>");
}

TEST(EwsRequests, let_no_address_become_markup) {
  for (const bool sets : {true, false}) {
    const std::string address = "<m:Content>&\"']]>@example.com";
    const auto request = sets ? request_to_set_photo(address, photo, true) : request_for_photo(address, true);
    EXPECT_THAT(request.envelope, HasSubstr("<m:Email>&lt;m:Content&gt;&amp;\"']]&gt;@example.com</m:Email>"));
    EXPECT_THAT(request.envelope, Not(HasSubstr("<m:Content>&")));
  }
}

TEST(EwsRequests, know_an_address_from_something_else) {
  for (const char* address :
       {"a@b", "ada.lovelace@example.com", "o'hara+photos@sub.example.com", "\"a@b\"@c", "ü@é.de"})
    EXPECT_TRUE(is_mail_address(address)) << address;
  for (const std::string& text :
       {std::string(), std::string("ada"), std::string("@b"), std::string("a@"), std::string("a b@c"),
        std::string("a@b\r\nX-AnchorMailbox: c@d"), std::string("a\t@b"), std::string("a@b\0", 4),
        std::string("a\x7f@b"), "a@" + std::string(400, 'b')})
    EXPECT_FALSE(is_mail_address(text)) << text;
}

/// Against a schema of our own, which follows the protocol's element names and order: exchange.md.
TEST(EwsRequests, fit_their_schema) {
  if (std::system("xmllint --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "xmllint is not installed";
  const test::TemporaryFolder folder;
  const auto complaint_of = [&](const std::string& envelope) {
    const auto file = folder.path() / "request.xml";
    std::ofstream(file, std::ios::binary) << envelope;
    const std::string command = "xmllint --nonet --noout --schema " + std::string(HEADROOM_EWS_SCHEMA) + " " +
                                file.string() + " > /dev/null 2>&1";
    return std::system(command.c_str());
  };
  for (const bool impersonate : {true, false}) {
    EXPECT_EQ(complaint_of(request_to_set_photo("ada@example.com", photo, impersonate).envelope), 0);
    EXPECT_EQ(complaint_of(request_to_set_photo("a&<b@example.com", Bytes(500'000, 7), impersonate).envelope), 0);
    EXPECT_EQ(complaint_of(request_for_photo("ada@example.com", impersonate).envelope), 0);
  }
  EXPECT_NE(complaint_of(request_to_set_photo("", photo, true).envelope), 0);  // the schema does look
}

}  // namespace
}  // namespace headroom::store
