// Parses a SQLite CREATE TABLE into a canonical form with source positions.

#include "render/sqlite/parsed_ddl.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/create_table.h"
#include "sql/key.h"
#include "sql/lone_strings.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool is_constant_word(const Token& token) {
  return std::ranges::any_of(
      std::array{"null", "true", "false", "current_date", "current_time", "current_timestamp"},
      [&](const char* word) { return is_word(token, word); });
}

/// Turns one scanned table into its canonical form.
class DdlParser {
 public:
  DdlParser(std::string_view sql, const CanonicalForms& forms) : sql_(sql), forms_(forms) {}

  ParsedTable read(const ScannedTable& table) {
    for (const ScannedColumn& column : table.columns) names_.push_back(kSqlite.name_of(column.name.text));
    for (const ScannedColumn& column : table.columns) read(column);
    column_ = ParsedConstraint::kOnTable;
    for (const ScannedClause& clause : table.constraints) read(clause, nullptr);
    add_implied_not_null(table);
    parsed_.name = lower(table.name.text);
    parsed_.options =
        std::string(table.without_rowid ? "without rowid " : "") + (table.strict ? "strict" : "");
    parsed_.options_span = table.options;
    parsed_.body = table.body;
    return std::move(parsed_);
  }

 private:
  /// Marks the columns of a primary key that rejects NULL as if NOT NULL were written.
  void add_implied_not_null(const ScannedTable& table) {
    for (const ParsedConstraint& constraint : parsed_.constraints) {
      const std::vector<std::string>& key = constraint.primary_key;
      for (ParsedColumn& column : parsed_.columns) {
        if (std::ranges::find(key, column.name) == key.end()) continue;
        const bool is_rowid =
            key.size() == 1 && !constraint.descending && lower(column.type.span.of(sql_)) == "integer";
        const bool implied = is_rowid || table.without_rowid || table.strict;
        if (implied && column.not_null.canonical.empty()) column.not_null.canonical = "not null ";
      }
    }
  }

  void read(const ScannedColumn& column) {
    ParsedColumn made;
    made.name = lower(column.name.text);
    made.name_span = column.name.span;
    made.span = column.span;
    made.type = {forms_.of_type(column.type.of(sql_)), column.type};
    column_ = parsed_.columns.size();
    for (const ScannedClause& clause : column.clauses) read(clause, &made);
    parsed_.columns.push_back(std::move(made));
  }

  void read(const ScannedClause& clause, ParsedColumn* column) {
    std::visit(Overloaded{
                   [&](const KeyClause& c) { add_key(clause, c, column); },
                   [&](const NotNullClause& c) {
                     if (column) column->not_null = {"not null " + resolution(c.on_conflict), clause.span};
                   },
                   [&](const NullClause&) {},
                   [&](const CheckClause& c) { add_check(clause, c); },
                   [&](const DefaultClause& c) {
                     if (column) column->default_value = {canonical_default(c), clause.span};
                   },
                   [&](const CollateClause& c) {
                     if (column) column->collation = {own_collation(c.collation), clause.span};
                   },
                   [&](const ReferencesClause& c) { add_reference(clause, c, column); },
                   [&](const DeferralClause&) {},
                   [&](const GeneratedClause& c) {
                     if (column) column->generated = {generated_meaning(c), clause.span};
                   },
                   [&](const BareNameClause&) {},
               },
               clause.what);
  }

  /// ABORT is the default conflict resolution.
  static std::string resolution(const std::string& written) { return written == "ABORT" ? "" : written; }

  /// BINARY is the default collation.
  static std::string own_collation(const std::string& written) {
    const std::string folded = lower(written);
    return folded == "binary" ? "" : folded;
  }

  /// SQLite treats a bare or double-quoted name after DEFAULT as a string.
  std::string canonical_default(const DefaultClause& clause) const {
    const std::vector<Token> all = tokens(clause.value.of(sql_), kSqlite);
    const bool is_name = all.size() == 1 && (all[0].kind == TokenKind::kIdentifier ||
                                             (all[0].kind == TokenKind::kWord && !is_constant_word(all[0])));
    const std::string meaning =
        forms_.of_expression(is_name ? literal(content(all[0])) : std::string(clause.value.of(sql_)));
    return meaning == "null" ? "" : "default " + meaning;
  }

  std::string of_expression(Span span) const {
    return forms_.of_expression(with_string_literals(span.of(sql_), names_));
  }

  std::string generated_meaning(const GeneratedClause& clause) const {
    return (clause.stored ? "stored " : "virtual ") + of_expression(clause.expression);
  }

  void add(const ScannedClause& clause, std::string identity, std::string canonical) {
    ParsedConstraint made;
    made.identity = std::move(identity);
    made.canonical = std::move(canonical);
    made.name = lower(clause.name.text);
    made.name_span = clause.name.span;
    made.span = clause.span;
    made.column = column_;
    parsed_.constraints.push_back(std::move(made));
  }

  /// Tells whether an equal key exists already: SQLite makes one index for both.
  bool is_repeated(const std::string& canonical) const {
    return std::ranges::find(parsed_.constraints, canonical, &ParsedConstraint::canonical) !=
           parsed_.constraints.end();
  }

  void add_key(const ScannedClause& clause, const KeyClause& key, const ParsedColumn* column) {
    std::string identity = key.primary ? "primary key" : "unique";
    std::string canonical = identity;
    std::vector<std::string> names;
    const auto add_column = [&](const std::string& name, const std::string& collation, bool descending) {
      const bool repeated = key.primary && std::ranges::find(names, name) != names.end();
      if (!repeated) identity += "\n" + name;  // SQLite ignores a repeated column
      names.push_back(name);
      canonical += "\n" + name + " " + lower(collation) + (descending ? " desc" : "");
    };
    if (column) add_column(column->name, "", key.descending);
    for (const KeyColumn& each : key.columns)
      add_column(lower(each.name.text), each.collation, each.descending);
    canonical += "\n" + resolution(key.on_conflict) + (key.autoincrement ? " autoincrement" : "");
    if (clause.name.text.empty() && is_repeated(canonical)) return;
    add(clause, std::move(identity), std::move(canonical));
    if (!key.primary) return;
    parsed_.constraints.back().primary_key = std::move(names);
    parsed_.constraints.back().descending = key.descending;
  }

  void add_check(const ScannedClause& clause, const CheckClause& check) {
    const std::string identity = "check\n" + of_expression(check.expression);
    add(clause, identity, identity);
  }

  void add_reference(const ScannedClause& clause, const ReferencesClause& key, const ParsedColumn* column) {
    std::string identity = "foreign key";
    if (column) identity += "\n" + column->name;
    for (const ScannedName& each : key.columns) identity += "\n" + lower(each.text);
    std::string child = identity;
    identity += "\nto " + lower(key.table.text);
    std::string canonical = identity;
    for (const ScannedName& each : key.referred_columns) canonical += "\n" + lower(each.text);
    canonical += "\n" + (key.match == "SIMPLE" ? "" : key.match) + "\n" +
                 std::string(sql_text(key.onupdate)) + "\n" + std::string(sql_text(key.ondelete));
    if (key.deferrable && key.initially_deferred) canonical += "\ninitially deferred";
    add(clause, std::move(identity), std::move(canonical));
    parsed_.constraints.back().child = std::move(child);
    parsed_.constraints.back().reference = reference_in(clause.span);
  }

  /// REFERENCES is a keyword unless it is quoted.
  Span reference_in(Span clause) const {
    for (const Token& token : tokens(clause.of(sql_), kSqlite))
      if (is_word(token, "references")) return {clause.begin + token.begin, clause.end};
    return {};
  }

  std::string_view sql_;
  const CanonicalForms& forms_;
  ParsedTable parsed_;
  std::vector<Name> names_;
  std::size_t column_ = ParsedConstraint::kOnTable;
};

}  // namespace

CanonicalForms::CanonicalForms(const Table& actual, const Table& declared) {
  learn(actual);
  learn(declared);
}

void CanonicalForms::learn(const Expression& expression) {
  expressions_[canonical_key(expression.text, kSqlite)] = expression.key;
}

void CanonicalForms::learn(const Table& table) {
  for (const Column& column : table.columns) {
    types_[type(column.type.text, kSqlite).key] = column.type.key;
    if (column.default_value) learn(*column.default_value);
    if (column.generated) learn(column.generated->sqltext);
  }
  for (const Constraint& constraint : table.constraints)
    if (const auto* check = std::get_if<Check>(&constraint)) learn(check->sqltext);
}

std::string CanonicalForms::of_expression(std::string_view text) const {
  const std::string key = canonical_key(text, kSqlite);
  const auto found = expressions_.find(key);
  return found == expressions_.end() ? key : found->second;
}

std::string CanonicalForms::of_type(std::string_view text) const {
  const std::string key = type(text, kSqlite).key;
  const auto found = types_.find(key);
  return found == types_.end() ? key : found->second;
}

std::optional<ParsedTable> parsed_ddl(std::string_view create_table, const CanonicalForms& forms) {
  const auto scanned = scan_create_table(create_table);
  const auto* table = std::get_if<ScannedTable>(&scanned);
  if (!table) return std::nullopt;
  return DdlParser(create_table, forms).read(*table);
}

}  // namespace tenon
