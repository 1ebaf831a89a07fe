// Decides whether a change of type loses part of the values silently (PostgreSQL).

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

}  // namespace

bool loses_silently(const Type& from, const Type& to) {
  if (from == to) return false;
  const Parts a = parts(from.key);
  const Parts b = parts(to.key);
  return rounds(a, b) || forgets_time(a, b) || cuts(a, b);
}

}  // namespace tenon
