#include "store/active_directory.h"

#include <gmock/gmock.h>

#include <atomic>
#include <set>
#include <thread>

#include "store/directory_settings.h"

namespace headroom::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// The same on both kinds of server.
class ActiveDirectory : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const bool samba = std::string(GetParam()) == "Samba";
    const auto reason = samba ? test::SambaServer::reason_missing() : test::SlapdServer::reason_missing();
    if (!reason.empty()) GTEST_SKIP() << reason;
    if (samba)
      samba_ = std::make_unique<test::SambaServer>(50);
    else
      slapd_ = std::make_unique<test::SlapdServer>(50);
    connect(settings_for(server()));
  }

  const test::DirectoryServer& server() const {
    if (samba_) return *samba_;
    return *slapd_;
  }

  void connect(DirectorySettings settings) {
    auto store = connect_directory(std::move(settings));
    ASSERT_TRUE(store) << words(store);
    store_ = std::move(*store);
  }

  Bytes photo_of(const Person& someone) {
    const auto photo = store_->get(someone);
    return photo && *photo ? **photo : Bytes();
  }

  std::unique_ptr<test::SambaServer> samba_;
  std::unique_ptr<test::SlapdServer> slapd_;
  std::unique_ptr<PhotoStore> store_;
};

INSTANTIATE_TEST_SUITE_P(On, ActiveDirectory, testing::Values("OpenLDAP", "Samba"),
                         [](const auto& which) { return std::string(which.param); });

TEST_P(ActiveDirectory, says_what_it_is) {
  EXPECT_EQ(store_->traits().kind, "ad");
  EXPECT_EQ(store_->traits().most_bytes, 102'400);
  EXPECT_EQ(store_->traits().in_flight, 32);
  EXPECT_EQ(store_->identity(), "ad " + server().base());
  EXPECT_EQ(store_->account(), server().service().name);
}

TEST_P(ActiveDirectory, knows_its_people) {
  std::map<std::string, Person> people;
  ASSERT_TRUE(store_->list([&](Person someone) { people[someone.key] = std::move(someone); }));
  ASSERT_TRUE(people.count("u00001") == 1 && people.count("disabled1") == 1);
  EXPECT_TRUE(people["u00001"].enabled);
  EXPECT_FALSE(people["disabled1"].enabled);
  EXPECT_EQ(people["u00001"].id.size(), 36);
  EXPECT_THAT(people["u00001"].place, testing::MatchesRegex("[Cc][Nn]=u00001,[Oo][Uu]=Staff.*"));
  EXPECT_FALSE(people["u00001"].name.empty());
  EXPECT_EQ(people["u00001"].mail, "u00001@ad.test");
  EXPECT_EQ(person(*store_, "U00001").id, people["u00001"].id);
}

TEST_P(ActiveDirectory, finds_nobody_by_a_name_that_looks_like_a_filter) {
  for (const char* key : {"", "*", "u0000*", "u00001)(cn=*", "zz", "\\", "\xff\xfe", "u00001)("}) {
    const auto found = store_->find(key);
    EXPECT_TRUE(!found || found->empty()) << key;
    EXPECT_TRUE(found || std::string(key).empty()) << key << ' ' << words(found);
  }
}

TEST_P(ActiveDirectory, gives_back_the_very_bytes) {
  for (const char* key : {"u00001", "u00004", "u00005", "u00006"}) {
    const Person someone = person(*store_, key);
    ASSERT_FALSE(someone.id.empty()) << key;
    for (const std::size_t length : {3, 2'000, 102'400}) {
      const Bytes photo = picture(length, static_cast<unsigned>(length));
      const auto put = store_->put(someone, photo);
      ASSERT_TRUE(put) << key << ' ' << words(put);
      EXPECT_EQ(photo_of(someone), photo) << key;
    }
    for (int time = 0; time < 2; time++) EXPECT_TRUE(store_->remove(someone)) << key;
    const auto none = store_->get(someone);
    ASSERT_TRUE(none);
    EXPECT_FALSE(none->has_value());
  }
}

TEST_P(ActiveDirectory, refuses_what_is_no_photo_for_it) {
  const Person someone = person(*store_, "u00002");
  const Bytes before = picture(100, 1);
  ASSERT_TRUE(store_->put(someone, before));
  const Bytes text = {'n', 'o', 'n', 'e'};
  for (const Bytes& photo : {Bytes(), picture(2, 1), picture(102'401, 1), picture(300'000, 1), text}) {
    const auto put = store_->put(someone, photo);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().fault, Fault::refused);
  }
  EXPECT_EQ(photo_of(someone), before);
}

TEST_P(ActiveDirectory, writes_where_the_account_has_the_right_and_nowhere_else) {
  const Person outside = person(*store_, "locked1");
  EXPECT_THAT(words(store_->put(outside, picture(100, 1))),
              AllOf(StartsWith("access-denied"), HasSubstr("adminCount")));
  EXPECT_THAT(words(store_->remove(outside)), StartsWith("access-denied"));

  DirectorySettings settings = settings_for(server());
  settings.attribute = "jpegPhoto";
  connect(std::move(settings));
  EXPECT_THAT(words(store_->put(person(*store_, "u00001"), picture(100, 1))), StartsWith("access-denied"));

  settings = settings_for(server());
  log_in_as(settings, server().powerless());
  connect(std::move(settings));
  EXPECT_THAT(words(store_->put(person(*store_, "u00001"), picture(100, 1))), StartsWith("access-denied"));

  settings = settings_for(server());
  log_in_as(settings, server().user(2));
  connect(std::move(settings));
  EXPECT_TRUE(store_->put(person(*store_, "u00002"), picture(100, 2)));
  EXPECT_THAT(words(store_->put(person(*store_, "u00001"), picture(100, 1))), StartsWith("access-denied"));
}

TEST_P(ActiveDirectory, does_not_know_people_and_attributes_that_are_not_there) {
  Person nobody = person(*store_, "u00001");
  nobody.id = "00000000-1111-2222-3333-444444444444";
  nobody.place = "CN=No Such,OU=Staff," + server().base();
  EXPECT_THAT(words(store_->put(nobody, picture(100, 1))), StartsWith("no-such-user"));
  EXPECT_THAT(words(store_->get(nobody)), StartsWith("no-such-user"));
  EXPECT_THAT(words(store_->remove(nobody)), StartsWith("no-such-user"));
  nobody.id = "<GUID=1>,DC=x";
  EXPECT_THAT(words(store_->put(nobody, picture(100, 1))), StartsWith("no-such-user"));

  DirectorySettings settings = settings_for(server());
  settings.attribute = "noSuchAttribute";
  connect(std::move(settings));
  EXPECT_THAT(words(store_->put(person(*store_, "u00001"), picture(100, 1))),
              AllOf(StartsWith("usage"), HasSubstr("attribute")));
}

/// Changes an entry with the ldapmodify of OpenLDAP, as the administrator.
void change(const test::DirectoryServer& server, const std::string& place, const std::string& lines) {
  const test::TemporaryFolder folder;
  folder.write("change.ldif", "dn: " + place + "\nchangetype: modify\n" + lines);
  std::string said;
  const test::Account administrator = server.administrator();
  const int status = test::run_program(
      {"env", "LDAPTLS_CACERT=" + server.ca_file().string(), "ldapmodify", "-x", "-H", server.uri(), "-D",
       administrator.name, "-w", administrator.password, "-f", (folder / "change.ldif").string()},
      said);
  EXPECT_EQ(status, 0) << said;
}

TEST_P(ActiveDirectory, does_not_choose_among_several_photos) {
  DirectorySettings settings = settings_for(server());
  log_in_as(settings, server().administrator());
  settings.attribute = "jpegPhoto";
  connect(std::move(settings));
  const Person someone = person(*store_, "u00001");
  const Bytes photo = picture(1'000, 1);
  ASSERT_TRUE(store_->put(someone, photo));
  EXPECT_EQ(photo_of(someone), photo);
  change(server(), someone.place, "replace: jpegPhoto\njpegPhoto:: /9j/4A==\njpegPhoto:: /9j/4Q==\n");
  const auto several = store_->get(someone);
  EXPECT_THAT(words(several), AllOf(StartsWith("refused"), HasSubstr("several photos")));
  change(server(), someone.place, "replace: jpegPhoto\njpegPhoto:: /9j/4Q==\n");
  EXPECT_EQ(photo_of(someone), (Bytes{0xff, 0xd8, 0xff, 0xe1}));
}

TEST(ActiveDirectoryOptions, of_an_attributes_name_do_not_hide_its_photo) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SlapdServer server(2);
  DirectorySettings settings = settings_for(server);
  settings.attribute = "jpegPhoto";
  const auto store = connect_directory(std::move(settings));
  ASSERT_TRUE(store) << words(store);
  const Person someone = person(**store, "u00001");
  change(server, someone.place, "add: jpegPhoto;lang-en\njpegPhoto;lang-en:: /9j/4A==\n");
  const auto photo = (*store)->get(someone);
  ASSERT_TRUE(photo && *photo) << words(photo);
  EXPECT_EQ(**photo, (Bytes{0xff, 0xd8, 0xff, 0xe0}));
}

TEST_P(ActiveDirectory, knows_people_by_their_id_alone) {
  Person someone = person(*store_, "u00003");
  someone = {someone.id, "", "", "", true};
  const Bytes photo = picture(500, 3);
  const auto put = store_->put(someone, photo);
  ASSERT_TRUE(put) << words(put);
  EXPECT_EQ(photo_of(someone), photo);
}

TEST_P(ActiveDirectory, says_what_is_wrong_with_its_settings) {
  const struct {
    std::string people, key, base, fault;
  } cases[] = {
      {"(objectClass=user", "sAMAccountName", "", "usage"},
      {"(objectClass=user)", "bad name", "", "usage"},
      {"(objectClass=user)", "sAMAccountName", "OU=Nowhere," + server().base(), "usage"},
  };
  for (const auto& c : cases) {
    DirectorySettings settings = settings_for(server());
    settings.people = c.people;
    settings.key = c.key;
    settings.base = c.base;
    const auto store = connect_directory(std::move(settings));
    EXPECT_THAT(store ? words((*store)->find("u00001")) : words(store), StartsWith(c.fault))
        << c.people << c.key << c.base;
  }
}

TEST_P(ActiveDirectory, serves_many_threads_over_one_connection) {
  std::vector<Person> staff;
  for (int i = 10; i < 42; i++) staff.push_back(person(*store_, "u000" + std::to_string(i)));
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 16; t++)
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < staff.size() * 2; i += 16) {
        const Person& someone = staff[i % staff.size()];
        const Bytes photo = picture(5'000 + i * 100, static_cast<unsigned>(i));
        if (store_->put(someone, photo) && photo_of(someone) == photo) right++;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 64);
}

TEST(ActiveDirectoryPages, go_beyond_the_servers_limit) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SlapdServer server(1'204);
  for (const int page : {7, 100, 1'000}) {
    DirectorySettings settings = settings_for(server);
    settings.people = "(sAMAccountName=u0*)";
    settings.page = page;
    const auto store = connect_directory(std::move(settings));
    ASSERT_TRUE(store) << words(store);
    std::set<std::string> ids;
    const auto listed = (*store)->list([&](const Person& someone) { ids.insert(someone.id); });
    ASSERT_TRUE(listed) << words(listed);
    EXPECT_EQ(ids.size(), 1'204) << page;
  }
}

TEST(ActiveDirectoryErrors, to_order_have_their_faults) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SlapdServer server(2);
  const auto store = connect_directory(settings_for(server));
  ASSERT_TRUE(store) << words(store);
  const struct {
    const char *name, *fault;
  } cases[] = {{"busy-write", "busy"},
               {"unavailable-write", "busy"},
               {"referral", "refused"},
               {"admin-limit", "busy"},
               {"other-write", "busy"}};
  for (const auto& c : cases) {
    const Person someone{"00000000-1111-2222-3333-444444444444", "", "",
                         "cn=" + std::string(c.name) + ",ou=Retcode," + server.base(), true};
    EXPECT_THAT(words((*store)->put(someone, picture(100, 1))), StartsWith(c.fault)) << c.name;
  }
}

}  // namespace
}  // namespace headroom::store
