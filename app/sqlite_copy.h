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
  std::string name;   ///< as it is stored
  std::string table;  ///< that a trigger sits on, or the view; empty for a view
  std::string sql;
  std::string error;  ///< what SQLite says against it; empty: it compiles

  std::string called() const;  ///< "trigger tr of t"
  /// By what it is told from all others: a trigger may be called as a view is.
  std::string key() const { return kind + " " + name; }
  bool is_view() const { return kind == "view"; }
};

/// The schema of a SQLite database in an empty database in memory, where ops can be run to see what they
/// leave behind. Functions and collations that the library does not have are taken to exist.
class SqliteCopy {
 public:
  /// `catalog`: the whole of what was read, with what is not modelled. What SQLite does not make again (a
  /// virtual table whose module only a program has) is passed over.
  explicit SqliteCopy(const Catalog& catalog);

  /// The names of the tables that could not be made, folded: what needs them cannot be judged here.
  const std::set<std::string>& missing() const { return missing_; }

  /// Runs all ops of a plan; what SQLite says against the first that it refuses.
  std::optional<std::string> run(const Plan& plan) const;

  /// Every view and trigger, each compiled by itself: a trigger with no other one on any table.
  std::vector<SqliteDependent> dependents() const;

  /// The columns of a table or view that can be set; empty: it does not compile, or has none.
  std::vector<std::string> columns(const std::string& relation) const;

  /// The schema as it is by now.
  Catalog reflect() const { return scratch_.reflect(); }

  /// The same schema without functions and collations of a program: what compiles there compiles in a shell.
  SqliteHandle bare() const { return scratch_.bare_copy(); }

 private:
  void make(const std::string& statement, const std::string& name);
  void judge_triggers(std::vector<SqliteDependent>& all) const;
  std::string judged(const SqliteDependent& trigger) const;

  SqliteScratch scratch_;
  std::set<std::string> missing_;
};

/// Statements that compile the triggers of a table or view for one of "INSERT", "UPDATE" and "DELETE", and
/// touch no row. `columns`: those that can be set, not empty.
std::string sqlite_probe(const std::string& event, const std::string& relation,
                         const std::vector<std::string>& columns);

/// "INSERT", "UPDATE" or "DELETE": what makes a trigger fire.
std::string sqlite_trigger_event(const std::string& sql);

}  // namespace tenon
