#include "store/photo_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/photo_store_contract.h"
#include "support/temporary_folder.h"

namespace headroom::store {
namespace {

using headroom::test::TemporaryFolder;
using headroom::test::text_of;
using test::Candidate;
using test::PhotoStoreContract;
using testing::HasSubstr;

const Bytes hello{'h', 'e', 'l', 'l', 'o'};

Candidate folder_with(const char* people, std::vector<std::string> keys) {
  const auto place = std::make_shared<TemporaryFolder>();
  place->write("people.csv", people);
  const auto open = [place] { return open_photo_folder(place->path()).value(); };
  return {"", place, open(), std::move(keys), open};
}

Candidate folder() {
  return folder_with("id,key,name,enabled\r\n7,ada,Ada,true\r\n8,Bob,\"Bob, Jr\",false\r\n", {"ada", "Bob"});
}
Candidate folder_of_keys() { return folder_with("key\nada\nbob\ncleo-7\n", {"ada", "bob", "cleo-7"}); }

INSTANTIATE_TEST_SUITE_P(PhotoFolder, PhotoStoreContract, testing::Values(&folder, &folder_of_keys));

std::unique_ptr<PhotoStore> opened(const TemporaryFolder& place, std::string_view people) {
  place.write("people.csv", people);
  return open_photo_folder(place.path()).value();
}

Person only(PhotoStore& store, std::string_view key) { return store.find(key).value().at(0); }

TEST(PhotoFolder, reads_people) {
  const TemporaryFolder place;
  const auto store = opened(place, "\xEF\xBB\xBFname,enabled,key,id\nAda L,no, ada ,g-1\nBob,YES,Bob,\n");
  EXPECT_EQ(only(*store, "ADA").id, "g-1");
  EXPECT_EQ(only(*store, "ada").key, "ada");
  EXPECT_EQ(only(*store, "ada").name, "Ada L");
  EXPECT_FALSE(only(*store, "ada").enabled);
  EXPECT_EQ(only(*store, "bob").id, "bob");
  EXPECT_TRUE(only(*store, "bob").enabled);
}

TEST(PhotoFolder, writes_files_that_others_may_read_and_leaves_nothing_else) {
  const TemporaryFolder place;
  const auto store = opened(place, "key\nAda\n");
  const mode_t before = ::umask(0077);
  const auto put = store->put(only(*store, "ada"), hello);
  ::umask(before);
  ASSERT_TRUE(put);
  EXPECT_EQ(headroom::test::listing_of(place.path()), "Ada.jpg\npeople.csv\n");
  EXPECT_EQ(text_of(place / "Ada.jpg"), "hello");
  struct stat status {};
  ASSERT_EQ(::stat((place / "Ada.jpg").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0644U);
}

TEST(PhotoFolder, uses_the_file_that_is_there_whatever_its_case_and_unicode_form) {
  const TemporaryFolder place;
  place.write("mu\u0308LLER.JPG", "old");  // as macOS names it
  const auto store = opened(place, "key\nMüller\n");
  const Person person = only(*store, "müller");
  EXPECT_EQ(store->get(person).value(), (Bytes{'o', 'l', 'd'}));
  ASSERT_TRUE(store->put(person, hello));
  EXPECT_EQ(headroom::test::listing_of(place.path()), "mu\u0308LLER.JPG\npeople.csv\n");
  ASSERT_TRUE(store->remove(person));
  EXPECT_EQ(store->get(person).value(), std::nullopt);
}

TEST(PhotoFolder, replaces_a_link_instead_of_writing_through_it) {
  const TemporaryFolder place, elsewhere;
  elsewhere.write("secret", "precious");
  const auto store = opened(place, "key\nada\n");
  std::filesystem::create_symlink(elsewhere / "secret", place / "ada.jpg");
  ASSERT_TRUE(store->put(only(*store, "ada"), hello));
  EXPECT_EQ(text_of(elsewhere / "secret"), "precious");
}

TEST(PhotoFolder, says_what_is_wrong_with_its_list) {
  using namespace std::string_literals;
  const struct {
    std::string people;
    const char* says;
  } cases[] = {
      {"", "header"},
      {"name\nada\n", "key"},
      {"key\n../x\n", "people.csv:2"},
      {"key\nada\na/b\n", "people.csv:3"},
      {"key\na\\b\n", "slash"},
      {"key\n.ada\n", "dot"},
      {"key\n..\n", "dot"},
      {"key\n\"a\nb\"\n", "control character"},
      {"key\na\0b\n"s, "control character"},
      {"key,id\n,7\n", "is empty"},
      {"key\n" + std::string(252, 'x') + "\n", "too long"},
      {"key\nada\nADA\n", "twice"},
      {"key\nMüller\nMU\u0308LLER\n", "twice"},
      {"key,id\nada,1\nbob,1\n", "\"1\" is there twice"},
      {"key,enabled\nada,perhaps\n", "true or false"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder place;
    place.write("people.csv", c.people);
    const auto store = open_photo_folder(place.path());
    ASSERT_FALSE(store) << c.people;
    EXPECT_EQ(store.error().fault, Fault::usage) << c.people;
    EXPECT_THAT(store.error().detail, HasSubstr(c.says));
  }
}

TEST(PhotoFolder, says_that_there_is_no_folder_or_no_list_or_two_photos_of_one_person) {
  const TemporaryFolder place;
  EXPECT_THAT(open_photo_folder(place / "missing").error().detail, HasSubstr("no folder"));
  EXPECT_THAT(open_photo_folder(place.path()).error().detail, HasSubstr("no people.csv"));
  place.write("people.csv", "key\nada\n");
  place.write("ada.jpg", "1");
  place.write("ADA.jpg", "2");
  EXPECT_THAT(open_photo_folder(place.path()).error().detail, HasSubstr("remove one of them"));
}

TEST(PhotoFolder, says_that_it_cannot_write) {
  const TemporaryFolder place;
  const auto store = opened(place, "key\nada\n");
  std::filesystem::create_directory(place / "ada.jpg");
  const auto put = store->put(only(*store, "ada"), hello);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::write_failed);
  EXPECT_THAT(put.error().detail, HasSubstr("ada.jpg"));
  EXPECT_EQ(store->get(only(*store, "ada")).error().fault, Fault::not_an_image);
  EXPECT_EQ(store->remove(only(*store, "ada")).error().fault, Fault::write_failed);
  EXPECT_EQ(headroom::test::listing_of(place.path()), "people.csv\n");
}

TEST(PhotoFolder, removes_what_killed_runs_left_an_hour_ago) {
  const TemporaryFolder place;
  place.write(".headroom-AAAAAA", "half");
  place.write(".headroom-BBBBBB", "half");
  std::filesystem::last_write_time(place / ".headroom-AAAAAA",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  opened(place, "key\nada\n");
  EXPECT_FALSE(std::filesystem::exists(place / ".headroom-AAAAAA"));
  EXPECT_TRUE(std::filesystem::exists(place / ".headroom-BBBBBB"));
}

}  // namespace
}  // namespace headroom::store
