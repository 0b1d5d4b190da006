#include "delivery/journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <mutex>
#include <random>

#include "delivery/journal_schema.h"

namespace headroom::delivery {
namespace {

// A person's number stays what it was when they were planned.
constexpr const char* upsert = R"sql(
INSERT INTO delivery (run, store, person, key, file, action, state, before, after, fault, detail, held)
VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (run, person) DO UPDATE SET key = excluded.key, file = excluded.file, action = excluded.action,
  state = excluded.state, before = excluded.before, after = excluded.after, fault = excluded.fault,
  detail = excluded.detail, held = excluded.held)sql";

constexpr const char* select_runs = R"sql(
SELECT id, command, run.store, begun, ended, kept_until, sum(state = 'verified'), sum(state = 'failed'),
  sum(state IN ('planned', 'sent', 'accepted') AND NOT EXISTS (
    SELECT 1 FROM delivery AS later
    WHERE later.store = delivery.store AND later.person = delivery.person AND later.number > delivery.number))
FROM run LEFT JOIN delivery ON run = id GROUP BY id ORDER BY begun DESC, max(delivery.number) DESC, id DESC)sql";

constexpr const char* select_verified_by_cut_run = R"sql(
SELECT held FROM delivery JOIN run ON run.id = delivery.run
WHERE delivery.store = ? AND person = ? AND after = ? AND state = 'verified' AND ended = '' AND NOT EXISTS (
  SELECT 1 FROM run AS later WHERE later.store = delivery.store AND later.begun > run.begun AND later.ended <> '')
ORDER BY number)sql";

constexpr const char* columns = "run, store, person, key, file, action, state, before, after, fault, detail, held";

constexpr std::array<std::pair<State, std::string_view>, 5> state_names{{
    {State::planned, "planned"},
    {State::sent, "sent"},
    {State::accepted, "accepted"},
    {State::verified, "verified"},
    {State::failed, "failed"},
}};

State state_named(std::string_view word) {
  for (const auto& [state, text] : state_names)
    if (text == word) return state;
  return State::failed;
}

Fault fault_named(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(Fault::limit_reached); i++)
    if (name(static_cast<Fault>(i)) == word) return static_cast<Fault>(i);
  return Fault::internal;
}

Failure journal_failure(const std::exception& error) {
  const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&error);
  if (sqlite != nullptr && (sqlite->getErrorCode() == SQLITE_NOTADB || sqlite->getErrorCode() == SQLITE_CORRUPT))
    return fail(
        Fault::usage,
        fmt::format("journal.sqlite in the state folder is damaged ({}); move it away: what the directory holds "
                    "is looked at anew, but photos kept in it cannot be restored",
                    error.what()));
  return fail(Fault::write_failed, fmt::format("the delivery journal cannot be written: {}", error.what()));
}

SQLite::Database opened(const std::filesystem::path& file) {
  SQLite::Database connection(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  std::error_code ignored;  // SQLite gives its other files the rights of this one
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  connection.setBusyTimeout(5'000);  // milliseconds; `headroom status` may look on
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("PRAGMA synchronous = FULL");
  connection.exec("PRAGMA secure_delete = ON");  // photos of people
  // Pages; 64 MB. Moving kept photos from the log into the database costs more than writing them once.
  connection.exec("PRAGMA wal_autocheckpoint = 16000");
  prepare_journal_schema(connection);
  return connection;
}

Delivery read_delivery(SQLite::Statement& row) {
  Delivery delivery;
  const auto text = [&row](int column) { return row.getColumn(column).getString(); };
  delivery.run = text(0);
  delivery.store = text(1);
  delivery.person = text(2);
  delivery.key = text(3);
  delivery.file = text(4);
  delivery.action = action_named(text(5)).value_or(Action::skip);
  delivery.state = state_named(text(6));
  delivery.before = text(7);
  delivery.after = text(8);
  delivery.error = {fault_named(text(9)), text(10)};
  delivery.held = text(11);
  return delivery;
}

}  // namespace

std::string_view name(State state) { return state_names[static_cast<std::size_t>(state)].second; }

std::string new_run_id(Clock::WallTime now) {
  std::random_device chance;
  return fmt::format("{:%Y%m%d-%H%M%S}-{:04x}", fmt::localtime(std::chrono::system_clock::to_time_t(now)),
                     chance() & 0xffffU);
}

struct Journal::Database {
  explicit Database(SQLite::Database opened) : connection(std::move(opened)), put(connection, upsert) {}

  SQLite::Database connection;
  SQLite::Statement put;
  std::mutex mutex;  // of all above and of `group`, `written`
  std::optional<SQLite::Transaction> group;
  long long written = 0;  // records

  std::mutex turn;        // of those who settle
  long long settled = 0;  // records on the disk

  void commit() {
    if (!group) return;
    group->commit();
    group.reset();
  }

  /// Waits for no other reader or writer: there is one journal a state folder, and one run at a time.
  template <class Row>
  void read(const std::string& sql, const std::vector<std::string>& texts, const Row& row) {
    const std::lock_guard lock(mutex);
    SQLite::Statement statement(connection, sql);
    for (std::size_t i = 0; i < texts.size(); i++) statement.bind(static_cast<int>(i) + 1, texts[i]);
    while (statement.executeStep()) row(statement);
  }
};

Journal::Journal(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& file) try {
  SQLite::Database connection = opened(file);
  if (const int found = found_journal_schema(connection); found != journal_schema_version)
    return fail(Fault::unsupported, fmt::format("{} is of another version of headroom (schema {}); use that version or "
                                                "another state folder",
                                                file.string(), found));
  return std::unique_ptr<Journal>(new Journal(std::make_unique<Database>(std::move(connection))));
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::begin(const Run& run) try {
  const std::lock_guard lock(database_->mutex);
  SQLite::Statement insert(database_->connection, "INSERT OR REPLACE INTO run VALUES (?,?,?,?,?,?)");
  insert.bind(1, run.id);
  insert.bind(2, run.command);
  insert.bind(3, run.store);
  insert.bind(4, run.begun);
  insert.bind(5, run.ended);
  insert.bind(6, run.kept_until);
  insert.exec();
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::end(std::string_view run, std::string_view ended) try {
  const std::lock_guard lock(database_->mutex);
  SQLite::Statement update(database_->connection, "UPDATE run SET ended = ? WHERE id = ?");
  update.bind(1, std::string(ended));
  update.bind(2, std::string(run));
  update.exec();
  database_->commit();
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::put(const Delivery& delivery) try {
  const std::lock_guard lock(database_->mutex);
  if (!database_->group) database_->group.emplace(database_->connection);
  const std::string fault(delivery.state == State::failed ? headroom::name(delivery.error.fault) : "");
  const std::array<std::string, 12> texts{delivery.run,
                                          delivery.store,
                                          delivery.person,
                                          delivery.key,
                                          delivery.file,
                                          std::string(name(delivery.action)),
                                          std::string(name(delivery.state)),
                                          delivery.before,
                                          delivery.after,
                                          fault,
                                          delivery.error.detail,
                                          delivery.held};
  auto& put = database_->put;
  put.reset();
  for (std::size_t i = 0; i < texts.size(); i++) put.bind(static_cast<int>(i) + 1, texts[i]);
  put.exec();
  database_->written++;
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::keep(std::string_view run, std::string_view person, ByteView photo) try {
  const std::lock_guard lock(database_->mutex);
  if (!database_->group) database_->group.emplace(database_->connection);
  SQLite::Statement insert(database_->connection, "INSERT OR IGNORE INTO kept VALUES (?,?,?)");
  insert.bind(1, std::string(run));
  insert.bind(2, std::string(person));
  insert.bind(3, photo.data(), static_cast<int>(photo.size()));
  insert.exec();
  database_->written++;
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<std::optional<Bytes>> Journal::kept(std::string_view run, std::string_view person) try {
  std::optional<Bytes> photo;
  database_->read("SELECT photo FROM kept WHERE run = ? AND person = ?", {std::string(run), std::string(person)},
                  [&photo](SQLite::Statement& row) {
                    const auto column = row.getColumn(0);
                    const auto* bytes = static_cast<const Byte*>(column.getBlob());
                    photo.emplace(bytes, bytes + column.getBytes());
                  });
  return photo;
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::settle() try {
  const long long wanted = [this] {
    const std::lock_guard lock(database_->mutex);
    return database_->written;
  }();
  const std::lock_guard turn(database_->turn);
  if (database_->settled >= wanted) return {};  // another thread's commit covered these records
  const std::lock_guard lock(database_->mutex);
  database_->commit();
  database_->settled = database_->written;
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<std::vector<Run>> Journal::runs() try {
  std::vector<Run> runs;
  database_->read(select_runs, {}, [&runs](SQLite::Statement& row) {
    const auto text = [&row](int column) { return row.getColumn(column).getString(); };
    runs.push_back({text(0), text(1), text(2), text(3), text(4), text(5), row.getColumn(6).getInt64(),
                    row.getColumn(7).getInt64(), row.getColumn(8).getInt64()});
  });
  return runs;
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<std::vector<Delivery>> Journal::of_run(std::string_view run) try {
  std::vector<Delivery> deliveries;
  database_->read(fmt::format("SELECT {} FROM delivery WHERE run = ? ORDER BY number", columns), {std::string(run)},
                  [&deliveries](SQLite::Statement& row) { deliveries.push_back(read_delivery(row)); });
  return deliveries;
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<std::optional<std::string>> Journal::held_since_cut_run(std::string_view store, std::string_view person,
                                                               std::string_view after) try {
  std::optional<std::string> held;
  database_->read(select_verified_by_cut_run, {std::string(store), std::string(person), std::string(after)},
                  [&held](SQLite::Statement& row) { held = row.getColumn(0).getString(); });
  if (held && held->empty()) held = after;  // noted by an older headroom, which knew no other stores
  return held;
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<std::optional<Delivery>> Journal::latest(std::string_view store, std::string_view person) try {
  std::optional<Delivery> latest;
  database_->read(
      fmt::format("SELECT {} FROM delivery WHERE store = ? AND person = ? ORDER BY number DESC LIMIT 1", columns),
      {std::string(store), std::string(person)}, [&latest](SQLite::Statement& row) { latest = read_delivery(row); });
  return latest;
} catch (const std::exception& error) {
  return journal_failure(error);
}

Result<void> Journal::forget(std::string_view now, std::string_view runs_before) try {
  const std::lock_guard lock(database_->mutex);
  const std::pair<const char*, std::string_view> deletions[] = {
      {"DELETE FROM kept WHERE run IN (SELECT id FROM run WHERE kept_until < ?)", now},
      {"DELETE FROM kept WHERE run IN (SELECT id FROM run WHERE begun < ?)", runs_before},
      {"DELETE FROM delivery WHERE run IN (SELECT id FROM run WHERE begun < ?)", runs_before},
      {"DELETE FROM run WHERE begun < ?", runs_before}};
  for (const auto& [sql, moment] : deletions) {
    SQLite::Statement forget(database_->connection, sql);
    forget.bind(1, std::string(moment));
    forget.exec();
  }
  database_->connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");  // the log has copies of what was overwritten
  return {};
} catch (const std::exception& error) {
  return journal_failure(error);
}

}  // namespace headroom::delivery
