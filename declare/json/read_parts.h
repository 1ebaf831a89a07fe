// Declares the readers of the parts of the declared JSON; each takes JSON values and fills the draft.

#pragma once

#include <string>
#include <string_view>

#include "declare/json/draft.h"

namespace tenon {

// Each reads one kind of object from its JSON into the draft; what is wrong becomes a fault and is left out.

/// A top-level name, `name` or `schema.name`. With "schema" in the object the key is the name as it is; with
/// "name" too the key is only a label.
struct WrittenName {
  QualifiedName name;
  std::string schema;  ///< as written; empty: none is
};
WrittenName read_qualified(const Reading& in, const JsonMember& entry, const std::string& who);

/// The labels of an enum; any text is one, each once.
std::vector<std::string> read_labels(const Reading& in, const JsonValue& value, const std::string& who);
void read_enum(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
void read_extension(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
void read_domain(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
/// The name that the server gives to a check of a domain: `word_check`, and a number where that is taken.
Name free_check_name(const Domain& domain, const Dialect& dialect);
/// A composite type or a range.
void read_user_type(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
void read_sequence(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
void read_table(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
NamingConvention read_naming(const Reading& in, const JsonValue& value);
void read_not_modelled(const Reading& in, const JsonValue& value, SchemaDraft& draft);
/// The former name of a column, or of a table where there are no schemas; nullopt: it had none.
std::optional<Word> read_renamed_from(const Reading& in, const ObjectReader& from);
/// Adds what a file says of the rules of `lint`.
void read_lint(const Reading& in, const JsonValue& value, LintSettings& to);
/// Adds what a table says of them: for itself and all that lives on it.
void read_table_lint(const Reading& in, const ObjectReader& from, DraftTable& table);
/// Adds what a constraint or an index says of them, for itself.
void read_object_lint(const Reading& in, const ObjectReader& from, DraftTable& table);
void read_schemas(const Reading& in, const JsonValue& value, SchemaDraft& draft);

/// A sequence's or identity's options, what is not written as the database fills it in for `type`.
SequenceOptions read_sequence_options(const Reading& in, const ObjectReader& from, const std::string& type);
/// The keys that it reads.
const std::vector<std::string_view>& sequence_option_keys();

/// A column with what stands inline: `keys` gets the column when it is one of the primary key.
void read_column(const Reading& in, const JsonMember& entry, SchemaDraft& draft, DraftTable& table,
                 std::vector<Word>& keys);
/// A type as text or as an object (boolean, enum); may add a check to the table and an enum to the draft.
Type read_type(const Reading& in, const JsonValue& value, SchemaDraft& draft, DraftTable& table,
               const Name& column);

/// Faults for settings of a table whose word the database does not have.
void check_table_settings(const Reading& in, const ObjectReader& from);
/// The same of a column.
void check_column_settings(const Reading& in, const ObjectReader& from);

/// DEFERRABLE, and what it is at first.
struct Deferral {
  bool deferrable = false;
  bool initially_deferred = false;
};
Deferral read_deferral(const Reading& in, const ObjectReader& from);
/// `a check of table t`, for messages.
std::string constraint_who(const DraftTable& table, const char* kind);
GivenName read_given_name(const Reading& in, const ObjectReader& from);
void read_primary_key(const Reading& in, const JsonValue* value, const std::vector<Word>& flagged,
                      DraftTable& table);
void read_unique(const Reading& in, const JsonValue& value, DraftTable& table);
void read_check(const Reading& in, const JsonValue& value, DraftTable& table);
void read_foreign_key(const Reading& in, const JsonValue& value, DraftTable& table);
/// `column`: the one that the key stands at.
void read_inline_foreign_key(const Reading& in, const JsonValue& value, DraftTable& table,
                             const Name& column);
void read_index(const Reading& in, const JsonValue& value, DraftTable& table);
void read_exclusion(const Reading& in, const JsonValue& value, DraftTable& table);
/// The index of `"index": true`.
void add_inline_index(const Reading& in, Place place, bool unique, DraftTable& table, const Name& column);
/// The constraint of `"unique": true`.
void add_inline_unique(const Reading& in, Place place, DraftTable& table, const Name& column);

/// `t.c`, `s.t.c`, a list of them, or {"table", "schema", "columns"}.
std::optional<Reference> read_reference(const Reading& in, const JsonValue& value, const std::string& who);

/// `t`, `s.t`, or {"table", "schema"}.
std::optional<TableReference> read_table_reference(const Reading& in, const JsonValue& value,
                                                   const std::string& who);

}  // namespace tenon
