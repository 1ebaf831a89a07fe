// Decides whether a change of type loses part of the values silently, and whether it rewrites the rows
// (PostgreSQL).

#include "model/type_loss.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

namespace {

/// The parts of a type key: `timestamp(3) without time zone[]` is `timestamp without time zone` with one
/// modifier.
struct Parts {
  std::string name;
  std::string modifiers;  ///< `10,2`; empty if there are none
};

Parts parts(std::string_view key) {
  while (key.ends_with("[]")) key.remove_suffix(2);
  Parts made;
  const auto open = key.find('(');
  if (open == std::string_view::npos) return {std::string(key), ""};
  const auto close = key.find(')', open);
  made.name = key.substr(0, open);
  if (close != std::string_view::npos) {
    made.modifiers = key.substr(open + 1, close - open - 1);
    made.name += key.substr(close + 1);
  }
  return made;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_string(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kNames{"text", "character varying", "character", "bpchar",
                                                          "name"};
  return among(kNames, name);
}

bool is_integer(std::string_view name) {
  static constexpr std::array<std::string_view, 3> kNames{"smallint", "integer", "bigint"};
  return among(kNames, name);
}

bool is_float(std::string_view name) { return name == "real" || name == "double precision"; }

/// Returns the number of digits after the decimal point; nullopt if the type does not limit it.
std::optional<int> scale(const Parts& type) {
  if (is_integer(type.name)) return 0;
  if (type.name != "numeric" || type.modifiers.empty()) return std::nullopt;
  const auto comma = type.modifiers.find(',');
  return comma == std::string::npos ? 0 : std::atoi(type.modifiers.c_str() + comma + 1);
}

bool rounds(const Parts& from, const Parts& to) {
  const bool counts = is_integer(from.name) || is_float(from.name) || from.name == "numeric";
  if (!counts && !is_string(from.name)) return false;
  if (to.name == "boolean") return counts;
  if (to.name == "real") return from.name != "real" && from.name != "smallint";
  if (to.name == "double precision")
    return from.name == "numeric" || from.name == "bigint" || is_string(from.name);
  if (is_integer(to.name) && is_string(from.name)) return false;  // refuses "1.5"
  if (!is_integer(to.name) && to.name != "numeric") return false;
  if (is_float(from.name)) return true;
  const auto kept = scale(to);
  const auto had = scale(from);
  return kept && (!had || *kept < *had);
}

bool has_time_of_day(const Parts& type) {
  return type.name.starts_with("timestamp") || type.name.starts_with("time ") || type.name == "interval" ||
         type.name.starts_with("interval ");
}

int precision(const Parts& type) { return type.modifiers.empty() ? 6 : std::atoi(type.modifiers.c_str()); }

bool forgets_time(const Parts& from, const Parts& to) {
  const bool timed = has_time_of_day(from);
  if (!timed && !is_string(from.name)) return false;
  if (to.name == "date") return true;
  if (!has_time_of_day(to)) return false;
  if (to.name.starts_with("time ") && from.name != to.name && from.name != "time without time zone")
    return true;
  if (to.name.starts_with("interval ") && to.name != from.name) return true;
  return precision(to) < (timed ? precision(from) : 6);
}

bool cuts(const Parts& from, const Parts& to) {
  if (to.name == "name" || to.name == "\"char\"") return is_string(from.name) && from.name != to.name;
  return to.name.starts_with("bit") && is_integer(from.name);
}

/// Whether the type is one of PostgreSQL's own, whose casts are known.
bool is_built_in(std::string_view name) {
  static constexpr std::array<std::string_view, 22> kNames{
      "boolean", "bytea",       "date",   "uuid", "json",     "jsonb",  "xml",      "inet",
      "cidr",    "macaddr",     "money",  "oid",  "point",    "bit",    "\"char\"", "macaddr8",
      "box",     "bit varying", "circle", "path", "tsvector", "tsquery"};
  return among(kNames, name) || is_string(name) || is_integer(name) || is_float(name) || name == "numeric" ||
         has_time_of_day({std::string(name), ""});
}

/// The limit of a type, `none` where it has no limit.
int limit(const Parts& type, int none) {
  return type.modifiers.empty() ? none : std::atoi(type.modifiers.c_str());
}

constexpr int kUnlimited = 1 << 30;

/// Whether the second of two types of one name takes every value of the first without a change.
bool is_wider(const Parts& from, const Parts& to) {
  if (to.name == "character varying" || to.name == "bit varying")
    return limit(from, kUnlimited) <= limit(to, kUnlimited);
  if (to.name == "numeric")
    return to.modifiers.empty() || (!from.modifiers.empty() && scale(from) == scale(to) &&
                                    limit(from, kUnlimited) <= limit(to, kUnlimited));
  if (has_time_of_day(to)) return precision(from) <= precision(to);
  return from.modifiers == to.modifiers;
}

/// Whether the values of one type are those of the other, byte for byte (pg_cast.castmethod b).
bool is_binary_cast(const Parts& from, const Parts& to) {
  if (from.name == "character varying" && to.name == "text") return true;
  if (from.name == "text" && to.name == "character varying") return to.modifiers.empty();
  return (from.name == "cidr" && to.name == "inet") ||
         (from.name == "xml" && is_string(to.name) && to.name != "name" && to.modifiers.empty()) ||
         (from.name == "integer" && to.name == "oid") || (from.name == "oid" && to.name == "integer");
}

bool is_zoned_timestamp(const Parts& a, const Parts& b) {
  return a.name == "timestamp without time zone" && b.name == "timestamp with time zone";
}

}  // namespace

RowRewrite row_rewrite(const Type& from, const Type& to) {
  if (from == to) return RowRewrite::kNever;
  const Parts a = parts(from.key);
  const Parts b = parts(to.key);
  if (from.key.ends_with("[]") != to.key.ends_with("[]")) return RowRewrite::kAlways;
  const bool is_array = from.key.ends_with("[]");
  if (!is_built_in(a.name) || !is_built_in(b.name)) return RowRewrite::kDepends;
  if (is_zoned_timestamp(a, b) || is_zoned_timestamp(b, a))
    return is_array ? RowRewrite::kAlways : RowRewrite::kDepends;
  if (is_array) return RowRewrite::kDepends;
  return (a.name == b.name ? is_wider(a, b) : is_binary_cast(a, b)) ? RowRewrite::kNever
                                                                    : RowRewrite::kAlways;
}

bool loses_silently(const Type& from, const Type& to) {
  if (from == to) return false;
  const Parts a = parts(from.key);
  const Parts b = parts(to.key);
  return rounds(a, b) || forgets_time(a, b) || cuts(a, b);
}

}  // namespace tenon
