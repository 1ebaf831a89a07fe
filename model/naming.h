#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon {

/// A custom token: a UUID (version 5) over parts joined with "_"; each part is a token such as
/// `table_name`, `column_0_N_name`, `referred_fullnames`, or other text standing for itself.
struct Uuid5Token {
  std::string name_space;  ///< "oid", "dns", "url", "x500", or a UUID
  std::vector<std::string> parts;

  friend bool operator==(const Uuid5Token&, const Uuid5Token&) = default;
};

/// A naming convention as SQLAlchemy's MetaData.naming_convention: templates by mnemonic ("ix" "uq" "ck"
/// "fk" "pk", or a class name such as "Constraint", "ForeignKeyConstraint"), and custom tokens by name.
struct NamingConvention {
  std::map<std::string, std::string> templates;
  std::map<std::string, Uuid5Token> tokens;

  friend bool operator==(const NamingConvention&, const NamingConvention&) = default;
};

/// What holds where no convention is given: {"ix": "ix_%(column_0_label)s"}.
NamingConvention default_convention();

/// Everything a name can be made from.
struct NamingSubject {
  struct Column {
    std::string name;
    std::string key;
  };
  std::string mnemonic;  ///< "ix" "uq" "ck" "fk" "pk", "ex" for an exclusion
  std::string schema;    ///< only when the declaration names one: it shows in labels
  std::string table;
  std::vector<Column> columns;
  std::string referred_schema;  ///< as written in the reference
  std::string referred_table;
  std::vector<std::string> referred_columns;
  std::optional<std::string> given;  ///< the name in the declaration
  bool given_is_final = false;       ///< SQLAlchemy's conv(): used as it is
};

struct DerivedName {
  std::string text;
  NamedBy by;
};

/// The name by SQLAlchemy's rules, before any cut; nullopt when neither a name nor a template is there.
/// Throws Error(kDeclaration) where SQLAlchemy raises: an unknown token, a template that wants a name.
std::optional<DerivedName> derived_name(const NamingConvention& convention, const NamingSubject& subject);

/// A derived name cut as SQLAlchemy cuts it (first max-8, "_", last four hex digits of its MD5), counting
/// bytes, never inside a UTF-8 character. `max` 0: no limit.
std::string truncated(const std::string& name, std::size_t max);

/// The name that PostgreSQL gives to what has none (makeObjectName, ChooseConstraintName): `t_a_b_key`,
/// `t_pkey`, `t_a_fkey`, `t_a_check`, `t_a_idx`, cut to 63 bytes, with a number when `taken` says so.
std::string server_name(const Constraint& constraint, std::string_view table,
                        const std::vector<std::string>& taken);

/// Every constraint that has no name yet gets one: by the convention, or else the server's. For a live
/// catalog whose constraints may be nameless.
Catalog named(Catalog catalog, const NamingConvention& convention);

}  // namespace tenon
