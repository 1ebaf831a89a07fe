// Rules TN301, TN302, TN401 and TN501, about constraints that are not validated, invalid indexes, long names
// and tables without a key.

#include <algorithm>

#include "lint/rules.h"
#include "lint/scope.h"
#include "model/dialect.h"
#include "sql/quote.h"

namespace tenon {

void check_unvalidated(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables)
    for (const Constraint& constraint : table.constraints) {
      const auto* check = std::get_if<Check>(&constraint);
      const auto* key = std::get_if<ForeignKey>(&constraint);
      const Options* options = check ? &check->options : key ? &key->options : nullptr;
      if (!options || (check ? check->validated : key->validated)) continue;
      const bool enforced = option(*options, "enforced") == nullptr;
      findings.add("TN301", table, constraint,
                   enforced ? "it is NOT VALID: older rows were never checked"
                            : "it is NOT ENFORCED: no row is ever checked",
                   enforced ? "ALTER TABLE " + quoted(table.name, scope.dialect()) + " VALIDATE CONSTRAINT " +
                                  quoted(name_of(constraint), scope.dialect())
                            : "ALTER TABLE " + quoted(table.name, scope.dialect()) + " ALTER CONSTRAINT " +
                                  quoted(name_of(constraint), scope.dialect()) + " ENFORCED, or drop it");
    }
}

void check_invalid_indexes(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables)
    for (const Constraint& constraint : table.constraints) {
      if (is_valid(constraint)) continue;
      const bool has_parts = !scope.partitions(table).empty();
      findings.add("TN302", table, constraint,
                   has_parts ? "not every partition has an attached index yet"
                             : "it was never completed: a failed CREATE INDEX CONCURRENTLY leaves it invalid",
                   has_parts
                       ? "ALTER INDEX " +
                             quoted(QualifiedName{table.name.schema, name_of(constraint)}, scope.dialect()) +
                             " ATTACH PARTITION ..., for each missing partition"
                       : "REINDEX INDEX CONCURRENTLY " +
                             quoted(QualifiedName{table.name.schema, name_of(constraint)}, scope.dialect()) +
                             ", or drop it");
    }
}

void check_keyless_tables(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables) {
    if (primary_key(table) || is_partition(table)) continue;  // a partition's is that of its parent
    const Constraint* instead = nullptr;
    for (const Constraint& constraint : table.constraints) {
      const auto columns = referable_columns(constraint, scope.dialect());
      const bool complete = !columns.empty() && std::ranges::all_of(columns, [&](const Name& name) {
        const Column* column = find_column(table, name);
        return column && !scope.takes_null(*column);
      });
      if (complete && !instead) instead = &constraint;
    }
    findings.add("TN501", table,
                 instead ? "it has none; " + name_of(*instead).text + " identifies its rows"
                         : "it has none, and no other key identifies its rows",
                 instead ? "make the columns of " + name_of(*instead).text + " the primary key"
                 : scope.dialect().has_identity_columns
                     ? "a primary key; an identity column if no natural key exists"
                     : "a primary key; an INTEGER PRIMARY KEY if no natural key exists");
  }
}

namespace {

/// Returns the name that a server with a limit of `max` bytes stores: truncated before the character that
/// does not fit.
std::string kept(const std::string& text, std::size_t max) {
  std::size_t end = max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

void check_long_names(const Scope& scope, LintFindings& findings) {
  const std::size_t max = scope.dialect().max_name;
  for (const auto& written : scope.evidence().long_names) {
    const std::string text = kept(written.text, max);
    const std::string message = "\"" + written.text + "\" has " + std::to_string(written.text.size()) +
                                " bytes, and " + std::string(scope.dialect().name) + " keeps " +
                                std::to_string(max) + ": it becomes \"" + text + "\"";
    const std::string fix_hint = "a name of " + std::to_string(max) + " bytes at most";
    for (const Table& table : scope.catalog().tables) {
      if (table.name.name.text == text) findings.add("TN401", table, message, fix_hint);
      for (const Column& column : table.columns)
        if (column.name.text == text)
          findings.add("TN401", {Kind::kColumn, table.name.schema, table.name.name, column.name},
                       written.source, message, fix_hint);
      for (const Constraint& constraint : table.constraints)
        if (name_of(constraint).text == text) findings.add("TN401", table, constraint, message, fix_hint);
    }
  }
}

}  // namespace tenon
