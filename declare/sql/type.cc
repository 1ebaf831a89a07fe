// Resolves type names of SQL to types of the simulated catalog, and finds default operator classes and
// collations.

#include "declare/sql/type.h"

#include <algorithm>
#include <array>
#include <utility>

#include "declare/json/read_type.h"
#include "model/dialect.h"
#include "model/serial.h"
#include "sql/quote.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Types of pg_catalog that format_type() prints under their SQL names.
constexpr auto kSpelled = std::to_array<Pair>({
    {"bool", "boolean"},
    {"bpchar", "character"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
});

/// The other types of pg_catalog, by their catalog names; sorted.
constexpr auto kNamed = std::to_array<std::string_view>({"aclitem",
                                                         "any",
                                                         "anyarray",
                                                         "anycompatible",
                                                         "anycompatiblearray",
                                                         "anyelement",
                                                         "anyenum",
                                                         "anymultirange",
                                                         "anynonarray",
                                                         "anyrange",
                                                         "bit",
                                                         "box",
                                                         "bytea",
                                                         "char",
                                                         "cid",
                                                         "cidr",
                                                         "circle",
                                                         "cstring",
                                                         "date",
                                                         "datemultirange",
                                                         "daterange",
                                                         "event_trigger",
                                                         "gtsvector",
                                                         "inet",
                                                         "int2vector",
                                                         "int4multirange",
                                                         "int4range",
                                                         "int8multirange",
                                                         "int8range",
                                                         "internal",
                                                         "interval",
                                                         "json",
                                                         "jsonb",
                                                         "jsonpath",
                                                         "line",
                                                         "lseg",
                                                         "macaddr",
                                                         "macaddr8",
                                                         "money",
                                                         "name",
                                                         "numeric",
                                                         "nummultirange",
                                                         "numrange",
                                                         "oid",
                                                         "oidvector",
                                                         "path",
                                                         "pg_lsn",
                                                         "pg_node_tree",
                                                         "pg_snapshot",
                                                         "point",
                                                         "polygon",
                                                         "record",
                                                         "refcursor",
                                                         "regclass",
                                                         "regcollation",
                                                         "regconfig",
                                                         "regdictionary",
                                                         "regnamespace",
                                                         "regoper",
                                                         "regoperator",
                                                         "regproc",
                                                         "regprocedure",
                                                         "regrole",
                                                         "regtype",
                                                         "text",
                                                         "tid",
                                                         "time",
                                                         "timestamp",
                                                         "timestamptz",
                                                         "timetz",
                                                         "trigger",
                                                         "tsmultirange",
                                                         "tsquery",
                                                         "tsrange",
                                                         "tstzmultirange",
                                                         "tstzrange",
                                                         "tsvector",
                                                         "txid_snapshot",
                                                         "unknown",
                                                         "uuid",
                                                         "void",
                                                         "xid",
                                                         "xid8",
                                                         "xml"});

bool is_builtin(std::string_view name) {
  return std::ranges::binary_search(kNamed, name) ||
         std::ranges::find(kSpelled, name, &Pair::first) != kSpelled.end();
}

std::string modifier(const SqlStatement& in, const PgNode& constant) {
  if (constant["ival"].has("ival")) return constant["ival"].text("ival");
  if (constant.has("ival")) return in.integer(constant.location());
  if (constant.has("fval")) return constant["fval"].text("fval");
  if (constant.has("sval")) return constant["sval"].text("sval");
  const std::vector<std::string> name = texts(constant["fields"]);
  return name.empty() ? "" : name.back();
}

/// Returns the fields of an interval type from its INTERVAL_MASK().
std::string interval_fields(long mask) {
  constexpr long kYear = 1L << 2, kMonth = 1L << 1, kDay = 1L << 3, kHour = 1L << 10, kMinute = 1L << 11,
                 kSecond = 1L << 12;
  const std::array<std::pair<long, const char*>, 13> known{{
      {kYear, " year"},
      {kMonth, " month"},
      {kDay, " day"},
      {kHour, " hour"},
      {kMinute, " minute"},
      {kSecond, " second"},
      {kYear | kMonth, " year to month"},
      {kDay | kHour, " day to hour"},
      {kDay | kHour | kMinute, " day to minute"},
      {kDay | kHour | kMinute | kSecond, " day to second"},
      {kHour | kMinute, " hour to minute"},
      {kHour | kMinute | kSecond, " hour to second"},
      {kMinute | kSecond, " minute to second"},
  }};
  for (const auto& [fields, words] : known)
    if (fields == mask) return words;
  return "";
}

std::string modifiers_of(const SqlStatement& in, const PgNode& type_name, std::string_view builtin) {
  std::vector<std::string> all;
  for (const PgNode& each : type_name["typmods"].items) all.push_back(modifier(in, each));
  if (all.empty()) return "";
  std::string fields;
  if (builtin == "interval") {
    fields = interval_fields(std::atol(all.front().c_str()));
    all.erase(all.begin());
  }
  if (builtin == "numeric" && all.size() == 1) all.emplace_back("0");
  std::string joined;
  for (const std::string& each : all) joined += (joined.empty() ? "" : ",") + each;
  return fields + (joined.empty() ? "" : "(" + joined + ")");
}

/// Looks up a type by name; the name of an array type begins with an underscore.
void find_type(const SqlStatement& in, const std::vector<std::string>& names, SqlType& type) {
  const std::string name = names.empty() ? "" : names.back();
  const std::string schema = names.size() > 1 ? names[names.size() - 2] : "";
  if ((schema.empty() || schema == "pg_catalog") && is_builtin(name)) {
    type.builtin = name;
  } else if (const auto found = in.catalog.find_type(schema, name)) {
    type.user = *found;
  } else if (name.starts_with("_") &&
             (is_builtin(name.substr(1)) || in.catalog.find_type(schema, name.substr(1)))) {
    type.array = true;
    std::vector<std::string> element = names;
    element.back() = name.substr(1);
    find_type(in, element, type);
  } else {
    type.user = {kPostgresql.name_of(schema), kPostgresql.name_of(name)};
  }
}

std::string spelled(const SqlType& type) {
  const std::string& name = type.builtin;
  if (name == "char" || (name == "bit" && type.modifiers.empty())) return "\"" + name + "\"";
  if (name == "bpchar" && type.modifiers.empty()) return "bpchar";
  for (const std::string_view clock : {"timestamp", "time"}) {
    if (name == clock) return name + type.modifiers + " without time zone";
    if (name == std::string(clock) + "tz") return std::string(clock) + type.modifiers + " with time zone";
  }
  const auto at = std::ranges::find(kSpelled, name, &Pair::first);
  return (at == kSpelled.end() ? name : std::string(at->second)) + type.modifiers;
}

/// Returns the pg_catalog type whose operator classes a type uses; a word in angle brackets stands for a
/// family of types.
std::string operand_type(const SimulatedCatalog& catalog, const SqlType& type) {
  if (type.array) return "<array>";
  if (!type.builtin.empty()) {
    const std::string& name = type.builtin;
    if (name == "varchar") return "text";
    if (name == "cidr") return "inet";
    if (name.starts_with("reg") && name != "regress") return "oid";
    if (name.ends_with("multirange")) return "<multirange>";
    return name.ends_with("range") ? "<range>" : name;
  }
  const auto at = catalog.types.find(type.user);
  if (at == catalog.types.end()) return catalog.relation(type.user) ? "record" : type.user.name.text;
  switch (at->second.kind) {
    case SqlTypeKind::kEnum:
      return "<enum>";
    case SqlTypeKind::kRange:
      return "<range>";
    case SqlTypeKind::kComposite:
      return "record";
    case SqlTypeKind::kDomain:
      if (!at->second.attributes.empty()) return operand_type(catalog, at->second.attributes.front().type);
      return "";
    default:
      return type.user.name.text;
  }
}

std::string default_opclass(std::string_view method, const std::string& operand) {
  std::string bare = operand;
  if (bare.starts_with("<")) bare = bare.substr(1, bare.size() - 2);
  if (method == "brin" && (bare == "box" || bare == "inet" || bare == "range"))
    return bare + "_inclusion_ops";
  if (method == "brin") return bare + "_minmax_ops";
  if (method == "spgist" && bare == "point") return "quad_point_ops";
  if ((method == "spgist" || method == "gist") && bare == "polygon") return "poly_ops";
  if (method == "gist" && bare == "inet") return "";
  return bare + "_ops";
}

/// Returns the name of a type in the default operator classes of btree_gist and of extensions with their own
/// types: `gist_int4_ops`, `gin_hstore_ops`, `gist__ltree_ops`.
std::string in_extensions_opclass(const SimulatedCatalog& catalog, const SqlType& type) {
  if (type.array) return type.builtin == "int4" ? "_int" : "_" + type.user.name.text;
  if (type.builtin == "cidr") return "cidr";
  const std::string operand = operand_type(catalog, type);
  if (operand == "money") return "cash";
  if (operand == "varbit") return "vbit";
  return operand == "<enum>" ? "enum" : operand;
}

bool is_extensions_default(const SimulatedCatalog& catalog, std::string_view method,
                           const std::string& opclass, const SqlType* type) {
  const auto matches = [&](std::string_view each) {
    return opclass == std::string(method) + "_" + std::string(each) + "_ops";
  };
  if (type) {
    // btree_gin has operator classes of its own for types that use another type's class elsewhere.
    const bool is_gins = method == "gin" && !type->array &&
                         (type->builtin == "varchar" || type->builtin == "cidr") &&
                         opclass == type->builtin + "_ops";
    // Only gist has no default operator class of its own for arrays.
    const bool is_known = !type->array || method == "gist";
    return is_gins || (is_known && matches(in_extensions_opclass(catalog, *type)));
  }
  constexpr auto kOthers =
      std::to_array<std::string_view>({"cash", "vbit", "enum", "hstore", "ltree", "cube", "seg"});
  return std::ranges::any_of(kOthers, matches) || std::ranges::any_of(kNamed, matches) ||
         std::ranges::any_of(kSpelled, [&](const Pair& each) { return matches(each.first); });
}

bool is_collatable(const SqlType& type) {
  return type.builtin == "text" || type.builtin == "varchar" || type.builtin == "bpchar";
}

}  // namespace

SqlType read_sql_type(const SqlStatement& in, const PgNode& type_name) {
  SqlType type;
  type.array = !type_name["arrayBounds"].items.empty();
  find_type(in, texts(type_name["names"]), type);
  type.modifiers = modifiers_of(in, type_name, type.builtin);
  return type;
}

std::string serial_type(const PgNode& type_name) {
  const std::vector<std::string> names = texts(type_name["names"]);
  if (names.size() != 1 || !type_name["arrayBounds"].items.empty()) return "";
  return std::string(serial_integer(names.front()));
}

std::string to_string(const SqlType& type) {
  std::string text;
  if (!type.builtin.empty()) return spelled(type) + (type.array ? "[]" : "");
  if (!type.user.schema.empty()) text = identifier(kPostgresql, type.user.schema.text) + ".";
  text += identifier(kPostgresql, type.user.name.text);
  return text + type.modifiers + (type.array ? "[]" : "");
}

bool is_default_opclass(const SimulatedCatalog& catalog, std::string_view method, const std::string& opclass,
                        const SqlType* type) {
  if (is_extensions_default(catalog, method, opclass, type)) return true;
  if (type) return default_opclass(method, operand_type(catalog, *type)) == opclass;
  const auto matches = [&](std::string_view each) {
    return default_opclass(method, std::string(each)) == opclass;
  };
  return std::ranges::any_of(kNamed, matches) ||
         std::ranges::any_of(kSpelled, [&](const Pair& each) { return matches(each.first); }) ||
         matches("<array>") || matches("<enum>") || matches("<range>");
}

QualifiedName column_collation(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                               const SqlType& type) {
  if (written.empty()) return {};
  const std::string& name = written.back();
  std::string schema = written.size() > 1 ? written[written.size() - 2] : "";
  if (schema.empty())
    for (const Name& each : catalog.lookup_path())
      for (const UnmodelledObject& other : catalog.unmodelled)
        if (schema.empty() && other.kind == "collation" &&
            other.name == QualifiedName{each, kPostgresql.name_of(name)})
          schema = each.text;
  const bool is_own = (name == "default" && is_collatable(type)) || (name == "C" && type.builtin == "name");
  if (is_own && (schema.empty() || schema == "pg_catalog")) return {};
  const QualifiedName made = searched_name(schema, name, kPostgresql);
  const auto at = catalog.types.find(type.user);
  const bool is_domains = at != catalog.types.end() && at->second.kind == SqlTypeKind::kDomain &&
                          !at->second.attributes.empty() &&
                          at->second.attributes.front().column.collation == made;
  return is_domains ? QualifiedName() : made;
}

}  // namespace tenon
