// A dialect: how SQL is spelled, what the database can do, and what differs between its versions.

#include "model/dialect.h"

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace tenon {

namespace {

/// Major and minor.
std::pair<int, int> release(std::string_view version) {
  int major = 0;
  int minor = 0;
  const char* const end = version.data() + version.size();
  const auto [dot, fault] = std::from_chars(version.data(), end, major);
  if (fault == std::errc() && dot != end && *dot == '.') std::from_chars(dot + 1, end, minor);
  return {major, minor};
}

}  // namespace

std::span<const Dialect* const> dialects() {
  static constexpr std::array<const Dialect*, 3> kDialects{&kPostgresql, &kSqlite, &kActian};
  return kDialects;
}

const Dialect& at_version(const Dialect& dialect, std::string_view version) {
  const Dialect* found = &dialect;
  if (version.empty()) return *found;
  for (const DialectVersion& from : dialect.versions)
    if (release(version) >= std::pair(from.major, from.minor)) found = from.dialect;
  return *found;
}

QualifiedName Dialect::qualified(std::string_view schema, std::string_view object) const {
  return {name_of(schema.empty() ? default_schema : schema), name_of(object)};
}

const Dialect* find_dialect(std::string_view name) {
  for (const Dialect* dialect : dialects())
    if (dialect->name == name) return dialect;
  return nullptr;
}

}  // namespace tenon
