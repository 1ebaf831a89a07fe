// Looks up the default storage of PostgreSQL's built-in types.

#include "sql/storage.h"

#include <algorithm>
#include <array>
#include <string>

namespace tenon {

namespace {

// pg_type.typstorage of the types of pg_catalog, by the names of format_type(). Of the types with plain
// storage, only those used for columns are listed; a column of such a type accepts no other storage.
constexpr auto kMain = std::to_array<std::string_view>({"cidr", "inet", "numeric"});
constexpr auto kExtended = std::to_array<std::string_view>({"bit",
                                                            "bit varying",
                                                            "bytea",
                                                            "character",
                                                            "character varying",
                                                            "datemultirange",
                                                            "daterange",
                                                            "int4multirange",
                                                            "int4range",
                                                            "int8multirange",
                                                            "int8range",
                                                            "json",
                                                            "jsonb",
                                                            "jsonpath",
                                                            "nummultirange",
                                                            "numrange",
                                                            "path",
                                                            "pg_snapshot",
                                                            "polygon",
                                                            "refcursor",
                                                            "text",
                                                            "tsmultirange",
                                                            "tsrange",
                                                            "tstzmultirange",
                                                            "tstzrange",
                                                            "tsvector",
                                                            "txid_snapshot",
                                                            "xml"});
constexpr auto kPlain = std::to_array<std::string_view>({"\"char\"",
                                                         "bigint",
                                                         "boolean",
                                                         "box",
                                                         "circle",
                                                         "date",
                                                         "double precision",
                                                         "integer",
                                                         "interval",
                                                         "line",
                                                         "lseg",
                                                         "macaddr",
                                                         "macaddr8",
                                                         "money",
                                                         "name",
                                                         "oid",
                                                         "pg_lsn",
                                                         "point",
                                                         "real",
                                                         "regclass",
                                                         "smallint",
                                                         "tsquery",
                                                         "uuid",
                                                         "xid",
                                                         "xid8",
                                                         "time without time zone",
                                                         "time with time zone",
                                                         "timestamp without time zone",
                                                         "timestamp with time zone"});

/// Returns the name of a type without its modifiers, which may be in the middle: `timestamp(3) with time
/// zone`.
std::string without_modifiers(std::string_view key) {
  const auto open = key.find('(');
  const auto close = key.find(')', open);
  if (open == std::string_view::npos || close == std::string_view::npos) return std::string(key);
  return std::string(key.substr(0, open)) + std::string(key.substr(close + 1));
}

}  // namespace

std::string_view standard_storage(const Type& type) {
  if (type.key.ends_with("[]")) return "extended";
  const std::string name = without_modifiers(type.key);
  const auto is = [&](const auto& all) { return std::ranges::find(all, name) != all.end(); };
  if (is(kMain)) return "main";
  if (is(kExtended)) return "extended";
  return is(kPlain) || name.starts_with("interval ") ? "plain" : "";
}

}  // namespace tenon
