// The constraints of a table, indexes included, as plain values.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/expression.h"
#include "model/name.h"

namespace tenon {

struct Dialect;

/// One option of a dialect that tenon compares as text: `tablespace` = `fast`, `on_conflict` = `REPLACE`.
/// Storage parameters have `with.` before their names: `with.fillfactor` = `70`.
struct Option {
  std::string key;
  std::string value;

  friend bool operator==(const Option&, const Option&) = default;
  friend auto operator<=>(const Option&, const Option&) = default;
};

/// Sorted by key, each key once.
using Options = std::vector<Option>;

/// The value of an option, or nullptr.
const std::string* option(const Options& options, std::string_view key);
/// `options` with `key` set to `value`, or without it when `value` is empty.
Options with_option(Options options, std::string_view key, std::string value);

/// What happens to the child rows. The absence of a clause is NO ACTION (SQL standard; RESTRICT differs
/// from it in PostgreSQL and in SQLite, as it is checked at once).
enum class Action { kNoAction, kRestrict, kCascade, kSetNull, kSetDefault };
enum class Match { kSimple, kFull, kPartial };

/// The name of a storage parameter, what stands in WITH (...); empty for any other option.
std::string_view storage_parameter(const Option& option);

std::string_view sql_text(Action action);  ///< "NO ACTION", "CASCADE" ...
std::string_view sql_text(Match match);    ///< "SIMPLE", "FULL", "PARTIAL"

struct PrimaryKey {
  Name name;
  NotCompared<NamedBy> named_by{NamedBy::kUser};
  std::vector<Name> columns;
  std::vector<Name> include;
  bool deferrable = false;
  bool initially_deferred = false;
  bool valid = true;  ///< false: a partition has no part of its index yet
  /// postgresql: storage parameters, `tablespace`, `replica_identity`, `clustered`, `index_comment` (of its
  /// index, beside its own); sqlite: `on_conflict`, `autoincrement`, `order`.
  Options options;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique {
  Name name;
  NotCompared<NamedBy> named_by{NamedBy::kUser};
  std::vector<Name> columns;
  std::vector<Name> include;
  bool nulls_not_distinct = false;
  bool deferrable = false;
  bool initially_deferred = false;
  bool valid = true;
  Options options;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const Unique&, const Unique&) = default;
};

/// One element of an index or of an exclusion constraint. NULLS order is what holds, not what was written:
/// PostgreSQL's default is LAST for ascending and FIRST for descending.
struct IndexElement {
  std::variant<Name, Expression> what;  ///< a column, or an expression
  bool descending = false;
  bool nulls_first = false;
  QualifiedName opclass;    ///< empty: the type's default; its schema is empty where everyone finds it
  Options opclass_options;  ///< `siglen`, `values_per_range` ...; with any, the operator class is not empty
  QualifiedName collation;  ///< empty: the column's own

  friend bool operator==(const IndexElement&, const IndexElement&) = default;
};

/// An index that backs no constraint (a primary key, unique or exclusion owns its index).
struct Index {
  Name name;
  NotCompared<NamedBy> named_by{NamedBy::kUser};
  std::vector<IndexElement> elements;
  bool unique = false;
  bool nulls_not_distinct = false;
  std::vector<Name> include;
  std::optional<Expression> where;
  Name method;  ///< `btree`, `gin` ...; empty in a dialect that knows one only
  bool valid = true;
  Options options;
  std::string comment;
  NotCompared<std::string> stored_sql;  ///< SQLite's CREATE INDEX as stored, which puts the same index back
  NotCompared<Source> source;

  friend bool operator==(const Index&, const Index&) = default;
};

struct Check {
  Name name;
  NotCompared<NamedBy> named_by{NamedBy::kUser};
  Expression sqltext;
  bool no_inherit = false;
  bool validated = true;
  Options options;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const Check&, const Check&) = default;
};

struct ExclusionElement {
  IndexElement element;
  QualifiedName with;  ///< the operator; its schema as in IndexElement

  friend bool operator==(const ExclusionElement&, const ExclusionElement&) = default;
};

struct Exclusion {
  Name name;
  NotCompared<NamedBy> named_by{NamedBy::kUser};
  std::vector<ExclusionElement> elements;
  std::vector<Name> include;
  Name method;
  std::optional<Expression> where;
  bool deferrable = false;
  bool initially_deferred = false;
  bool valid = true;
  Options options;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

/// Holds the names of what it refers to, never pointers. `columns[i]` refers to `referred_columns[i]`.
struct ForeignKey {
  Name name;
  NotCompared<NamedBy> named_by{NamedBy::kUser};
  std::vector<Name> columns;
  QualifiedName referred_table;
  std::vector<Name> referred_columns;
  Action onupdate = Action::kNoAction;
  Action ondelete = Action::kNoAction;
  std::vector<Name> ondelete_columns;  ///< ON DELETE SET NULL (a, b): the columns that are set; empty: all
  Match match = Match::kSimple;
  bool deferrable = false;
  bool initially_deferred = false;
  bool validated = true;
  Options options;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

/// In order of creation.
using ConstraintBase = std::variant<PrimaryKey, Unique, Index, Check, Exclusion, ForeignKey>;
/// A class with its special members in the .cc file, so that the copies, moves and comparisons of all
/// alternatives are compiled once and not in every file that touches one.
struct Constraint : ConstraintBase {
  using ConstraintBase::ConstraintBase;
  Constraint();
  Constraint(const Constraint&);
  Constraint(Constraint&&) noexcept;
  Constraint& operator=(const Constraint&);
  Constraint& operator=(Constraint&&) noexcept;
  ~Constraint();
  friend bool operator==(const Constraint&, const Constraint&);
};

const Name& name_of(const Constraint& constraint);
NamedBy named_by(const Constraint& constraint);
const Source& source_of(const Constraint& constraint);
/// The same constraint under another name.
Constraint renamed(Constraint constraint, Name name, NamedBy by);
/// The options of what has an index; nullptr for a check or a foreign key.
Options* index_options_of(Constraint& constraint);
const Options* index_options_of(const Constraint& constraint);
/// Whether it is whole: all but what has an index are, and an index unless a partition lacks its part of it.
bool is_valid(const Constraint& constraint);
/// The same, whole or not.
Constraint made_valid(Constraint constraint, bool valid = true);
/// Whether its table is replicated by this index; clustered by it.
bool is_replica_identity(const Constraint& constraint);
bool is_clustered(const Constraint& constraint);
/// Without what is said of an index only once it is there: both of these, statistics targets, and
/// the comment on the index of a key.
Constraint unmarked(Constraint constraint);
/// The columns of its own table that a constraint names outright (not those inside expressions).
std::vector<Name> columns_of(const Constraint& constraint);
/// The columns that a foreign key can refer to because of this constraint, sorted; empty when it can not:
/// partial, over expressions, deferrable, invalid, by another collation where that counts, or no key at all.
std::vector<Name> referable_columns(const Constraint& constraint, const Dialect& dialect);

}  // namespace tenon
