// The constraints of a table, indexes included, as plain values.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/expression.h"
#include "model/field.h"
#include "model/name.h"

namespace tenon {

struct Dialect;

/// An option of a dialect that is compared as text: `tablespace` = `fast`, `on_conflict` = `REPLACE`. Storage
/// parameters have `with.` before their names: `with.fillfactor` = `70`.
struct Option {
  std::string key;
  std::string value;

  friend bool operator==(const Option&, const Option&) = default;
  friend auto operator<=>(const Option&, const Option&) = default;
};

/// Options are sorted by key, and each key occurs once.
using Options = std::vector<Option>;

/// Returns the value of an option, or nullptr.
const std::string* option(const Options& options, std::string_view key);
/// Returns `options` with `key` set to `value`, or without it when `value` is empty.
Options with_option(Options options, std::string_view key, std::string value);

/// What happens to the child rows. No clause means NO ACTION (SQL standard). RESTRICT differs from it in
/// PostgreSQL and SQLite, where it is checked immediately.
enum class Action { kNoAction, kRestrict, kCascade, kSetNull, kSetDefault };
enum class Match { kSimple, kFull, kPartial };

/// Returns the name of a storage parameter as in WITH (...); empty for any other option.
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
  bool valid = true;  ///< false: a partition has no attached part of its index yet
  /// postgresql: storage parameters, `tablespace`, `replica_identity`, `clustered`, `index_comment` (of its
  /// index, beside its own); sqlite: `on_conflict`, `autoincrement`, `order`.
  Options options;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};
constexpr auto fields(std::type_identity<PrimaryKey>) {
  return std::tuple{
      Field{"columns", &PrimaryKey::columns},       Field{"include", &PrimaryKey::include},
      Field{"deferrable", &PrimaryKey::deferrable}, Field{"initially", &PrimaryKey::initially_deferred},
      Field{"valid", &PrimaryKey::valid},           Field{"options", &PrimaryKey::options},
      Field{"comment", &PrimaryKey::comment}};
}
static_assert(lists_all_but<PrimaryKey, 3>);

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
constexpr auto fields(std::type_identity<Unique>) {
  return std::tuple{Field{"columns", &Unique::columns},
                    Field{"include", &Unique::include},
                    Field{"nulls_not_distinct", &Unique::nulls_not_distinct},
                    Field{"deferrable", &Unique::deferrable},
                    Field{"initially", &Unique::initially_deferred},
                    Field{"valid", &Unique::valid},
                    Field{"options", &Unique::options},
                    Field{"comment", &Unique::comment}};
}
static_assert(lists_all_but<Unique, 3>);

/// One element of an index or of an exclusion constraint. The order of NULLs is the effective one, whether it
/// was written or not: PostgreSQL's default is LAST for ascending and FIRST for descending.
struct IndexElement {
  std::variant<Name, Expression> what;  ///< a column, or an expression
  bool descending = false;
  bool nulls_first = false;
  QualifiedName opclass;  ///< empty: the default of the type; without a schema if that is the system's or the
                          ///< default one
  Options opclass_options;  ///< `siglen`, `values_per_range` ...; if there are any, the operator class is not
                            ///< empty
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
  Name method;  ///< `btree`, `gin` ...; empty in a dialect that has only one
  bool valid = true;
  Options options;
  std::string comment;
  NotCompared<std::string>
      stored_sql;  ///< SQLite's CREATE INDEX as stored, from which the index is recreated
  NotCompared<Source> source;

  friend bool operator==(const Index&, const Index&) = default;
};
constexpr auto fields(std::type_identity<Index>) {
  return std::tuple{Field{"columns", &Index::elements},
                    Field{"unique", &Index::unique},
                    Field{"nulls_not_distinct", &Index::nulls_not_distinct},
                    Field{"include", &Index::include},
                    Field{"where", &Index::where},
                    Field{"using", &Index::method},
                    Field{"valid", &Index::valid},
                    Field{"with", &Index::options},
                    Field{"comment", &Index::comment}};
}
static_assert(lists_all_but<Index, 4>);

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
constexpr auto fields(std::type_identity<Check>) {
  return std::tuple{Field{"sqltext", &Check::sqltext}, Field{"no_inherit", &Check::no_inherit},
                    Field{"validated", &Check::validated}, Field{"options", &Check::options},
                    Field{"comment", &Check::comment}};
}
static_assert(lists_all_but<Check, 3>);

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
constexpr auto fields(std::type_identity<Exclusion>) {
  return std::tuple{
      Field{"elements", &Exclusion::elements},     Field{"include", &Exclusion::include},
      Field{"using", &Exclusion::method},          Field{"where", &Exclusion::where},
      Field{"deferrable", &Exclusion::deferrable}, Field{"initially", &Exclusion::initially_deferred},
      Field{"valid", &Exclusion::valid},           Field{"options", &Exclusion::options},
      Field{"comment", &Exclusion::comment}};
}
static_assert(lists_all_but<Exclusion, 3>);

/// A foreign key holds the names of what it refers to, never pointers. `columns[i]` refers to
/// `referred_columns[i]`.
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
constexpr auto fields(std::type_identity<ForeignKey>) {
  return std::tuple{Field{"columns", &ForeignKey::columns},
                    Field{"referred_table", &ForeignKey::referred_table},
                    Field{"referred_columns", &ForeignKey::referred_columns},
                    Field{"onupdate", &ForeignKey::onupdate},
                    Field{"ondelete", &ForeignKey::ondelete},
                    Field{"ondelete_columns", &ForeignKey::ondelete_columns},
                    Field{"match", &ForeignKey::match},
                    Field{"deferrable", &ForeignKey::deferrable},
                    Field{"initially", &ForeignKey::initially_deferred},
                    Field{"validated", &ForeignKey::validated},
                    Field{"options", &ForeignKey::options},
                    Field{"comment", &ForeignKey::comment}};
}
static_assert(lists_all_but<ForeignKey, 3>);

/// The constraints, in the order in which they are created.
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
/// Returns the same constraint under another name.
Constraint renamed(Constraint constraint, Name name, NamedBy by);
/// Returns the options of a constraint that has an index, or of an index; nullptr for a check or a foreign
/// key.
Options* index_options_of(Constraint& constraint);
const Options* index_options_of(const Constraint& constraint);
/// Returns whether it is valid. Only a constraint with an index can be invalid: if some partition has no
/// attached part of the index.
bool is_valid(const Constraint& constraint);
/// Returns the constraint as valid or not.
Constraint made_valid(Constraint constraint, bool valid = true);
/// Returns whether the index is the replica identity of its table, or whether the table is clustered on it.
bool is_replica_identity(const Constraint& constraint);
bool is_clustered(const Constraint& constraint);
/// Returns the constraint without the attributes that can be set only on an existing index: replica identity,
/// clustering, statistics targets, and the comment on the index of a key.
Constraint unmarked(Constraint constraint);
/// Returns the columns of its own table that a constraint lists; columns inside expressions are not included.
std::vector<Name> columns_of(const Constraint& constraint);
/// Returns the columns that a foreign key can refer to because of this constraint, sorted. Empty if it
/// cannot: the index is partial, over expressions, deferrable, invalid, or by another collation where that
/// matters, or it is not a key at all.
std::vector<Name> referable_columns(const Constraint& constraint, const Dialect& dialect);

}  // namespace tenon
