#include "delivery/journal_schema.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "delivery/journal.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

/// A journal of the first version, with one delivery of a run that was cut off.
constexpr const char* first_version = R"sql(
CREATE TABLE run (id TEXT PRIMARY KEY, command TEXT, store TEXT, begun TEXT, ended TEXT, kept_until TEXT)
  WITHOUT ROWID;
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT, store TEXT, person TEXT, key TEXT, file TEXT, action TEXT,
  state TEXT, before TEXT, after TEXT, fault TEXT, detail TEXT, UNIQUE (run, person));
CREATE INDEX delivery_of_person ON delivery (store, person, number);
CREATE TABLE kept (run TEXT, person TEXT, photo BLOB, PRIMARY KEY (run, person));
INSERT INTO run VALUES ('r1', 'upload', 's', '2026-01-01T00:00:00Z', '', '2026-02-01T00:00:00Z');
INSERT INTO delivery VALUES (7, 'r1', 's', 'p', 'ada', 'ada.jpg', 'replace', 'verified', 'aa', 'bb', '', '');
INSERT INTO kept VALUES ('r1', 'p', x'ffd8ff');
PRAGMA user_version = 1;
)sql";

void make(const std::filesystem::path& file, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

TEST(JournalSchema, takes_over_what_the_first_version_wrote) {
  const test::TemporaryFolder place;
  make(place / "j", first_version);
  for (int opened = 0; opened < 2; opened++) {
    auto journal = Journal::open(place / "j").value();
    const auto found = journal->latest("s", "p").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->key, "ada");
    EXPECT_EQ(found->after, "bb");
    EXPECT_EQ(found->held, "");
    EXPECT_EQ(journal->held_since_cut_run("s", "p", "bb").value(), "bb") << "stores of then kept bytes";
    EXPECT_EQ(journal->kept("r1", "p").value(), (Bytes{0xff, 0xd8, 0xff}));
    EXPECT_EQ(journal->runs().value().size(), 1u);
  }
  auto journal = Journal::open(place / "j").value();
  Delivery delivery = journal->latest("s", "p").value().value();
  delivery.held = "cc";
  ASSERT_TRUE(journal->put(delivery));
  EXPECT_EQ(journal->latest("s", "p").value()->held, "cc");
}

TEST(JournalSchema, leaves_a_newer_journal_alone) {
  const test::TemporaryFolder place;
  make(place / "j", "PRAGMA user_version = 99");
  const auto journal = Journal::open(place / "j");
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().fault, Fault::unsupported);
  EXPECT_THAT(journal.error().detail, testing::HasSubstr("schema 99"));
}

}  // namespace
}  // namespace headroom::delivery
