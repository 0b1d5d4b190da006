#include "batch/journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "support/temporary_folder.h"

namespace headroom::batch {
namespace {

using test::TemporaryFolder;

Record record_of(const std::string& file) {
  Record record;
  record.outcome.file = file;
  record.outcome.status = Status::ok;
  record.outcome.format = "JPEG";
  record.outcome.size = {4000, 3000};
  record.outcome.subject = {Finder::skin, {10.5, -3, 200, 300.25}, 0.75};
  record.outcome.flags.raise(Flag::several_people);
  Output output{{96, 96}, {1, 2, 3, 4}, file + " 96x96.jpg", 4321, 92, {}};
  output.flags.raise(Flag::enlarged);
  record.outcome.outputs = {output, {{648, 648}, {1, 2, 3, 4}, "x", 99, 30, {}}};
  record.outcome.thumbnail = "contact-sheet/aa/b.jpg";
  record.outcome.seconds = 0.125;
  record.outcome.redone_on_cpu = true;
  record.outcome.fingerprint = {0xfedcba9876543210, 0, 1, ~0ULL};
  record.bytes = 5'000'000'000;
  record.modified = 1'700'000'000'123'456'789;
  record.content = "0123abcd";
  record.reading_key = "reading";
  record.output_keys = {"key 96", "key 648"};
  return record;
}

TEST(Journal, gives_back_what_was_put) {
  TemporaryFolder place;
  const Record record = record_of("sub/ünï '; DROP TABLE photo; --.jpg");
  {
    const auto journal = Journal::open(place / "journal.sqlite").value();
    ASSERT_TRUE(journal->put(record));
    ASSERT_TRUE(journal->commit());
  }
  const auto journal = Journal::open(place / "journal.sqlite").value();
  const auto found = journal->find(record.outcome.file);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->bytes, record.bytes);
  EXPECT_EQ(found->modified, record.modified);
  EXPECT_EQ(found->content, record.content);
  EXPECT_EQ(found->reading_key, record.reading_key);
  EXPECT_EQ(found->output_keys, (std::vector<std::string>{"key 96", "key 648"}));
  EXPECT_EQ(found->outcome.status, Status::ok);
  EXPECT_EQ(found->outcome.format, "JPEG");
  EXPECT_EQ(found->outcome.size, record.outcome.size);
  EXPECT_EQ(found->outcome.subject.finder, Finder::skin);
  EXPECT_EQ(found->outcome.subject.head, record.outcome.subject.head);
  EXPECT_EQ(found->outcome.subject.confidence, 0.75);
  EXPECT_EQ(found->outcome.flags, record.outcome.flags);
  EXPECT_EQ(found->outcome.thumbnail, record.outcome.thumbnail);
  EXPECT_EQ(found->outcome.seconds, 0.125);
  EXPECT_TRUE(found->outcome.redone_on_cpu);
  EXPECT_EQ(found->outcome.fingerprint, record.outcome.fingerprint);
  ASSERT_EQ(found->outcome.outputs.size(), 2U);
  EXPECT_EQ(found->outcome.outputs[0].crop, (Rect{1, 2, 3, 4}));
  EXPECT_EQ(found->outcome.outputs[0].bytes, 4321);
  EXPECT_TRUE(found->outcome.outputs[0].flags.has(Flag::enlarged));
  EXPECT_EQ(found->outcome.outputs[1].quality, 30);
}

TEST(Journal, keeps_the_fault_of_a_failed_photo) {
  TemporaryFolder place;
  const auto journal = Journal::open(place / "journal.sqlite").value();
  Record record;
  record.outcome.file = "text.jpg";
  record.outcome.error = {Fault::not_an_image, "plain text"};
  ASSERT_TRUE(journal->put(record));
  const auto found = journal->find("text.jpg");
  EXPECT_EQ(found->outcome.status, Status::failed);
  EXPECT_EQ(found->outcome.error.fault, Fault::not_an_image);
  EXPECT_EQ(found->outcome.error.detail, "plain text");
}

TEST(Journal, knows_nothing_of_other_photos) {
  TemporaryFolder place;
  const auto journal = Journal::open(place / "journal.sqlite").value();
  EXPECT_FALSE(journal->find("ada.jpg"));
  EXPECT_FALSE(journal->pending());
  EXPECT_TRUE(journal->commit());
}

TEST(Journal, replaces_the_outputs_of_a_photo_with_the_photo) {
  TemporaryFolder place;
  const auto journal = Journal::open(place / "journal.sqlite").value();
  Record record = record_of("ada.jpg");
  ASSERT_TRUE(journal->put(record));
  record.outcome.outputs.pop_back();
  record.output_keys.pop_back();
  ASSERT_TRUE(journal->put(record));
  EXPECT_EQ(journal->find("ada.jpg")->outcome.outputs.size(), 1U);
}

TEST(Journal, a_kill_loses_only_what_was_not_committed) {
  TemporaryFolder place;
  const pid_t child = ::fork();
  if (child == 0) {
    const auto journal = Journal::open(place / "journal.sqlite").value();
    (void)journal->put(record_of("committed.jpg"));
    (void)journal->commit();
    (void)journal->put(record_of("lost.jpg"));
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  const auto journal = Journal::open(place / "journal.sqlite").value();
  EXPECT_TRUE(journal->find("committed.jpg"));
  EXPECT_FALSE(journal->find("lost.jpg"));
}

TEST(Journal, of_an_older_headroom_is_begun_anew) {
  TemporaryFolder place;
  {
    SQLite::Database old((place / "journal.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(
        "CREATE TABLE photo (file TEXT PRIMARY KEY); CREATE TABLE output (file TEXT PRIMARY KEY);"
        "INSERT INTO photo VALUES ('ada.jpg'); PRAGMA user_version = 1");
  }
  const auto journal = Journal::open(place / "journal.sqlite").value();
  EXPECT_FALSE(journal->find("ada.jpg")) << "done again";
  ASSERT_TRUE(journal->put(record_of("ada.jpg")));
  EXPECT_EQ(journal->find("ada.jpg")->outcome.outputs.size(), 2U);
}

TEST(Journal, of_a_newer_headroom_is_left_alone) {
  TemporaryFolder place;
  {
    SQLite::Database newer((place / "journal.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    newer.exec("PRAGMA user_version = 99");
  }
  EXPECT_EQ(Journal::open(place / "journal.sqlite").error().fault, Fault::unsupported);
}

TEST(Journal, a_file_that_is_no_journal_is_an_error) {
  TemporaryFolder place;
  place.write("journal.sqlite", std::string(5000, 'x'));
  const auto journal = Journal::open(place / "journal.sqlite");
  ASSERT_FALSE(journal);
  EXPECT_NE(journal.error().detail.find("journal"), std::string::npos);
}

}  // namespace
}  // namespace headroom::batch
