// Writes names, options and references as declared JSON.

#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "model/catalog.h"
#include "model/naming.h"

namespace tenon {

/// Where a name goes among the members of an object, and what the object must say besides.
struct PlacedName {
  std::string key;
  bool says_schema = false;  ///< the key is the name as it is; "schema" stands inside
  bool says_name = false;    ///< the key is only a label; "name" stands inside too
};

/// `name` or `schema.name`, where that says it; `used` holds the keys that are taken.
PlacedName placed(const QualifiedName& name, const Dialect& dialect, std::set<std::string>& used);
/// Adds what the key does not say.
void add_name(nlohmann::ordered_json& to, const PlacedName& place, const QualifiedName& name,
              const Dialect& dialect);

/// How the options of one kind of object are written.
struct OptionForm {
  std::set<std::string_view> known;             ///< have a key of their own
  std::optional<std::string_view> with_prefix;  ///< those that begin so stand inside "with", without it
};

/// A dialect's options, under its name; what has no place in the form stands inside "options".
void add_options(nlohmann::ordered_json& to, const Options& options, const OptionForm& form,
                 const Dialect& dialect);

/// A text as a JSON number, true or false where that reads back as the same text; else a string.
nlohmann::ordered_json number_or_text(const std::string& text);

/// `t.c`, a list of such, or an object where names have dots in them.
nlohmann::ordered_json reference_json(const QualifiedName& table, const std::vector<Name>& columns,
                                      const Dialect& dialect);

/// `t`, `s.t`, or an object where names have dots in them.
nlohmann::ordered_json table_reference_json(const QualifiedName& table, const Dialect& dialect);

/// Adds "extensions", where there are any.
void add_extensions(nlohmann::ordered_json& whole, const Catalog& catalog);
/// Adds "domains" and "types", where there are any.
void add_user_types(nlohmann::ordered_json& whole, const Catalog& catalog);
/// Adds "inherits" or "partition_of".
void add_parents(nlohmann::ordered_json& table_json, const Table& table, const Dialect& dialect);

/// What differs from the options that the type has by itself.
void add_sequence_options(nlohmann::ordered_json& to, const SequenceOptions& options);

/// Adds the constraint to the list of its kind in its table's JSON (the primary key is alone).
void add_constraint(nlohmann::ordered_json& table_json, const Constraint& constraint, const Table& table,
                    const NamingConvention& convention, const Dialect& dialect);

/// The value of "name" that reads back as the constraint's name: text, or {"conv": text} where the convention
/// would change it; null where the name comes by itself.
nlohmann::ordered_json name_json(const Constraint& constraint, const Table& table,
                                 const NamingConvention& convention, const Dialect& dialect);

nlohmann::ordered_json naming_json(const NamingConvention& convention);
nlohmann::ordered_json column_json(const Column& column, const Table& table, const Dialect& dialect);

}  // namespace tenon
