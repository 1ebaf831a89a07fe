// Chooses the cast of ALTER COLUMN TYPE ... USING.

#include "render/postgresql/casts.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tenon {

namespace {

/// A type without its modifiers: `timestamp(3) without time zone[]` is `timestamp without time zone` and an
/// array.
struct Shape {
  std::string name;
  bool array = false;

  friend bool operator==(const Shape&, const Shape&) = default;
};

Shape shape(const Type& type) {
  Shape made;
  int depth = 0;
  for (const char c : type.key) {
    if (c == '(') ++depth;
    if (depth == 0) made.name += c;
    if (c == ')') --depth;
  }
  while (made.name.ends_with("[]")) {
    made.array = true;
    made.name.resize(made.name.size() - 2);
  }
  while (made.name.ends_with(' ')) made.name.pop_back();
  return made;
}

bool is_string(std::string_view name) {
  static constexpr std::array kNames{"text", "character varying", "character", "bpchar", "name"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool is_number(std::string_view name) {
  static constexpr std::array kNames{"smallint", "integer", "bigint", "numeric", "real", "double precision"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool is_time_stamp(std::string_view name) {
  static constexpr std::array kNames{"date", "timestamp without time zone", "timestamp with time zone"};
  return std::ranges::find(kNames, name) != kNames.end();
}

bool is_json(std::string_view name) { return name == "json" || name == "jsonb"; }

bool is_bits(std::string_view name) { return name == "bit" || name == "bit varying"; }

/// Tells whether a type is user-defined: an enum, a domain, a composite type.
bool is_users(std::string_view name) { return name.find_first_of(".\"") != std::string_view::npos; }

/// Tells whether an assignment cast exists from one type to the other.
bool casts_on_assignment(const Shape& a, const Shape& b) {
  if (a == b) return true;
  if (is_string(b.name) && a.array >= b.array) return true;
  if (a.array != b.array) return false;
  return (is_number(a.name) && is_number(b.name)) || (is_time_stamp(a.name) && is_time_stamp(b.name)) ||
         (is_json(a.name) && is_json(b.name)) || (is_bits(a.name) && is_bits(b.name));
}

}  // namespace

std::string written_cast(const Type& from, const Type& to) {
  const Shape a = shape(from);
  const Shape b = shape(to);
  if (casts_on_assignment(a, b)) return "";
  const std::string dimensions = b.array ? "[]" : "";
  if (!is_string(a.name) && (is_users(a.name) || is_users(b.name)))
    return "::text" + (a.array ? dimensions : "") + "::" + to.text;
  // An explicit cast to a length truncates; the assignment that follows raises an error.
  if (is_bits(b.name) && is_string(a.name)) return "::bit varying" + dimensions;
  if (b.name == "character varying" || b.name == "character") return "::character varying" + dimensions;
  return "::" + to.text;
}

}  // namespace tenon
