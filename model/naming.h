// Derives names of constraints from a naming convention, by the rules of SQLAlchemy.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon {

/// A custom token: its parts joined with "_", then made into a text. Each part is the name of a built-in
/// token (`table_name`, `column_0_N_name` ...; besides SQLAlchemy's there is `referred_fullnames`, every
/// `[schema.]table.column` that a foreign key refers to, joined with "_"), or text in single quotes that
/// stands for itself, or, when it has a `%` in it, a template of its own.
struct CustomToken {
  enum class Make {
    kUuid5,  ///< UUID version 5 (SHA-1) in `name_space`
    kUpper,  ///< ASCII letters in upper case
    kLower,  ///< ASCII letters in lower case
    kText,   ///< as it is
  };
  Make make = Make::kUuid5;
  std::string name_space = "oid";  ///< of a UUID: "oid", "dns", "url", "x500", or a UUID
  std::vector<std::string> parts;

  friend bool operator==(const CustomToken&, const CustomToken&) = default;
};

/// A naming convention as SQLAlchemy's MetaData.naming_convention: templates by mnemonic ("ix" "uq" "ck"
/// "fk" "pk") or class name ("Constraint", "ForeignKeyConstraint" ...), and custom tokens by name. Empty:
/// the default convention.
struct NamingConvention {
  std::map<std::string, std::string> templates;
  std::map<std::string, CustomToken> tokens;

  friend bool operator==(const NamingConvention&, const NamingConvention&) = default;
};

/// Returns the convention that applies if none is given: {"ix": "ix_%(column_0_label)s"}.
NamingConvention default_convention();

/// Returns the keys of templates, mnemonics first.
const std::vector<std::string_view>& template_keys();

/// Throws Error(kDeclaration) when a template or a custom token of the convention names a token that does
/// not exist, or one that its kind of constraint does not have.
void check_template(const NamingConvention& convention, std::string_view key);
void check_token(const NamingConvention& convention, const std::string& name);

/// Everything that a name can be derived from.
struct NamingSubject {
  struct Column {
    std::string name;
    std::string key;  ///< SQLAlchemy's Column.key; mostly the name
  };
  std::string mnemonic;  ///< "ix" "uq" "ck" "fk" "pk", "ex" for an exclusion
  std::string schema;    ///< only when the declaration names one: it shows in labels
  std::string table;
  std::vector<Column> columns;
  std::string referred_schema;  ///< as written in the reference
  std::string referred_table;
  std::vector<Column> referred_columns;
  std::optional<std::string> given;  ///< the name in the declaration
  bool given_is_final = false;       ///< SQLAlchemy's conv(): used as it is
};

/// Returns the subject for the name of a constraint of a catalog: the key of each column is its name, a check
/// has no columns (its text is not examined), and `given` is absent. `schema` is spelled as in the
/// declaration.
NamingSubject naming_subject(const Constraint& constraint, const Table& table, std::string_view schema);

struct DerivedName {
  std::string text;
  NamedBy by;  ///< kConvention: a template made it; kUser: the name as given

  friend bool operator==(const DerivedName&, const DerivedName&) = default;
};

/// The name by SQLAlchemy's rules, before any cut; nullopt when neither a name nor a template is there.
/// Throws Error(kDeclaration) where SQLAlchemy raises: an unknown token, a template that wants a name.
std::optional<DerivedName> derived_name(const NamingConvention& convention, const NamingSubject& subject);

/// A derived name cut as SQLAlchemy cuts it: the first max-8, "_", the last four hex digits of its MD5.
/// Counts bytes, as the servers do (SQLAlchemy counts characters: the same for ASCII), and never cuts inside
/// a UTF-8 character. `max` 0: no limit.
std::string truncated(const std::string& name, std::size_t max);

/// Tells whether another object has this name.
using Taken = std::function<bool(const std::string&)>;

/// The name that PostgreSQL gives to what has none (makeObjectName, ChooseConstraintName, ChooseIndexName):
/// `t_pkey`, `t_a_b_key`, `t_a_fkey`, `t_a_check`, `t_a_excl`, `t_a_idx`, the longer of table and columns
/// cut first so that all fits into 63 bytes, and with a number behind the last word when it is taken.
std::string server_name(const Constraint& constraint, const Table& table, const Taken& taken);
/// Whether a constraint's name is one that server_name() gives it, with whatever number.
bool is_server_name(const Constraint& constraint, const Table& table);
/// The name of the sequence behind a serial column: `t_a_seq`.
std::string server_sequence_name(std::string_view table, std::string_view column, const Taken& taken);

/// Gives every nameless constraint a name: by the convention, else as server_named() does. A template that
/// requires a given name leaves the constraint to the server's rule. This is for live catalogs with nameless
/// constraints. Names are unique where the database requires it: a number is appended, in the order of the
/// definitions.
Catalog named(Catalog catalog, const NamingConvention& convention);
/// Gives every nameless constraint the name that the server would choose.
Catalog server_named(Catalog catalog);

}  // namespace tenon
