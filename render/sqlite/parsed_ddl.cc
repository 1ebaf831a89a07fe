#include "render/sqlite/parsed_ddl.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/character.h"
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

/// Reads one scanned table into what it says.
class Reader {
 public:
  Reader(std::string_view sql, const Meanings& meanings) : sql_(sql), meanings_(meanings) {}

  SaidTable read(const ScannedTable& table) {
    for (const ScannedColumn& column : table.columns) names_.push_back(kSqlite.name_of(column.name.text));
    for (const ScannedColumn& column : table.columns) read(column);
    column_ = SaidConstraint::kOnTable;
    for (const ScannedClause& clause : table.constraints) read(clause, nullptr);
    add_implied_not_null(table);
    said_.name = lower(table.name.text);
    said_.options = std::string(table.without_rowid ? "without rowid " : "") + (table.strict ? "strict" : "");
    said_.options_span = table.options;
    said_.body = table.body;
    return std::move(said_);
  }

 private:
  /// Of the columns of a primary key that takes no NULL, as if it were written.
  void add_implied_not_null(const ScannedTable& table) {
    for (const SaidConstraint& constraint : said_.constraints) {
      const std::vector<std::string>& key = constraint.primary_key;
      for (SaidColumn& column : said_.columns) {
        if (std::ranges::find(key, column.name) == key.end()) continue;
        const bool is_rowid =
            key.size() == 1 && !constraint.descending && lower(column.type.span.of(sql_)) == "integer";
        const bool implied = is_rowid || table.without_rowid || table.strict;
        if (implied && column.not_null.means.empty()) column.not_null.means = "not null ";
      }
    }
  }

  void read(const ScannedColumn& column) {
    SaidColumn made;
    made.name = lower(column.name.text);
    made.name_span = column.name.span;
    made.span = column.span;
    made.type = {meanings_.of_type(column.type.of(sql_)), column.type};
    column_ = said_.columns.size();
    for (const ScannedClause& clause : column.clauses) read(clause, &made);
    said_.columns.push_back(std::move(made));
  }

  void read(const ScannedClause& clause, SaidColumn* column) {
    std::visit(Overloaded{
                   [&](const KeyClause& c) { add_key(clause, c, column); },
                   [&](const NotNullClause& c) {
                     if (column) column->not_null = {"not null " + resolution(c.on_conflict), clause.span};
                   },
                   [&](const NullClause&) {},
                   [&](const CheckClause& c) { add_check(clause, c); },
                   [&](const DefaultClause& c) {
                     if (column) column->default_value = {default_meaning(c), clause.span};
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

  /// ABORT is what happens when nothing is written.
  static std::string resolution(const std::string& written) { return written == "ABORT" ? "" : written; }

  /// BINARY is what a column has when nothing is written.
  static std::string own_collation(const std::string& written) {
    const std::string folded = lower(written);
    return folded == "binary" ? "" : folded;
  }

  /// A bare or quoted name behind DEFAULT is a string to SQLite.
  std::string default_meaning(const DefaultClause& clause) const {
    const std::vector<Token> all = tokens(clause.value.of(sql_), kSqlite);
    const bool is_name = all.size() == 1 && (all[0].kind == TokenKind::kIdentifier ||
                                             (all[0].kind == TokenKind::kWord && !is_constant_word(all[0])));
    const std::string meaning =
        meanings_.of_expression(is_name ? literal(content(all[0])) : std::string(clause.value.of(sql_)));
    return meaning == "null" ? "" : "default " + meaning;
  }

  std::string of_expression(Span span) const {
    return meanings_.of_expression(with_strings_told(span.of(sql_), names_));
  }

  std::string generated_meaning(const GeneratedClause& clause) const {
    return (clause.stored ? "stored " : "virtual ") + of_expression(clause.expression);
  }

  void add(const ScannedClause& clause, std::string core, std::string means) {
    SaidConstraint made;
    made.core = std::move(core);
    made.means = std::move(means);
    made.name = lower(clause.name.text);
    made.name_span = clause.name.span;
    made.span = clause.span;
    made.column = column_;
    said_.constraints.push_back(std::move(made));
  }

  /// A key said twice is one key.
  bool says_already(const std::string& means) const {
    return std::ranges::find(said_.constraints, means, &SaidConstraint::means) != said_.constraints.end();
  }

  void add_key(const ScannedClause& clause, const KeyClause& key, const SaidColumn* column) {
    std::string core = key.primary ? "primary key" : "unique";
    std::string means = core;
    std::vector<std::string> names;
    const auto add_column = [&](const std::string& name, const std::string& collation, bool descending) {
      const bool repeated = key.primary && std::ranges::find(names, name) != names.end();
      if (!repeated) core += "\n" + name;  // SQLite takes it once
      names.push_back(name);
      means += "\n" + name + " " + lower(collation) + (descending ? " desc" : "");
    };
    if (column) add_column(column->name, "", key.descending);
    for (const KeyColumn& each : key.columns)
      add_column(lower(each.name.text), each.collation, each.descending);
    means += "\n" + resolution(key.on_conflict) + (key.autoincrement ? " autoincrement" : "");
    if (clause.name.text.empty() && says_already(means)) return;
    add(clause, std::move(core), std::move(means));
    if (!key.primary) return;
    said_.constraints.back().primary_key = std::move(names);
    said_.constraints.back().descending = key.descending;
  }

  void add_check(const ScannedClause& clause, const CheckClause& check) {
    const std::string core = "check\n" + of_expression(check.expression);
    add(clause, core, core);
  }

  void add_reference(const ScannedClause& clause, const ReferencesClause& key, const SaidColumn* column) {
    std::string core = "foreign key";
    if (column) core += "\n" + column->name;
    for (const ScannedName& each : key.columns) core += "\n" + lower(each.text);
    std::string child = core;
    core += "\nto " + lower(key.table.text);
    std::string means = core;
    for (const ScannedName& each : key.referred_columns) means += "\n" + lower(each.text);
    means += "\n" + (key.match == "SIMPLE" ? "" : key.match) + "\n" + std::string(sql_text(key.onupdate)) +
             "\n" + std::string(sql_text(key.ondelete));
    if (key.deferrable && key.initially_deferred) means += "\ninitially deferred";
    add(clause, std::move(core), std::move(means));
    said_.constraints.back().child = std::move(child);
    said_.constraints.back().reference = reference_in(clause.span);
  }

  /// REFERENCES is no name unless it stands in quotes.
  Span reference_in(Span clause) const {
    for (const Token& token : tokens(clause.of(sql_), kSqlite))
      if (is_word(token, "references")) return {clause.begin + token.begin, clause.end};
    return {};
  }

  std::string_view sql_;
  const Meanings& meanings_;
  SaidTable said_;
  std::vector<Name> names_;
  std::size_t column_ = SaidConstraint::kOnTable;
};

}  // namespace

Meanings::Meanings(const Table& actual, const Table& declared) {
  learn(actual);
  learn(declared);
}

void Meanings::learn(const Expression& expression) {
  expressions_[canonical_key(expression.text, kSqlite)] = expression.key;
}

void Meanings::learn(const Table& table) {
  for (const Column& column : table.columns) {
    types_[type(column.type.text, kSqlite).key] = column.type.key;
    if (column.default_value) learn(*column.default_value);
    if (column.generated) learn(column.generated->sqltext);
  }
  for (const Constraint& constraint : table.constraints)
    if (const auto* check = std::get_if<Check>(&constraint)) learn(check->sqltext);
}

std::string Meanings::of_expression(std::string_view text) const {
  const std::string key = canonical_key(text, kSqlite);
  const auto found = expressions_.find(key);
  return found == expressions_.end() ? key : found->second;
}

std::string Meanings::of_type(std::string_view text) const {
  const std::string key = type(text, kSqlite).key;
  const auto found = types_.find(key);
  return found == types_.end() ? key : found->second;
}

std::optional<SaidTable> said(std::string_view create_table, const Meanings& meanings) {
  const auto scanned = scan_create_table(create_table);
  const auto* table = std::get_if<ScannedTable>(&scanned);
  if (!table) return std::nullopt;
  return Reader(create_table, meanings).read(*table);
}

}  // namespace tenon
