// The dialects as facts about what a database can do, and their versions.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "model/name.h"

namespace tenon {

/// What a database can do, as facts. No code asks which database it is: behaviour that differs as a whole is
/// in a file of that dialect.
struct Dialect {
  std::string_view name;              ///< "postgresql", "sqlite": SQLAlchemy's names
  std::string_view default_schema;    ///< "public"; empty: the dialect has no schemas
  bool folds_case = false;            ///< names compare without regard to ASCII case
  std::size_t max_name = 0;           ///< longest name kept; 0: no limit
  bool can_alter_constraints = true;  ///< ALTER TABLE ADD/DROP CONSTRAINT
  bool can_alter_checks = true;       ///< the same of checks at least
  bool can_alter_columns = true;      ///< ALTER COLUMN TYPE, SET NOT NULL, SET DEFAULT
  bool names_constraints = true;      ///< every constraint has a name in the catalog, given or made
  bool checks_references = true;      ///< a foreign key needs its parent and a key there when created
  bool keys_refuse_null = true;       ///< every primary key makes its columns NOT NULL
  bool keys_take_any_collation =
      true;                            ///< a foreign key may lean on a key that compares by another collation
  bool defers_on_command = true;       ///< SET CONSTRAINTS: DEFERRABLE alone means something
  bool index_names_per_schema = true;  ///< tables and indexes share one name space, per schema
  bool has_enums = true;
  bool has_sequences = true;
  bool sequences_follow_logging = true;  ///< a table's sequences are unlogged as it is (PostgreSQL 15)
  bool has_exclusions = true;
  bool has_comments = true;
  bool has_native_boolean = true;
  bool has_index_methods = true;
  bool lifts_collations = true;           ///< a COLLATE at the top of an index's expression is the element's
  std::string_view default_index_method;  ///< "btree"; empty without methods
  std::string_view default_collation;     ///< "binary": what is taken where none is said; empty: the type's
  bool quotes_with_brackets = false;      ///< `[a]` and a backquoted a are identifiers too
  bool prefixed_strings = true;           ///< E'' B'' U&'' N'' and U&"" beside X''
  bool dollar_quotes = true;              ///< $tag$text$tag$
  bool nested_comments = true;            ///< and a comment must end
  bool carriage_return_ends_comment = true;    ///< a comment after -- ends at CR as it does at LF
  bool byte_order_marks_are_blank = false;     ///< wherever a word could begin; else only before all else
  bool operators_of_any_length = true;         ///< a run of operator characters is one operator
  bool lone_quotes_may_be_strings = false;     ///< "a" is a string where there is no column a
  bool types_have_aliases = true;              ///< `int4` is `integer`; else a type is whatever was written
  std::span<const std::string_view> keywords;  ///< sorted, lower case: words that quotes would change

  /// Tells whether an unquoted lower-case word is a keyword.
  bool is_keyword(std::string_view word) const;
  bool has_schemas() const { return !default_schema.empty(); }
  /// Returns the name with the key by which this database compares it.
  Name name_of(std::string_view text) const;
  /// Returns the qualified name; an empty `schema` means the default schema.
  QualifiedName qualified(std::string_view schema, std::string_view name) const;
};

extern const Dialect kPostgresql;
extern const Dialect kSqlite;

/// Returns the dialect of that version of its library or server ("3.53.0"). An empty or unknown version gives
/// the oldest supported one.
const Dialect& at_version(const Dialect& dialect, std::string_view version);

/// Returns the dialect with SQLAlchemy's name, or nullptr.
const Dialect* find_dialect(std::string_view name);

}  // namespace tenon
