// A copy of a SQLite schema in memory: a catalog in, what SQLite says of ops and dependents out.

#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/op.h"
#include "reflect/sqlite/scratch.h"

namespace tenon {

/// A view or a trigger of a SQLite database, and whether SQLite can compile it.
struct SqliteDependent {
  std::string kind;   ///< "view", "trigger"
  std::string name;   ///< as stored
  std::string table;  ///< the table or view of a trigger; empty for a view
  std::string sql;
  std::string error;  ///< SQLite's error message; empty if it compiles

  std::string describe() const;  ///< "trigger tr of t"
  /// Returns a unique key: a trigger may have the name of a view.
  std::string key() const { return kind + " " + name; }
  bool is_view() const { return kind == "view"; }
};

/// The schema of a SQLite database in an empty database in memory, where ops can be run to see what they
/// break. Functions and collations that the library lacks are assumed to exist.
class SqliteCopy {
 public:
  /// `catalog`: everything that was read, including unmodelled objects. Objects that cannot be recreated (a
  /// virtual table whose module only a program has) are skipped.
  explicit SqliteCopy(const Catalog& catalog);

  /// Returns the folded names of the tables that could not be created. Objects that need them cannot be
  /// checked here.
  const std::set<std::string>& missing() const { return missing_; }

  /// Runs all ops of a plan; returns SQLite's message for the first that fails.
  std::optional<std::string> run(const Plan& plan) const;

  /// Compiles every view and trigger by itself: a trigger without any other one on any table.
  std::vector<SqliteDependent> dependents() const;

  /// Returns the columns of a table or view that can be set; empty if it does not compile or has none.
  std::vector<std::string> columns(const std::string& relation) const;

  /// Returns the present schema.
  Catalog reflect() const { return scratch_.reflect(); }

  /// Returns the same schema without functions and collations of a program: objects that compile there also
  /// compile in a shell.
  SqliteHandle bare() const { return scratch_.bare_copy(); }

 private:
  void make(const std::string& statement, const std::string& name);
  void judge_triggers(std::vector<SqliteDependent>& all) const;
  std::string judged(const SqliteDependent& trigger) const;

  SqliteScratch scratch_;
  std::set<std::string> missing_;
};

/// Returns a statement that compiles the triggers of a table or view for one of "INSERT", "UPDATE" and
/// "DELETE", and touches no row. `columns`: those that can be set. REQUIRES: not empty.
std::string sqlite_probe(const std::string& event, const std::string& relation,
                         const std::vector<std::string>& columns);

/// Returns the event of a trigger: "INSERT", "UPDATE" or "DELETE".
std::string sqlite_trigger_event(const std::string& sql);

}  // namespace tenon
