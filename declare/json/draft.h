// Defines the draft of a declared schema before references are resolved, and looks up columns in it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "declare/json/reading.h"
#include "model/catalog.h"
#include "model/lint.h"
#include "model/naming.h"

namespace tenon {

/// A reference to columns of a table that is not resolved yet.
struct Reference {
  std::string schema;  ///< as written; empty: the default schema
  std::string table;
  std::vector<Word> columns;  ///< empty: the primary key
  Source source;
};

/// The declared name of a constraint, if any.
struct GivenName {
  std::optional<std::string> text;
  bool is_final = false;  ///< {"conv": "..."}: no naming convention changes it
  Source source;
};

struct DraftConstraint {
  Constraint constraint;
  GivenName given;
  std::vector<Word> naming_columns;    ///< of a check: the columns that its name is made of
  std::optional<Reference> reference;  ///< of a foreign key
  bool may_be_unresolved = false;      ///< of a foreign key: what it refers to may be missing, or no key
};

/// SQLAlchemy's Column.autoincrement.
enum class Autoincrement {
  kAuto,
  kOn,
  kOff,
  kIgnoreForeignKeys,  ///< `"ignore_fk"`: kAuto, whatever the column refers to
};

/// What a column declares beyond the model.
struct DraftColumn {
  std::string key;               ///< SQLAlchemy's Column.key
  std::optional<bool> nullable;  ///< where it is written
  Source nullable_source;
  std::string serial;  ///< the type of the sequence behind it; empty: none
  Autoincrement autoincrement = Autoincrement::kAuto;
  std::optional<Word> renamed_from = {};
};

/// A reference to a table that is not resolved yet.
struct TableReference {
  std::string schema;  ///< empty: the default schema
  std::string table;
  Source source;
};

struct DraftTable {
  Table table;                       ///< without constraints
  std::string written_schema;        ///< empty: the table's key names none
  std::vector<DraftColumn> columns;  ///< one for each of the table's
  std::vector<TableReference> parents;
  std::vector<DraftConstraint> constraints;
  /// The rules of lint that are not for it, or not for one of its constraints.
  std::vector<LintSelector> lint_off = {};
  std::optional<TableReference> renamed_from = {};  ///< no schema: the one that it is in
};

struct DraftEnum {
  Enum type;
  bool implied = false;  ///< by the type of a column, which may say it again
};

struct DraftSequence {
  Sequence sequence;
  std::optional<Reference> owner;
};

/// Everything that the files declare, before references are resolved and names are derived.
struct SchemaDraft {
  bool lists_schemas = false;  ///< else the default schema is there without being named
  std::vector<Schema> schemas;
  std::vector<Extension> extensions;
  std::vector<DraftEnum> enums;
  std::vector<Domain> domains;
  std::vector<CompositeType> composite_types;
  std::vector<RangeType> range_types;
  std::vector<DraftSequence> sequences;
  std::vector<DraftTable> tables;
  std::vector<UnmodelledObject> unmodelled;
  std::vector<NotUnderstoodObject> not_understood;
  bool lists_unmodelled = false;  ///< a file has a list of them
  bool declares_nothing = false;  ///< a file says that nothing is meant to be there
  std::optional<NamingConvention> naming;
  Source naming_source;
  bool naming_is_read = true;  ///< no fault in it
  LintSettings lint;
};

/// Returns the position of the column that a word means, by key first, then by name; nullopt if there is
/// none.
std::optional<std::size_t> find_position(const DraftTable& table, std::string_view word,
                                         const Dialect& dialect);
/// Returns the name of the column; reports a fault with the nearest known one if there is none. `who` reads
/// like `columns of index ix_a`.
std::optional<Name> find_name(const Reading& in, const DraftTable& table, const Word& word,
                              const std::string& who);
std::vector<Name> find_names(const Reading& in, const DraftTable& table, const std::vector<Word>& words,
                             const std::string& who);
/// Returns the suggestions of a message about an unknown column.
std::vector<std::string> column_words(const DraftTable& table);

}  // namespace tenon
