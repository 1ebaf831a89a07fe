// Resolves names of types as PostgreSQL does, without a search_path.
#include "plan/lookup/type_names.h"

#include <algorithm>
#include <array>

#include "plan/lookup/identifiers.h"

namespace tenon {

namespace {

// An unqualified name means one of these before it can mean a user-defined type: pg_catalog is searched
// first unless search_path itself names it later (PostgreSQL, "The System Catalog Schema").
constexpr auto kBuiltIn = std::to_array<std::string_view>({
    "bigint",    "bigserial",   "bit",       "bool",     "boolean",   "box",       "bpchar",
    "bytea",     "char",        "character", "cidr",     "circle",    "date",      "datemultirange",
    "daterange", "decimal",     "double",    "float4",   "float8",    "inet",      "int",
    "int2",      "int4",        "int4range", "int8",     "int8range", "integer",   "interval",
    "json",      "jsonb",       "jsonpath",  "line",     "lseg",      "macaddr",   "macaddr8",
    "money",     "name",        "numeric",   "numrange", "oid",       "path",      "point",
    "polygon",   "real",        "regclass",  "serial",   "smallint",  "text",      "time",
    "timestamp", "timestamptz", "timetz",    "tsquery",  "tsrange",   "tstzrange", "tsvector",
    "uuid",      "varbit",      "varchar",   "xml",
});

}  // namespace

TypeNames::TypeNames(const Catalog& catalog) : dialect_(*catalog.dialect) { add(catalog); }

TypeNames::TypeNames(const Catalog& before, const Catalog& after) : dialect_(*before.dialect) {
  add(before);
  add(after);
}

void TypeNames::add(const Catalog& catalog) {
  for (const auto& type : catalog.enums) add(type.name, by_name_);
  for_each_type_list(catalog, [&](const auto& types) {
    for (const auto& type : types) add(type.name, by_name_);
  });
  if (!dialect_.has_row_types) return;
  for (const auto& table : catalog.tables) add(table.name, tables_);
}

void TypeNames::add(const QualifiedName& type, ByName& to) {
  auto& names = to[type.name.key];
  if (std::ranges::find(names, type) == names.end()) names.push_back(type);
}

std::optional<QualifiedName> TypeNames::of(const Type& type) const { return found(type, by_name_); }

std::optional<QualifiedName> TypeNames::row_of(const Type& type) const { return found(type, tables_); }

std::optional<QualifiedName> TypeNames::found(const Type& type, const ByName& among) const {
  if (among.empty()) return std::nullopt;
  const auto parts = type_parts(type, dialect_);
  const auto found = among.find(parts.back());
  if (found == among.end() || parts.size() > 2) return std::nullopt;
  const auto& names = found->second;
  const bool qualified = parts.size() == 2;
  if (!qualified && !type.text.starts_with(dialect_.lexis.quote()) &&
      std::ranges::find(kBuiltIn, parts[0]) != kBuiltIn.end())
    return std::nullopt;
  const std::string_view schema = qualified ? std::string_view(parts[0]) : dialect_.default_schema;
  const auto at = std::ranges::find(
      names, schema, [](const QualifiedName& name) -> std::string_view { return name.schema.key; });
  if (at != names.end()) return *at;
  return qualified ? std::nullopt : std::optional(names.front());
}

std::vector<QualifiedName> TypeNames::in(std::string_view sql) const {
  std::vector<QualifiedName> all;
  if (empty()) return all;
  for (const auto& mention : referenced_identifiers(sql, dialect_)) {
    const auto found = by_name_.find(mention.key);
    if (found == by_name_.end()) continue;
    const auto meant = std::ranges::find(found->second, mention.schema,
                                         [](const QualifiedName& name) { return name.schema.key; });
    if (meant != found->second.end())
      all.push_back(*meant);
    else
      all.insert(all.end(), found->second.begin(), found->second.end());
  }
  return all;
}

std::string base_of(const Type& type) {
  std::string base;
  int depth = 0;
  for (const char c : type.key) {
    depth += c == '(';
    if (depth == 0 && c != ' ') base += c;
    depth -= c == ')';
  }
  return base;
}

}  // namespace tenon
