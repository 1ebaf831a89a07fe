// A connection to the database of an audit store: SQL with values in, rows out, the same for every database.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/instant.h"
#include "model/redactor.h"

namespace tenon {

/// Bytes, as opposed to text.
struct Blob {
  std::string bytes;
};

/// A value of a statement.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string, Blob>;
using SqlValues = std::vector<SqlValue>;

/// Returns the value of a text, or NULL if there is none.
SqlValue or_null(const std::optional<std::string>& text);
/// Returns the sortable text of a point in time, or NULL.
SqlValue or_null(const std::optional<Instant>& at);

/// One row of a result.
class SqlRow {
 public:
  explicit SqlRow(std::vector<std::optional<std::string>> values) : values_(std::move(values)) {}

  bool is_null(std::size_t column) const { return !values_.at(column).has_value(); }
  /// NULL is read as an empty text or 0. Throws Error(kRefused) if another text is no number.
  std::string text(std::size_t column) const { return values_.at(column).value_or(""); }
  std::int64_t integer(std::size_t column) const;
  std::optional<std::string> optional_text(std::size_t column) const { return values_.at(column); }
  /// Throws Error(kRefused) if the text is no point in time.
  Instant instant(std::size_t column) const;
  std::optional<Instant> optional_instant(std::size_t column) const;

 private:
  std::vector<std::optional<std::string>> values_;
};

using SqlRows = std::vector<SqlRow>;

/// A connection to a store. Transactions are explicit; a writing one waits until no other process writes.
/// All functions throw Error with what failed, where and what to do; a failed statement leaves the
/// transaction to be rolled back. REQUIRES: one thread at a time.
class StoreSession {
 public:
  virtual ~StoreSession() = default;

  /// How messages call the store, without secrets.
  virtual const std::string& shown() const = 0;
  /// Returns the schema that holds the tables; empty if the database has no schemas.
  virtual const std::string& schema() const = 0;
  /// Runs one statement, whose values are ?1, ?2 ..., and returns its rows.
  SqlRows run(std::string_view sql, const SqlValues& values = {}) { return executed(sql, values); }
  /// Begins a transaction in which no other process writes.
  virtual void begin_writing() = 0;
  /// Begins a transaction that writes rows which it locks itself. Where the database locks rows, it waits for
  /// none of the other writers; elsewhere it is begin_writing().
  virtual void begin_row_writing() = 0;
  /// Begins a transaction that sees one state of the store.
  virtual void begin_reading() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  /// Returns the names of the tables that the store's place holds.
  virtual std::vector<std::string> tables() = 0;
  /// Returns the clock of the store, which all its processes share; of this moment, also in a transaction.
  virtual Instant now() = 0;
  /// Returns what a SELECT ends in that is to lock its rows and to pass over those which others have locked;
  /// empty where a writing transaction is alone.
  virtual std::string_view locking_free_rows() const = 0;
  /// Whether what was opened is still where it was opened: a file may be moved, removed or replaced.
  virtual bool is_in_place() const = 0;
  /// Returns what tells the file of a store from any other that may come to its place; empty: it is no file.
  virtual std::string identity() const = 0;
  /// Returns how many bytes the store takes.
  virtual std::int64_t bytes() = 0;
  /// Prepares the place for the tables: a schema, the journal.
  virtual void prepare() = 0;
  /// Switches what stands in the way of changing tables off, or on again, outside any transaction.
  virtual void allow_changes(bool is_allowed) = 0;
  /// Throws Error(kRefused) if rows refer to rows that are not there.
  virtual void require_whole() = 0;
  /// Gives space that is free back, as far as that is cheap; outside any transaction.
  virtual void shrink() = 0;
  /// Gives back the space of what was written twice, without which a full disk may take no change at all;
  /// outside any transaction. What cannot be given back stays.
  virtual void give_back_log() noexcept = 0;

 private:
  virtual SqlRows executed(std::string_view sql, const SqlValues& values) = 0;
};

/// What a transaction is for.
enum class Access {
  kReading,
  kWriting,
  kRowWriting,  ///< see begin_row_writing()
};

/// A transaction, rolled back at its end unless it was committed.
class StoreTransaction {
 public:
  StoreTransaction(StoreSession& session, Access access);
  ~StoreTransaction();
  StoreTransaction(const StoreTransaction&) = delete;
  StoreTransaction& operator=(const StoreTransaction&) = delete;
  void commit();

 private:
  StoreSession& session_;
  bool is_done_ = false;
};

/// Where a SQLite store is.
struct SqliteStorePlace {
  std::string path;    ///< as users name it
  std::string opened;  ///< what SQLite opens
  bool is_file = true;
  int patience = 30'000;  ///< milliseconds to wait for other processes
};

/// Opens the file of a store, or creates it, readable by its owner alone. Throws Error if it is damaged,
/// truncated or something else; a file that is not a database is left as it is.
std::unique_ptr<StoreSession> open_sqlite_store(const SqliteStorePlace& place);

/// Where a PostgreSQL store is.
struct PostgresStorePlace {
  std::string connection;  ///< libpq's keywords and values
  std::string shown;
  Redactor redactor;
};

/// The schema of a PostgreSQL store whose URL sets no search_path.
inline constexpr const char* kStoreSchema = "tenon";

/// Connects to the server. The store is in the schema `tenon`, or in the first one of the search_path that
/// the connection sets.
std::unique_ptr<StoreSession> open_postgresql_store(const PostgresStorePlace& place);

}  // namespace tenon
