// Writes columns, constraints, defaults and sequence options as PostgreSQL clauses.

#include "render/postgresql/clauses.h"

#include "render/postgresql/sequence.h"

#include <algorithm>
#include <array>

#include "model/overloaded.h"
#include "render/postgresql/not_null.h"
#include "render/sql/clauses.h"
#include "render/sql/text.h"
#include "sql/character.h"
#include "sql/quote.h"
#include "sql/searched_name.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Keywords that the grammar of DEFAULT (b_expr) allows only in parentheses.
bool needs_parentheses(const Token& token) {
  static constexpr std::array kWords{"and",     "or",       "not", "in",    "is",      "isnull",
                                     "notnull", "like",     "at",  "ilike", "similar", "between",
                                     "collate", "overlaps", "any", "some",  "all"};
  return std::ranges::any_of(kWords, [&](const char* word) { return is_word(token, word); });
}

std::string index_element(const IndexElement& element, const Identifiers& names) {
  std::string text =
      std::visit(Overloaded{
                     [&](const Name& column) { return names(column); },
                     [&](const Expression& expression) { return parenthesised(expression, names.dialect()); },
                 },
                 element.what);
  if (!element.collation.empty()) text += " COLLATE " + names(element.collation);
  if (!element.opclass.empty()) text += " " + operator_class(element, names);
  if (element.descending) text += " DESC";
  if (element.nulls_first != element.descending) text += element.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return text;
}

std::string index_elements(const std::vector<IndexElement>& elements, const Identifiers& names) {
  std::vector<std::string> parts;
  for (const IndexElement& element : elements) parts.push_back(index_element(element, names));
  return joined(parts, ", ");
}

std::string exclusion_elements(const std::vector<ExclusionElement>& elements, const Identifiers& names) {
  std::vector<std::string> parts;
  for (const ExclusionElement& element : elements)
    parts.push_back(index_element(element.element, names) + " WITH " +
                    sql_operator(element.with, names.dialect()));
  return joined(parts, ", ");
}

std::string include_clause(const std::vector<Name>& include, const Identifiers& names) {
  return include.empty() ? "" : " INCLUDE (" + names(include) + ")";
}

std::string using_clause(const Name& method, const Identifiers& names) {
  if (method.empty() || method.text == names.dialect().default_index_method) return "";
  return " USING " + names(method);
}

bool is_set(const Options& options, std::string_view key) { return option(options, key) != nullptr; }

/// Returns ` NOT ENFORCED` if needed (PostgreSQL 18).
std::string not_enforced(const Options& options) {
  return is_set(options, "enforced") ? " NOT ENFORCED" : "";
}

std::string key_columns(const std::vector<Name>& columns, const Options& options, const Identifiers& names) {
  return "(" + names(columns) + (is_set(options, "without_overlaps") ? " WITHOUT OVERLAPS)" : ")");
}

/// Returns `a, PERIOD b`: the last column of a temporal foreign key.
std::string period_columns(const std::vector<Name>& columns, const Identifiers& names) {
  const std::vector<Name> plain(columns.begin(), columns.end() - 1);
  return names(plain) + ", PERIOD " + names(columns.back());
}

std::string references(const ForeignKey& key, const Identifiers& names) {
  if (!is_set(key.options, "period")) return foreign_key_clause(key, names);
  return foreign_key_clause(key, period_columns(key.columns, names),
                            period_columns(key.referred_columns, names), names);
}

std::string foreign_key(const ForeignKey& key, const Identifiers& names) {
  return references(key, names) + not_enforced(key.options) + (key.validated ? "" : " NOT VALID");
}

std::string tablespace(const Options& options, const Identifiers& names) {
  const std::string* space = option(options, "tablespace");
  return space ? " TABLESPACE " + names(Name(*space)) : "";
}

std::string index_tablespace(const Options& options, const Identifiers& names) {
  const std::string clause = tablespace(options, names);
  return clause.empty() ? "" : " USING INDEX" + clause;
}

std::string key_clause(const PrimaryKey& key, const Identifiers& names) {
  return "PRIMARY KEY " + key_columns(key.columns, key.options, names) + include_clause(key.include, names) +
         storage_clause(key.options) + index_tablespace(key.options, names) +
         deferrability(key.deferrable, key.initially_deferred);
}

std::string unique_clause(const Unique& unique, const Identifiers& names) {
  return std::string("UNIQUE ") + (unique.nulls_not_distinct ? "NULLS NOT DISTINCT " : "") +
         key_columns(unique.columns, unique.options, names) + include_clause(unique.include, names) +
         storage_clause(unique.options) + index_tablespace(unique.options, names) +
         deferrability(unique.deferrable, unique.initially_deferred);
}

/// An index of a partitioned table is invalid if some partition has no attached index: it was created ON
/// ONLY.
std::string index_statement(const Index& index, const QualifiedName& table, const Identifiers& names) {
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (!index.name.empty()) text += names(index.name) + " ";
  text += (index.valid ? "ON " : "ON ONLY ") + names(table) + using_clause(index.method, names) + " (" +
          index_elements(index.elements, names) + ")" + include_clause(index.include, names);
  if (index.nulls_not_distinct) text += " NULLS NOT DISTINCT";
  text += storage_clause(index.options) + tablespace(index.options, names);
  if (index.where) text += " WHERE " + bare(*index.where, names.dialect());
  return text;
}

std::string check_clause(const Check& check, const Identifiers& names) {
  return "CHECK " + parenthesised(check.sqltext, names.dialect()) + (check.no_inherit ? " NO INHERIT" : "") +
         not_enforced(check.options) + (check.validated ? "" : " NOT VALID");
}

std::string exclusion_clause(const Exclusion& exclusion, const Identifiers& names) {
  std::string text = "EXCLUDE" + using_clause(exclusion.method, names) + " (" +
                     exclusion_elements(exclusion.elements, names) + ")" +
                     include_clause(exclusion.include, names) + storage_clause(exclusion.options) +
                     index_tablespace(exclusion.options, names);
  if (exclusion.where) text += " WHERE " + parenthesised(*exclusion.where, names.dialect());
  return text + deferrability(exclusion.deferrable, exclusion.initially_deferred);
}

/// Tells whether the value is a number or a word such as `off`.
bool is_plain_value(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || c == '.';
  });
}

std::string parameter(std::string_view name, const std::string& value) {
  return std::string(name) + " = " + (is_plain_value(value) ? value : literal(value));
}

}  // namespace

std::string postgres_default(const Expression& expression) {
  const std::string text = bare(expression, kPostgresql);
  int depth = 0;
  for (const Token& token : tokens(text, kPostgresql)) {
    if (token.text == "(" || token.text == "[") ++depth;
    if (token.text == ")" || token.text == "]") --depth;
    if (depth == 0 && needs_parentheses(token)) return "(" + text + ")";
  }
  return text;
}

std::string identity_clause(const Identity& identity) {
  std::vector<std::string> clauses = sequence_clauses(identity.sequence);
  std::erase_if(clauses, [](const std::string& clause) { return clause.starts_with("AS "); });
  return std::string("GENERATED ") + (identity.always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" +
         (clauses.empty() ? "" : " (" + joined(clauses, " ") + ")");
}

std::string postgres_column(const Column& column, const Identifiers& names) {
  std::string text = names(column.name) + " " + column.type.text;
  if (const std::string* method = option(column.options, "compression")) text += " COMPRESSION " + *method;
  if (!column.collation.empty()) text += " COLLATE " + names(column.collation);
  if (column.generated)
    text += " GENERATED ALWAYS AS " + parenthesised(column.generated->sqltext, names.dialect()) +
            (column.generated->stored ? " STORED" : " VIRTUAL");
  if (column.identity) text += " " + identity_clause(*column.identity);
  text += not_null_clause(column, names);
  if (column.default_value) text += " DEFAULT " + postgres_default(*column.default_value);
  return text;
}

std::string postgres_constraint(const Constraint& constraint, const QualifiedName& table,
                                const Identifiers& names) {
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return key_clause(c, names); },
                        [&](const Unique& c) { return unique_clause(c, names); },
                        [&](const Index& c) { return index_statement(c, table, names); },
                        [&](const Check& c) { return check_clause(c, names); },
                        [&](const Exclusion& c) { return exclusion_clause(c, names); },
                        [&](const ForeignKey& c) { return foreign_key(c, names); },
                    },
                    constraint);
}

bool stands_in_create_table(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey& c) { return c.valid; },
                        [](const Unique& c) { return c.valid; },
                        [](const Index&) { return false; },
                        [](const Check& c) { return c.validated; },
                        [](const Exclusion& c) { return c.valid; },
                        [](const ForeignKey& c) { return c.validated; },
                    },
                    constraint);
}

std::string storage_option(const Option& option) {
  return parameter(storage_parameter(option), option.value);
}

std::string operator_class(const IndexElement& element, const Identifiers& names) {
  std::vector<std::string> parts;
  for (const Option& option : element.opclass_options) parts.push_back(parameter(option.key, option.value));
  return names(element.opclass) + (parts.empty() ? "" : "(" + joined(parts, ", ") + ")");
}

std::string storage_clause(const Options& options) {
  std::vector<std::string> parts;
  for (const Option& option : options)
    if (!storage_parameter(option).empty()) parts.push_back(storage_option(option));
  return parts.empty() ? "" : " WITH (" + joined(parts, ", ") + ")";
}

}  // namespace tenon
