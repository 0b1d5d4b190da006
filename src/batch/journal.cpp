#include "batch/journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <charconv>

namespace headroom::batch {
namespace {

constexpr int schema_version = 3;

constexpr const char* schema = R"sql(
CREATE TABLE photo (
  file TEXT PRIMARY KEY, bytes INTEGER, modified INTEGER, content TEXT, reading_key TEXT,
  status TEXT, fault TEXT, detail TEXT, format TEXT, width INTEGER, height INTEGER,
  finder TEXT, confidence REAL, head_x REAL, head_y REAL, head_width REAL, head_height REAL,
  flags INTEGER, thumbnail TEXT, seconds REAL, redone_on_cpu INTEGER, fingerprint TEXT,
  quarter_turns INTEGER) WITHOUT ROWID;
CREATE TABLE output (
  file TEXT, width INTEGER, height INTEGER, key TEXT, crop_x INTEGER, crop_y INTEGER, crop_width INTEGER,
  crop_height INTEGER, path TEXT, bytes INTEGER, quality INTEGER, flags INTEGER,
  PRIMARY KEY (file, width, height)) WITHOUT ROWID;
)sql";

constexpr const char* select_photo = R"sql(
SELECT bytes, modified, content, reading_key, status, fault, detail, format, width, height,
  finder, confidence, head_x, head_y, head_width, head_height, flags, thumbnail, seconds, redone_on_cpu,
  fingerprint, quarter_turns
FROM photo WHERE file = ?)sql";

constexpr const char* select_outputs = R"sql(
SELECT width, height, key, crop_x, crop_y, crop_width, crop_height, path, bytes, quality, flags
FROM output WHERE file = ?)sql";

constexpr const char* insert_photo =
    "INSERT OR REPLACE INTO photo VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* insert_output = "INSERT INTO output VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";

Failure journal_failure(const std::exception& error) {
  return fail(Fault::write_failed, fmt::format("the journal cannot be written: {}", error.what()));
}

/// The enumerator whose name is `text`, among those from the first to `last`.
template <class Enumeration>
Enumeration named(const std::string& text, Enumeration last) {
  for (int i = 0; i <= static_cast<int>(last); i++)
    if (name(static_cast<Enumeration>(i)) == text) return static_cast<Enumeration>(i);
  return last;
}

Flags flags_of(const SQLite::Column& column) { return Flags(column.getUInt()); }

std::string text_of(const Fingerprint& fingerprint) { return fmt::format("{:016x}", fmt::join(fingerprint, " ")); }

Fingerprint fingerprint_of(const std::string& text) {
  Fingerprint fingerprint{};
  for (std::size_t i = 0; i < fingerprint.size() && 17 * i + 16 <= text.size(); i++)
    std::from_chars(text.data() + 17 * i, text.data() + 17 * i + 16, fingerprint[i], 16);
  return fingerprint;
}

Output read_output(SQLite::Statement& row) {
  Output output;
  output.size = {row.getColumn(0).getInt(), row.getColumn(1).getInt()};
  output.crop = {row.getColumn(3).getInt(), row.getColumn(4).getInt(), row.getColumn(5).getInt(),
                 row.getColumn(6).getInt()};
  output.path = row.getColumn(7).getString();
  output.bytes = row.getColumn(8).getInt64();
  output.quality = row.getColumn(9).getInt();
  output.flags = flags_of(row.getColumn(10));
  return output;
}

Record read_photo(SQLite::Statement& row) {
  Record record;
  record.bytes = row.getColumn(0).getInt64();
  record.modified = row.getColumn(1).getInt64();
  record.content = row.getColumn(2).getString();
  record.reading_key = row.getColumn(3).getString();
  Outcome& outcome = record.outcome;
  outcome.status = named(row.getColumn(4).getString(), Status::failed);
  outcome.error = {named(row.getColumn(5).getString(), Fault::internal), row.getColumn(6).getString()};
  outcome.format = row.getColumn(7).getString();
  outcome.size = {row.getColumn(8).getInt(), row.getColumn(9).getInt()};
  outcome.subject.finder = named(row.getColumn(10).getString(), Finder::face);
  outcome.subject.confidence = row.getColumn(11).getDouble();
  outcome.subject.head = {row.getColumn(12).getDouble(), row.getColumn(13).getDouble(), row.getColumn(14).getDouble(),
                          row.getColumn(15).getDouble()};
  outcome.flags = flags_of(row.getColumn(16));
  outcome.thumbnail = row.getColumn(17).getString();
  outcome.seconds = row.getColumn(18).getDouble();
  outcome.redone_on_cpu = row.getColumn(19).getInt() != 0;
  outcome.fingerprint = fingerprint_of(row.getColumn(20).getString());
  outcome.quarter_turns = row.getColumn(21).getInt();
  return record;
}

int version(SQLite::Database& connection) { return connection.execAndGet("PRAGMA user_version").getInt(); }

SQLite::Database opened(const std::filesystem::path& file) {
  SQLite::Database connection(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("PRAGMA synchronous = FULL");  // a commit is a promise: outputs are skipped because of it
  if (const int found = version(connection); found < schema_version) {
    SQLite::Transaction transaction(connection);
    // What an older headroom noted lacks what reports tell now: its photos are done again, once.
    if (found > 0) connection.exec("DROP TABLE photo; DROP TABLE output");
    connection.exec(schema);
    connection.exec(fmt::format("PRAGMA user_version = {}", schema_version));
    transaction.commit();
  }
  return connection;
}

template <class... Values>
void execute(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  int place = 0;
  (statement.bind(++place, values), ...);
  statement.exec();
}

}  // namespace

struct Journal::Database {
  explicit Database(SQLite::Database opened)
      : connection(std::move(opened)),
        find_photo(connection, select_photo),
        find_outputs(connection, select_outputs),
        put_photo(connection, insert_photo),
        put_output(connection, insert_output),
        drop_outputs(connection, "DELETE FROM output WHERE file = ?") {}

  SQLite::Database connection;
  SQLite::Statement find_photo, find_outputs, put_photo, put_output, drop_outputs;
  std::optional<SQLite::Transaction> group;
};

Journal::Journal(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& file) {
  try {
    SQLite::Database connection = opened(file);
    if (const int found = version(connection); found != schema_version)
      return fail(Fault::unsupported,
                  fmt::format("{} is of another version of headroom (schema {}); use that version or "
                              "another output folder",
                              file.string(), found));
    return std::unique_ptr<Journal>(new Journal(std::make_unique<Database>(std::move(connection))));
  } catch (const SQLite::Exception& error) {
    if (error.getErrorCode() != SQLITE_NOTADB && error.getErrorCode() != SQLITE_CORRUPT) return journal_failure(error);
    return fail(Fault::usage, fmt::format("{} is no journal any more ({}); delete {}, and all photos are done again",
                                          file.string(), error.what(), file.parent_path().string()));
  }
}

std::optional<Record> Journal::find(const std::string& file) {
  auto& photo = database_->find_photo;
  photo.reset();
  photo.bind(1, file);
  if (!photo.executeStep()) return std::nullopt;
  Record record = read_photo(photo);
  photo.reset();
  record.outcome.file = file;

  auto& outputs = database_->find_outputs;
  outputs.reset();
  outputs.bind(1, file);
  while (outputs.executeStep()) {
    record.outcome.outputs.push_back(read_output(outputs));
    record.output_keys.push_back(outputs.getColumn(2).getString());
  }
  outputs.reset();
  return record;
}

Result<void> Journal::put(const Record& record) try {
  if (!database_->group) database_->group.emplace(database_->connection);
  const Outcome& outcome = record.outcome;
  const Box& head = outcome.subject.head;
  execute(database_->put_photo, outcome.file, static_cast<std::int64_t>(record.bytes),
          static_cast<std::int64_t>(record.modified), record.content, record.reading_key,
          std::string(name(outcome.status)), std::string(name(outcome.error.fault)), outcome.error.detail,
          outcome.format, outcome.size.width, outcome.size.height, std::string(name(outcome.subject.finder)),
          outcome.subject.confidence, head.x, head.y, head.width, head.height, outcome.flags.bits(), outcome.thumbnail,
          outcome.seconds, outcome.redone_on_cpu ? 1 : 0, text_of(outcome.fingerprint), outcome.quarter_turns);
  execute(database_->drop_outputs, outcome.file);
  for (std::size_t i = 0; i < outcome.outputs.size(); i++) {
    const Output& output = outcome.outputs[i];
    execute(database_->put_output, outcome.file, output.size.width, output.size.height, record.output_keys[i],
            output.crop.x, output.crop.y, output.crop.width, output.crop.height, output.path,
            static_cast<std::int64_t>(output.bytes), output.quality, output.flags.bits());
  }
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::commit() try {
  if (!database_->group) return {};
  database_->group->commit();
  database_->group.reset();
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

bool Journal::pending() const { return database_->group.has_value(); }

}  // namespace headroom::batch
