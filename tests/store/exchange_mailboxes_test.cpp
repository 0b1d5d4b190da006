#include "store/exchange_mailboxes.h"

#include <gmock/gmock.h>

#include "store/ews_script.h"
#include "store/memory.h"

namespace headroom::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const Person ada{"1", "ada", "Ada Lovelace", "", true, "ada@example.com"};
const Person bob{"2", "bob", "Bob", "", true, ""};
const Person eve{"3", "eve", "Eve", "", true, "eve@x\r\nX-AnchorMailbox: ada@example.com"};
const Bytes photo{0xFF, 0xD8, 0xFF, 0xE0};

ExchangeSettings settings() {
  ExchangeSettings settings;
  settings.url = "https://Mail.Example.com:444/EWS/Exchange.asmx";
  settings.account = "EXAMPLE\\svc-photos";
  return settings;
}

class ExchangeMailboxesTest : public testing::Test {
 protected:
  static std::unique_ptr<PhotoStore> people() { return std::make_unique<Memory>(std::vector{ada, bob, eve}); }

  test::Script script_;
  ExchangeMailboxes store_{settings(), std::make_unique<test::ScriptedHttp>(script_), people()};
};

TEST_F(ExchangeMailboxesTest, say_what_they_are) {
  EXPECT_EQ(store_.traits().kind, "exchange");
  EXPECT_EQ(store_.traits().size, Size());
  EXPECT_FALSE(store_.traits().can_remove);
  EXPECT_FALSE(store_.traits().keeps_bytes);
  EXPECT_EQ(store_.traits().in_flight, 10);
  EXPECT_EQ(store_.identity(), "exchange mail.example.com");
  EXPECT_EQ(store_.account(), "EXAMPLE\\svc-photos");
  ExchangeSettings ticket = settings();
  ticket.account.clear();
  const ExchangeMailboxes other(std::move(ticket), std::make_unique<test::ScriptedHttp>(script_), people());
  EXPECT_EQ(other.account(), "Kerberos ticket");
}

TEST_F(ExchangeMailboxesTest, have_the_directorys_people) {
  std::vector<std::string> keys;
  ASSERT_TRUE(store_.list([&](const Person& person) { keys.push_back(person.key); }));
  EXPECT_THAT(keys, testing::ElementsAre("ada", "bob", "eve"));
  EXPECT_EQ(store_.find("ADA").value().front().mail, ada.mail);
  EXPECT_THAT(script_.seen, IsEmpty());
}

TEST_F(ExchangeMailboxesTest, are_none_for_people_without_an_address) {
  for (const Person& person : {bob, eve}) {
    const auto held = store_.get(person);
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().fault, Fault::no_such_user);
    EXPECT_THAT(held.error().detail, HasSubstr("no mailbox"));
    EXPECT_EQ(store_.put(person, photo).error().fault, Fault::no_such_user);
  }
  EXPECT_THAT(script_.seen, IsEmpty());
}

TEST_F(ExchangeMailboxesTest, take_photos_up_to_a_number_of_bytes) {
  EXPECT_EQ(store_.put(ada, {}).error().fault, Fault::refused);
  EXPECT_EQ(store_.put(ada, Bytes(512'001, 1)).error().fault, Fault::refused);
  EXPECT_THAT(script_.seen, IsEmpty());
  script_.replies.push_back(test::http_reply(200, test::soap_response("SetUserPhoto", "NoError")));
  EXPECT_TRUE(store_.put(ada, Bytes(512'000, 1)));
}

TEST_F(ExchangeMailboxesTest, keep_photos_that_cannot_be_removed_and_say_what_can) {
  const auto removed = store_.remove(ada);
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().fault, Fault::unsupported);
  EXPECT_THAT(removed.error().detail, HasSubstr("Remove-UserPhoto"));
  EXPECT_THAT(script_.seen, IsEmpty());
}

}  // namespace
}  // namespace headroom::store
