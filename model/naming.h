// Derives names of constraints from a naming convention, by the rules of SQLAlchemy.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon {

/// A custom token: its parts are joined with "_" and then converted. Each part is the name of a built-in
/// token (`table_name`, `column_0_N_name` ...; besides SQLAlchemy's there is `referred_fullnames`, every
/// `[schema.]table.column` that a foreign key refers to, joined with "_"), or literal text in single quotes,
/// or, if it contains a `%`, a template of its own.
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

/// A naming convention as SQLAlchemy's MetaData.naming_convention: templates by mnemonic ("ix" "uq" "ck" "fk"
/// "pk") or class name ("Constraint", "ForeignKeyConstraint" ...), and custom tokens by name. If empty, the
/// default convention applies.
struct NamingConvention {
  std::map<std::string, std::string> templates;
  std::map<std::string, CustomToken> tokens;

  friend bool operator==(const NamingConvention&, const NamingConvention&) = default;
};

/// Returns the convention that applies if none is given: {"ix": "ix_%(column_0_label)s"}.
NamingConvention default_convention();

/// Returns the keys of templates, mnemonics first.
const std::vector<std::string_view>& template_keys();

/// Throws Error(kDeclaration) if a template or a custom token of the convention names a token that does not
/// exist or that its kind of constraint does not have.
void check_template(const NamingConvention& convention, std::string_view key);

void check_token(const NamingConvention& convention, const std::string& name);

/// Everything that a name can be derived from.
struct NamingSubject {
  struct Column {
    std::string name;
    std::string key;  ///< SQLAlchemy's Column.key; mostly the name
  };
  std::string mnemonic;  ///< "ix" "uq" "ck" "fk" "pk", "ex" for an exclusion
  std::string schema;    ///< set only if the declaration names one, as it appears in labels
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

/// Returns the name by SQLAlchemy's rules, before any cut; nullopt if there is neither a name nor a template.
/// Throws Error(kDeclaration) where SQLAlchemy raises: for an unknown token, or a template that requires a
/// name.
std::optional<DerivedName> derived_name(const NamingConvention& convention, const NamingSubject& subject);

/// Returns a derived name cut as SQLAlchemy cuts it: the first max-8, "_", the last four hex digits of its
/// MD5. Counts bytes, as the servers do (SQLAlchemy counts characters: the same for ASCII), and never cuts
/// inside a UTF-8 character. `max` 0: no limit.
std::string truncated(const std::string& name, std::size_t max);

}  // namespace tenon
