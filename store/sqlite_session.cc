// The session of a store in a SQLite file.

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "model/error.h"
#include "model/overloaded.h"
#include "model/redaction.h"
#include "store/file_identity.h"
#include "store/session.h"
#include "store/utf8.h"

namespace tenon {

namespace {

constexpr mode_t kOwnerAlone = 0600;

struct SqliteAdvice {
  int code;
  Fault fault;
  Reason reason;
  std::string_view text;
};

constexpr std::string_view kDamaged =
    "the file is damaged; keep a copy of it, save what can be read by sqlite3 FILE .recover, and begin a new "
    "store";
constexpr std::string_view kNoSpace =
    "there is no space left for it, or the disk does not take it; what was recorded before is kept; make "
    "space on its disk (move away what else is there; then tenon store prune removes what is old, for which "
    "it "
    "needs some itself), and run it again";

// By primary or extended result code, the extended ones first.
constexpr SqliteAdvice kSqliteAdvice[] = {
    {SQLITE_READONLY_DBMOVED, Fault::kConnection, Reason::kGone,
     "the file was moved or removed while it was open; run it again"},
    {SQLITE_BUSY, Fault::kConnection, Reason::kLock,
     "another program holds it locked; see who has the file open (fuser FILE), and run it again"},
    {SQLITE_LOCKED, Fault::kConnection, Reason::kLock, "another program has it locked; run it again"},
    {SQLITE_IOERR_WRITE, Fault::kConnection, Reason::kInternal, kNoSpace},
    {SQLITE_IOERR_SHMSIZE, Fault::kConnection, Reason::kInternal, kNoSpace},
    {SQLITE_FULL, Fault::kConnection, Reason::kInternal, kNoSpace},
    {SQLITE_READONLY, Fault::kRights, Reason::kRights,
     "it is read-only; give write access to the file and its folder, or name another store (--store, "
     "TENON_STORE)"},
    {SQLITE_PERM, Fault::kRights, Reason::kRights, "access is not permitted; check the rights on the file"},
    {SQLITE_CANTOPEN, Fault::kRights, Reason::kRights,
     "it cannot be opened; check that its folder exists, and the rights on both"},
    {SQLITE_NOTADB, Fault::kRefused, Reason::kParse,
     "it is not a SQLite database; name another file (--store, TENON_STORE)"},
    {SQLITE_CORRUPT, Fault::kRefused, Reason::kParse, kDamaged},
    {SQLITE_CONSTRAINT, Fault::kRefused, Reason::kInternal,
     "a row does not fit what the store demands; tenon store verify says whether it was changed by hand"},
};

Error sqlite_error(const std::string& doing, const std::string& path, int code, const std::string& said,
                   int system_error) {
  const std::string what = "cannot " + doing + " the audit store " + path + ": ";
  const bool is_full = (code & 0xFF) == SQLITE_IOERR &&
                       (system_error == ENOSPC || system_error == EFBIG || system_error == EDQUOT);
  if (is_full) code = SQLITE_FULL;
  const std::string quoted = " (SQLite says: " + said +
                             (system_error == 0 ? "" : std::string(", ") + std::strerror(system_error)) + ")";
  for (const SqliteAdvice& advice : kSqliteAdvice)
    if (advice.code == code || advice.code == (code & 0xFF))
      return {advice.fault, advice.reason, what + std::string(advice.text) + quoted};
  if ((code & 0xFF) == SQLITE_IOERR)
    return {Fault::kRefused, Reason::kInternal,
            what + "the disk does not take or give the data; see the system's log" + quoted};
  return {Fault::kConnection, Reason::kInternal, what + said};
}

// No file of a store is ever opened here past SQLite: closing it would give up the locks that this process
// holds on it by other connections (SQLite's "how to corrupt", 2.2), and two of them may end the same log.

/// Makes the file of a new store, which nobody but its owner may read, before SQLite would make it.
void create_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code fault;
  const fs::path linked =
      fs::read_symlink(path, fault);  // a file that a link names and that is not there yet
  const fs::path file = fault ? fs::path(path) : fs::path(path).parent_path() / linked;
  mknod(file.c_str(), S_IFREG | kOwnerAlone, 0);  // what is wrong otherwise, SQLite says
}

std::uint32_t big_endian(const std::array<unsigned char, 100>& header, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8U | header.at(at + i);
  return value;
}

/// Returns the header of an open database; of what it lacks zeros.
std::array<unsigned char, 100> header_of(sqlite3* connection) {
  std::array<unsigned char, 100> header{};
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file != nullptr && file->pMethods != nullptr)
    file->pMethods->xRead(file, header.data(), static_cast<int>(header.size()), 0);
  return header;
}

/// Throws if a file is shorter than its header says (SQLite's file format, 1.3). While a write-ahead log
/// waits to be copied into it, its length says nothing.
void require_length(const std::string& path, sqlite3* connection) {
  namespace fs = std::filesystem;
  std::error_code fault;
  if (const auto log = fs::file_size(path + "-wal", fault); !fault && log > 0) return;
  const auto size = fs::file_size(path, fault);
  if (fault || size == 0) return;
  const std::array<unsigned char, 100> header = header_of(connection);
  const std::uint32_t stored = big_endian(header, 16, 2);
  const std::uint64_t page = stored == 1 ? 65536 : stored;
  const bool is_valid = big_endian(header, 24, 4) == big_endian(header, 92, 4);
  const bool is_short = size < header.size() || (is_valid && size < page * big_endian(header, 28, 4));
  if (!is_short) return;
  throw Error(Fault::kRefused, Reason::kParse,
              "cannot open the audit store " + path +
                  ": the file is shorter than its header says, so it was " +
                  "truncated; put the whole file back, or save what can be read by sqlite3 FILE .recover");
}

/// Whether a store that is there cannot be written to where it is, and nobody writes it now: the last one who
/// has it open removes its log.
bool is_only_to_be_read(const std::string& path) {
  std::error_code ignored;
  return access(path.c_str(), R_OK) == 0 && !std::filesystem::exists(path + "-wal", ignored) &&
         (access(path.c_str(), W_OK) != 0 ||
          access(std::filesystem::absolute(path, ignored).parent_path().c_str(), W_OK) != 0);
}

/// Returns what SQLite opens to read a file beside which it may write nothing, not even what readers share.
std::string read_only_name(const SqliteStorePlace& place) {
  const std::string name =
      place.opened.starts_with("file:") ? place.opened : "file:" + percent_encoded(place.opened);
  return name + (name.find('?') == std::string::npos ? "?" : "&") + "mode=ro&immutable=1";
}

class SqliteSession : public StoreSession {
 public:
  explicit SqliteSession(const SqliteStorePlace& place) : shown_(place.path), is_file_(place.is_file) {
    const bool is_read = is_file_ && is_only_to_be_read(place.path);
    if (is_file_ && !is_read) create_file(place.path);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_URI;
    sqlite3* opened = nullptr;
    const std::string name = is_read ? read_only_name(place) : place.opened;
    const int code = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
    connection_.reset(opened);
    if (code != SQLITE_OK) fail("open", code);
    if (is_file_) require_length(place.path, opened);
    if (is_file_) identity_ = file_identity(place.path);
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, place.patience);
    doing_ = "open";
    run("PRAGMA foreign_keys = ON");
    run("SELECT count(*) FROM sqlite_schema");
    doing_ = "use";
  }

  const std::string& shown() const override { return shown_; }
  const std::string& schema() const override { return no_schema_; }

  SqlRows executed(std::string_view sql, const SqlValues& values) override {
    Statement statement = prepared(sql);
    for (std::size_t i = 0; i < values.size(); ++i) bind(statement.get(), static_cast<int>(i) + 1, values[i]);
    SqlRows rows;
    while (true) {
      const int code = sqlite3_step(statement.get());
      if (code == SQLITE_DONE) return rows;
      if (code != SQLITE_ROW) fail(doing_, sqlite3_extended_errcode(connection_.get()));
      rows.push_back(row_of(statement.get()));
    }
  }

  void begin_writing() override {
    doing_ = "write to";
    require_in_place();
    run("BEGIN IMMEDIATE");
  }
  void begin_row_writing() override { begin_writing(); }
  void begin_reading() override {
    doing_ = "read";
    run("BEGIN");
  }
  void commit() override { run("COMMIT"); }
  void rollback() noexcept override {
    sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

  std::vector<std::string> tables() override {
    std::vector<std::string> names;
    for (const SqlRow& row : run("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))
      if (!row.text(0).starts_with("sqlite_")) names.push_back(row.text(0));
    return names;
  }

  Instant now() override { return run("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')").front().instant(0); }
  std::string_view locking_free_rows() const override { return ""; }

  bool is_in_place() const override { return !is_file_ || file_identity(shown_) == identity_; }
  std::string identity() const override { return identity_; }

  std::int64_t bytes() override {
    return run("PRAGMA page_count").front().integer(0) * run("PRAGMA page_size").front().integer(0);
  }

  void prepare() override {
    doing_ = "create";
    run("PRAGMA auto_vacuum = INCREMENTAL");  // has effect while there is no table yet
    if (is_file_) run("PRAGMA journal_mode = WAL");
  }

  void allow_changes(bool is_allowed) override {
    run(is_allowed ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = ON");
    run(is_allowed ? "PRAGMA legacy_alter_table = ON" : "PRAGMA legacy_alter_table = OFF");
  }

  void require_whole() override {
    const SqlRows broken = run("PRAGMA foreign_key_check");
    if (broken.empty()) return;
    throw Error(Fault::kRefused, Reason::kParse,
                "rows of " + broken.front().text(0) + " in the audit store " + shown_ + " refer to rows of " +
                    broken.front().text(2) + " that are not there; nothing was changed");
  }

  void shrink() override { run("PRAGMA incremental_vacuum"); }
  void give_back_log() noexcept override {
    sqlite3_exec(connection_.get(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
  }

 private:
  using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

  /// SQLite goes on with a file that has no name any more, and all of it would be lost.
  void require_in_place() const {
    if (is_in_place()) return;
    throw Error(
        Fault::kConnection, Reason::kGone,
        "cannot use the audit store " + shown_ +
            ": the file was moved, removed or replaced while it was open; put it back, or begin again "
            "with what is there now");
  }

  Statement prepared(std::string_view sql) const {
    sqlite3_stmt* made = nullptr;
    const int code =
        sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &made, nullptr);
    if (code != SQLITE_OK) fail(doing_, sqlite3_extended_errcode(connection_.get()));
    return {made, sqlite3_finalize};
  }

  static void bind(sqlite3_stmt* statement, int at, const SqlValue& value) {
    std::visit(
        Overloaded{
            [&](std::monostate) { sqlite3_bind_null(statement, at); },
            [&](std::int64_t number) { sqlite3_bind_int64(statement, at, number); },
            [&](const std::string& text) {
              const std::string fit = storable(text);
              sqlite3_bind_text64(statement, at, fit.data(), fit.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
            },
            [&](const Blob& blob) {
              sqlite3_bind_blob64(statement, at, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT);
            },
        },
        value);
  }

  static SqlRow row_of(sqlite3_stmt* statement) {
    std::vector<std::optional<std::string>> values;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      if (sqlite3_column_type(statement, i) == SQLITE_NULL) {
        values.emplace_back();
        continue;
      }
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
      values.emplace_back(bytes == nullptr ? std::string() : std::string(bytes, size));
    }
    return SqlRow(std::move(values));
  }

  [[noreturn]] void fail(const std::string& doing, int code) const {
    const int system_error = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN
                                 ? sqlite3_system_errno(connection_.get())
                                 : 0;
    const std::string said = connection_ ? sqlite3_errmsg(connection_.get()) : sqlite3_errstr(code);
    throw sqlite_error(doing, shown_, code, said, system_error);
  }

  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };

  std::string shown_;
  std::string no_schema_;
  bool is_file_;
  std::string identity_;
  std::string doing_ = "use";
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace

std::unique_ptr<StoreSession> open_sqlite_store(const SqliteStorePlace& place) {
  return std::make_unique<SqliteSession>(place);
}

}  // namespace tenon
