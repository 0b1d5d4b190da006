#pragma once

namespace SQLite {  // NOLINT(readability-identifier-naming): the name is theirs
class Database;
}

namespace headroom::delivery {

constexpr int journal_schema_version = 2;

/// Makes the tables in a new file, and brings those of an older headroom up to date, in one transaction. A newer file
/// is left alone.
///
/// throws  SQLite::Exception
void prepare_journal_schema(SQLite::Database& connection);

/// What its file says; journal_schema_version after preparing, unless a newer headroom made it.
int found_journal_schema(SQLite::Database& connection);

}  // namespace headroom::delivery
