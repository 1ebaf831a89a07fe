// Interface of a live database: reads its catalog and answers questions about SQL texts.

#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/lint.h"
#include "model/patience.h"
#include "model/report.h"
#include "model/settling.h"
#include "model/source_argument.h"

namespace tenon {

/// A column whose values are to be stored with the affinity of another type.
struct Conversion {
  QualifiedName table;
  Name column;
  std::string from;  ///< affinity
  std::string to;
};

/// A user object that depends on something that an extension created.
struct ExtensionUser {
  Name extension;
  QualifiedName home;  ///< a table or a type; without a schema: another extension
  Name part;           ///< a column, a constraint or an index of the table; empty: the whole table
};

/// The result of a query, every value as a text.
struct TextRows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< NULL is an empty text
};

/// What a database says of itself and of the session, for those who look after the connection.
struct SessionFacts {
  std::string role;  ///< empty: the database has no roles
  bool is_superuser = false;
  std::size_t unreadable_catalogs = 0;  ///< system catalogs that the role may not read
  std::size_t writable_tables = 0;      ///< of the user's tables, those that the role may change
  bool may_create = false;              ///< schemas in the database
  bool is_standby = false;              ///< it replays the log of another server
  bool is_read_only = true;             ///< the session is, as it was asked to be
  bool is_pooled = false;               ///< something between passes the session on
  std::string statement_timeout = {};   ///< as the server writes it: `30s`
  std::string lock_timeout = {};
  /// The server's clock less that of this machine; nullopt: it is one clock.
  std::optional<std::chrono::milliseconds> clock_difference = {};
};

/// A live database, opened read-only. Its functions throw Error(kConnection) or Error(kRights), with no
/// password in the message.
class Database {
 public:
  virtual ~Database() = default;
  virtual const Dialect& dialect() const = 0;
  /// Returns how a report names it.
  virtual Side side() const = 0;
  /// Returns all it holds, sorted, from one snapshot and in a fixed number of queries. Constraints for which
  /// the database stores no name are nameless (NamedBy::kNobody).
  virtual Catalog reflect() = 0;
  /// Implements Canonicalizer; it only reads.
  virtual std::vector<Answer> settle(const std::vector<Question>& questions) = 0;
  /// Returns what it knows beyond `catalog`, its own, for the rules of lint. It only reads, and omits what
  /// the role has no right to read.
  virtual LintEvidence evidence(const Catalog& catalog) = 0;
  /// Ends what it is asked now and makes later questions fail. It may be called from another thread while
  /// another function runs, and returns within about a second.
  virtual void cancel() noexcept {}
  /// Returns the objects that would prevent DROP EXTENSION.
  virtual std::vector<ExtensionUser> extension_users() { return {}; }
  /// Returns the revisions that Alembic has written down as run, sorted: the rows of all tables that are
  /// called alembic_version. Returns nullopt if there is such a table and the role may not read it.
  virtual std::optional<std::vector<std::string>> alembic_revisions() { return std::nullopt; }
  /// Returns those of the extensions that the server could not create: their files are not installed there.
  virtual std::vector<Name> unavailable(std::vector<Name> /*extensions*/) { return {}; }
  /// Returns how many values would not survive a conversion and its reversal; nullopt if this database cannot
  /// tell.
  virtual std::optional<std::size_t> values_lost(const Conversion&) { return std::nullopt; }
  /// Returns the rows of one SELECT that somebody configured, at most `most` of them, in a read-only
  /// transaction under the role's own search path.
  virtual TextRows rows(const std::string& query, std::size_t most) = 0;
  /// Returns the names of the schemas that are not the server's own, sorted; nothing where there are none.
  virtual std::vector<std::string> schema_names() { return {}; }
  virtual SessionFacts session() = 0;
  /// Returns in how many rows a column is NULL; nullopt if this database cannot tell.
  virtual std::optional<std::size_t> values_missing(const QualifiedName& /*table*/, const Name& /*column*/) {
    return std::nullopt;
  }
};

/// Connects to postgresql://, postgres:// or postgresql+driver://; what the URL does not give comes from
/// libpq's environment and files.
std::unique_ptr<Database> open_postgresql(const SourceArgument& url, Patience patience = {});
/// Opens sqlite:///relative, sqlite:////absolute or sqlite:// (in memory) read-only. A missing file is an
/// error; it is never created.
std::unique_ptr<Database> open_sqlite(const SourceArgument& url, Patience patience = {});

}  // namespace tenon
