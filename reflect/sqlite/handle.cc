// Wraps a SQLite connection: runs and compiles statements, and translates its errors.

#include "reflect/sqlite/handle.h"

#include <sqlite3.h>

#include <cstring>

#include "model/error.h"
#include "sql/character.h"

namespace tenon {

namespace {

constexpr std::chrono::milliseconds kUsualWait(5000);

struct Advice {
  int code;
  Reason reason;
  std::string_view text;
};

// Advice by primary or extended result code, the extended ones first.
constexpr Advice kAdvice[] = {
    {SQLITE_READONLY_ROLLBACK, Reason::kConnect,
     "a writer was interrupted and its journal must be rolled back first; open the database once with "
     "sqlite3"},
    {SQLITE_READONLY_RECOVERY, Reason::kConnect,
     "its write-ahead log must be recovered first; open the database once with sqlite3"},
    {SQLITE_READONLY_CANTINIT, Reason::kRights,
     "it has a write-ahead log that cannot be read without write access to the folder; copy the database, or "
     "give "
     "access to the -shm and -wal files"},
    {SQLITE_NOTADB, Reason::kConnect, "it is not a SQLite database, or it is encrypted; check the path"},
    {SQLITE_CANTOPEN, Reason::kRights,
     "it cannot be opened; check the rights on the file and its folder (a database with a write-ahead log "
     "needs its "
     "-shm and -wal files to be readable, or the folder writable; for one that nobody writes to, "
     "sqlite:///file:NAME?immutable=1&uri=true reads it without them)"},
    {SQLITE_PERM, Reason::kRights, "reading it is not permitted; check the rights on the file"},
    {SQLITE_AUTH, Reason::kRights, "reading it is not permitted; check the rights on the file"},
    {SQLITE_BUSY, Reason::kLock,
     "another program has it locked; try again when it is done, or wait longer (--timeout SECONDS)"},
    {SQLITE_LOCKED, Reason::kLock,
     "another program has it locked; try again when it is done, or wait longer (--timeout SECONDS)"},
    {SQLITE_CORRUPT, Reason::kConnect, "it is damaged; PRAGMA integrity_check in sqlite3 says where"},
    {SQLITE_IOERR, Reason::kInternal,
     "the disk, or what the file lies on, does not give it back; see the system's log, and try a copy"},
    {SQLITE_NOMEM, Reason::kInternal, "there is not enough memory"},
};

const Advice* advice_for(int code) {
  for (const Advice& advice : kAdvice)
    if (advice.code == code || advice.code == (code & 0xFF)) return &advice;
  return nullptr;
}

int compare_bytes(void*, int a_size, const void* a, int b_size, const void* b) {
  const int order = std::memcmp(a, b, static_cast<std::size_t>(std::min(a_size, b_size)));
  return order != 0 ? order : a_size - b_size;
}

void supply_collation(void*, sqlite3* connection, int, const char* name) {
  const std::string folded = lower(name);  // byte code shows the name as registered
  sqlite3_create_collation_v2(connection, folded.c_str(), SQLITE_UTF8, nullptr, compare_bytes, nullptr);
}

}  // namespace

std::string_view SqliteRow::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t SqliteRow::integer(int column) const { return sqlite3_column_int64(statement_, column); }

bool SqliteRow::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::vector<std::string> SqliteCompiled::columns() const {
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(statement.get()); ++i)
    names.emplace_back(sqlite3_column_name(statement.get(), i));
  return names;
}

SqliteHandle::SqliteHandle(sqlite3* connection, std::string path)
    : connection_(connection, sqlite3_close), path_(std::move(path)) {}

SqliteHandle SqliteHandle::open_read_only(const std::string& opened, const std::string& path,
                                          std::optional<std::chrono::milliseconds> wait) {
  sqlite3* connection = nullptr;
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  if (opened.starts_with("file:")) flags |= SQLITE_OPEN_URI;
  const int code = sqlite3_open_v2(opened.c_str(), &connection, flags, nullptr);
  SqliteHandle handle(connection, path);
  if (code != SQLITE_OK)
    handle.fail(connection == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(connection));
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, static_cast<int>(wait.value_or(kUsualWait).count()));
  handle.run("PRAGMA query_only = 1");
  return handle;
}

SqliteHandle SqliteHandle::in_memory() {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2(":memory:", &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  SqliteHandle handle(connection, ":memory:");
  if (code != SQLITE_OK) handle.fail(SQLITE_NOMEM);
  sqlite3_collation_needed(connection, nullptr, supply_collation);
  return handle;
}

SqliteHandle SqliteHandle::bare_copy() const {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2(":memory:", &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  SqliteHandle handle(connection, ":memory:");
  if (code != SQLITE_OK) handle.fail(SQLITE_NOMEM);
  sqlite3_backup* backup = sqlite3_backup_init(connection, "main", connection_.get(), "main");
  if (backup == nullptr) handle.fail(SQLITE_NOMEM);
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) handle.fail(SQLITE_NOMEM);
  return handle;
}

void SqliteHandle::query(std::string_view sql, const std::function<void(const SqliteRow&)>& use) const {
  SqliteCompiled compiled = compile(sql);
  if (!compiled.error.empty()) fail(sqlite3_extended_errcode(connection_.get()));
  query(compiled, use);
}

void SqliteHandle::query(SqliteCompiled& compiled, const std::function<void(const SqliteRow&)>& use) const {
  while (true) {
    const int code = sqlite3_step(compiled.statement.get());
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(sqlite3_extended_errcode(connection_.get()));
    use(SqliteRow(compiled.statement.get()));
  }
}

void SqliteHandle::query(SqliteCompiled& compiled, const SqliteRow& row, int column,
                         const std::function<void(const SqliteRow&)>& use) const {
  sqlite3_reset(compiled.statement.get());
  const sqlite3_value* value = sqlite3_column_value(row.statement_, column);
  const int code = sqlite3_bind_value(compiled.statement.get(), 1, value);
  if (code != SQLITE_OK) fail(code);
  query(compiled, use);
}

void SqliteHandle::run(std::string_view sql) const {
  query(sql, [](const SqliteRow&) {});
}

void SqliteHandle::interrupt() const noexcept { sqlite3_interrupt(connection_.get()); }

void SqliteHandle::end_transaction() const noexcept {
  sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

SqliteCompiled SqliteHandle::compile(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, &rest);
  SqliteCompiled compiled{.statement = {statement, sqlite3_finalize}, .error = {}};
  if (code != SQLITE_OK) {
    compiled.error = sqlite3_errmsg(connection_.get());
  } else if (statement == nullptr || rest != sql.data() + sql.size()) {
    compiled.error = "it is not one statement";
  } else {
    compiled.parameters = sqlite3_bind_parameter_count(statement);
  }
  return compiled;
}

SqliteHandle::Attempt SqliteHandle::attempt(std::string_view sql) const {
  constexpr int kInstructions = 1'000'000;
  int left = 300;  // callbacks, each after that many instructions: a few seconds
  sqlite3_progress_handler(
      connection_.get(), kInstructions, [](void* rounds) { return --*static_cast<int*>(rounds) < 0 ? 1 : 0; },
      &left);
  Attempt made;
  const SqliteCompiled compiled = compile(sql);
  made.error = compiled.error;
  if (!made.error.empty()) {
    const int at = sqlite3_error_offset(connection_.get());
    if (at >= 0) made.at = static_cast<std::size_t>(at);
  } else {
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(compiled.statement.get());
    if (code == SQLITE_INTERRUPT)
      made.error = "it takes too long";
    else if (code != SQLITE_DONE)
      made.error = sqlite3_errmsg(connection_.get());
  }
  sqlite3_progress_handler(connection_.get(), 0, nullptr, nullptr);
  return made;
}

void SqliteHandle::supply_function(const std::string& name) const {
  sqlite3_create_function_v2(
      connection_.get(), name.c_str(), -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
      [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); }, nullptr, nullptr,
      nullptr);
}

void SqliteHandle::fail(int code) const {
  const std::string said = connection_ ? sqlite3_errmsg(connection_.get()) : sqlite3_errstr(code);
  const Advice* advice = advice_for(code);
  const std::string what = "cannot read the SQLite database " + path_ + ": ";
  if (advice == nullptr) throw Error(Fault::kConnection, what + said);
  const Fault fault = advice->reason == Reason::kRights ? Fault::kRights : Fault::kConnection;
  throw Error(fault, advice->reason, what + std::string(advice->text) + " (SQLite says: " + said + ")");
}

std::string sqlite_version() { return sqlite3_libversion(); }

}  // namespace tenon
