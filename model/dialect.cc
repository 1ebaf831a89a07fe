// The dialects as facts about what a database can do, and their versions.

#include "model/dialect.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "model/actian.h"
#include "model/keywords.h"

namespace tenon {

namespace {

constexpr Dialect kNewestPostgresql{
    .name = "postgresql",
    .default_schema = "public",
    .max_name = 63,
    .default_index_method = "btree",
    .default_collation = "",
    .keywords = kPostgresqlKeywords,
};

constexpr Dialect with_logged_sequences(Dialect dialect) {
  dialect.sequences_follow_logging = false;
  return dialect;
}

/// PostgreSQL before 15.
constexpr Dialect kPostgresqlLoggingSequences = with_logged_sequences(kNewestPostgresql);

}  // namespace

const Dialect kPostgresql = kNewestPostgresql;

namespace {

constexpr Dialect kOldestSqlite{
    .name = "sqlite",
    .default_schema = "",
    .folds_case = true,
    .can_alter_constraints = false,
    .can_alter_checks = false,
    .can_alter_columns = false,
    .names_constraints = false,
    .checks_references = false,
    .keys_refuse_null = false,
    .keys_take_any_collation = false,
    .defers_on_command = false,
    .has_enums = false,
    .has_sequences = false,
    .has_exclusions = false,
    .has_comments = false,
    .has_native_boolean = false,
    .has_index_methods = false,
    .lifts_collations = false,
    .default_index_method = "",
    .default_collation = "binary",
    .quotes_with_brackets = true,
    .prefixed_strings = false,
    .dollar_quotes = false,
    .nested_comments = false,
    .carriage_return_ends_comment = false,
    .byte_order_marks_are_blank = true,
    .operators_of_any_length = false,
    .lone_quotes_may_be_strings = true,
    .types_have_aliases = false,
    .keywords = kSqliteKeywords,
};

constexpr Dialect with_checks_altered(Dialect dialect) {
  dialect.can_alter_checks = true;
  return dialect;
}

/// SQLite from 3.53 on.
constexpr Dialect kSqliteAlteringChecks = with_checks_altered(kOldestSqlite);

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

const Dialect kSqlite = kOldestSqlite;

const Dialect& at_version(const Dialect& dialect, std::string_view version) {
  if (&dialect == &kSqlite && release(version) >= std::pair(3, 53)) return kSqliteAlteringChecks;
  if (&dialect == &kPostgresql && !version.empty() && release(version) < std::pair(15, 0))
    return kPostgresqlLoggingSequences;
  return dialect;
}

Name Dialect::name_of(std::string_view text) const {
  if (!folds_case) return Name(std::string(text));
  std::string key(text);
  std::ranges::transform(key, key.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return Name(std::string(text), std::move(key));
}

bool Dialect::is_keyword(std::string_view word) const { return std::ranges::binary_search(keywords, word); }

QualifiedName Dialect::qualified(std::string_view schema, std::string_view object) const {
  return {name_of(schema.empty() ? default_schema : schema), name_of(object)};
}

const Dialect* find_dialect(std::string_view name) {
  for (const Dialect* dialect : {&kPostgresql, &kSqlite, &kActian})
    if (dialect->name == name) return dialect;
  return nullptr;
}

}  // namespace tenon
