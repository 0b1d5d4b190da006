#include "delivery/journal_schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <array>

namespace headroom::delivery {
namespace {

// Step n takes a file from version n to n + 1; a new file takes all of them. Steps are never changed, only added.
constexpr std::array<const char*, journal_schema_version> steps{
    R"sql(
CREATE TABLE run (id TEXT PRIMARY KEY, command TEXT, store TEXT, begun TEXT, ended TEXT, kept_until TEXT)
  WITHOUT ROWID;
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT, store TEXT, person TEXT, key TEXT, file TEXT, action TEXT,
  state TEXT, before TEXT, after TEXT, fault TEXT, detail TEXT, UNIQUE (run, person));
CREATE INDEX delivery_of_person ON delivery (store, person, number);
CREATE TABLE kept (run TEXT, person TEXT, photo BLOB, PRIMARY KEY (run, person));
)sql",
    R"sql(
ALTER TABLE delivery ADD COLUMN held TEXT NOT NULL DEFAULT '';
)sql"};

}  // namespace

int found_journal_schema(SQLite::Database& connection) { return connection.execAndGet("PRAGMA user_version").getInt(); }

void prepare_journal_schema(SQLite::Database& connection) {
  if (found_journal_schema(connection) >= journal_schema_version) return;
  SQLite::Transaction transaction(connection, SQLite::TransactionBehavior::IMMEDIATE);
  const int found = found_journal_schema(connection);  // another process may have been faster
  for (int step = found; step < journal_schema_version; step++) connection.exec(steps.at(step));
  if (found < journal_schema_version) connection.exec(fmt::format("PRAGMA user_version = {}", journal_schema_version));
  transaction.commit();
}

}  // namespace headroom::delivery
