// Pairs what a database holds with the statements that made it, and copies their places.

#include "declare/sqlite/locations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/create_index.h"
#include "sql/create_table.h"
#include "sql/key.h"

namespace tenon {

namespace {

/// The declaration of a table or an index in a file.
template <class Scanned>
struct Said {
  const Document* document = nullptr;
  Span span;
  Scanned scanned;

  std::string_view text() const { return span.of(document->text); }
  Source at(std::size_t offset) const { return source_at(*document, span.begin + offset); }
};

std::vector<Name> names_of(const std::vector<ScannedName>& scanned) {
  std::vector<Name> names;
  for (const ScannedName& name : scanned) names.push_back(kSqlite.name_of(name.text));
  return names;
}

/// Tells whether a clause declares a constraint, by its name or by its columns and texts.
class IsWritten {
 public:
  IsWritten(const Constraint& constraint, std::string_view sql) : constraint_(constraint), sql_(sql) {}

  bool in(const ScannedClause& clause, const ScannedColumn* column) const {
    if (kSqlite.name_of(clause.name.text) != name_of(constraint_)) return false;
    return std::visit(Overloaded{
                          [&](const KeyClause& c) { return is(c, column); },
                          [&](const CheckClause& c) { return is(c); },
                          [&](const ReferencesClause& c) { return is(c, column); },
                          [](const auto&) { return false; },
                      },
                      clause.what);
  }

 private:
  std::vector<Name> columns(const ScannedColumn* column, std::vector<Name> written) const {
    return column ? std::vector<Name>{kSqlite.name_of(column->name.text)} : std::move(written);
  }

  bool is(const KeyClause& clause, const ScannedColumn* column) const {
    std::vector<Name> written;
    for (const KeyColumn& each : clause.columns) written.push_back(kSqlite.name_of(each.name.text));
    written = columns(column, std::move(written));
    if (clause.primary) return std::holds_alternative<PrimaryKey>(constraint_);
    const auto* unique = std::get_if<Unique>(&constraint_);
    return unique && unique->columns == written;
  }

  bool is(const CheckClause& clause) const {
    const auto* check = std::get_if<Check>(&constraint_);
    return check && check->sqltext == expression(clause.expression.of(sql_), kSqlite);
  }

  bool is(const ReferencesClause& clause, const ScannedColumn* column) const {
    const auto* key = std::get_if<ForeignKey>(&constraint_);
    return key && key->columns == columns(column, names_of(clause.columns)) &&
           key->referred_table.name == kSqlite.name_of(clause.table.text);
  }

  const Constraint& constraint_;
  std::string_view sql_;
};

class Placer {
 public:
  explicit Placer(const std::vector<DeclaredStatement>& statements) {
    for (const DeclaredStatement& each : statements) {
      const std::string_view text = each.span.of(each.document->text);
      if (auto table = scan_create_table(text); auto* scanned = std::get_if<ScannedTable>(&table))
        add(tables_, each, std::move(*scanned));
      if (auto index = scan_create_index(text); auto* scanned = std::get_if<ScannedIndex>(&index))
        add(indexes_, each, std::move(*scanned));
    }
  }

  void place(Table& table) const {
    const auto said = tables_.find(table.name.name);
    if (said != tables_.end()) {
      table.source = said->second.at(said->second.scanned.name.span.begin);
      for (Column& column : table.columns) place(column, said->second);
    }
    for (Constraint& constraint : table.constraints) {
      if (auto* index = std::get_if<Index>(&constraint))
        place(*index);
      else if (said != tables_.end())
        place(constraint, said->second);
    }
  }

 private:
  template <class Scanned>
  static void add(std::map<Name, Said<Scanned>>& all, const DeclaredStatement& statement, Scanned scanned) {
    const Name name = kSqlite.name_of(scanned.name.text);
    all[name] = {statement.document, statement.span, std::move(scanned)};
  }

  static void set_source(Constraint& constraint, const Source& source) {
    std::visit([&](auto& each) { each.source = source; }, constraint);
  }

  static void place(Column& column, const Said<ScannedTable>& said) {
    column.source = said.at(said.scanned.name.span.begin);
    for (const ScannedColumn& each : said.scanned.columns)
      if (kSqlite.name_of(each.name.text) == column.name) column.source = said.at(each.name.span.begin);
  }

  static void place(Constraint& constraint, const Said<ScannedTable>& said) {
    set_source(constraint, said.at(said.scanned.name.span.begin));
    const IsWritten written(constraint, said.text());
    for (const ScannedColumn& column : said.scanned.columns)
      for (const ScannedClause& clause : column.clauses)
        if (written.in(clause, &column)) set_source(constraint, said.at(clause.span.begin));
    for (const ScannedClause& clause : said.scanned.constraints)
      if (written.in(clause, nullptr)) set_source(constraint, said.at(clause.span.begin));
  }

  void place(Index& index) const {
    const auto said = indexes_.find(index.name);
    if (said != indexes_.end()) index.source = said->second.at(said->second.scanned.name.span.begin);
  }

  std::map<Name, Said<ScannedTable>> tables_;
  std::map<Name, Said<ScannedIndex>> indexes_;
};

}  // namespace

Source source_at(const Document& document, std::size_t at) {
  const std::string_view before = std::string_view(document.text).substr(0, at);
  const auto line = before.rfind('\n');
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  return {document.path, static_cast<int>(std::ranges::count(before, '\n')) + 1,
          static_cast<int>(before.size() - begin) + 1};
}

Catalog placed(Catalog catalog, const std::vector<DeclaredStatement>& statements) {
  const Placer placer(statements);
  for (Table& table : catalog.tables) placer.place(table);
  return catalog;
}

}  // namespace tenon
