// Scans SQLite's CREATE TABLE into parts with positions.

#include "sql/create_table.h"

#include "sql/character.h"
#include "sql/ddl_cursor.h"
#include "sql/table_clauses.h"

namespace tenon {

namespace {

// Words that end a type name, because each begins a column constraint.
constexpr std::string_view kClauseWords[] = {"constraint", "primary", "not",       "null",
                                             "unique",     "check",   "default",   "collate",
                                             "references", "as",      "deferrable"};

class TableScanner {
 public:
  explicit TableScanner(std::string_view sql) : cursor_(sql) {}

  ScannedTable run() {
    take_head();
    take_body();
    take_options();
    cursor_.expect_end();
    return std::move(table_);
  }

 private:
  void take_head() {
    cursor_.expect_word("create");
    if (!cursor_.take_word("temp")) cursor_.take_word("temporary");
    cursor_.expect_word("table");
    if (cursor_.at_word("if") && cursor_.at_word("not", 1) && cursor_.at_word("exists", 2))
      for (int i = 0; i < 3; ++i) cursor_.step();
    table_.name = cursor_.take_name("the name of a table");
    if (!cursor_.take_symbol(".")) return;
    table_.schema = std::move(table_.name);
    table_.name = cursor_.take_name("the name of a table");
  }

  void take_body() {
    table_.body.begin = cursor_.here();
    cursor_.expect_symbol("(");
    do {
      take_column();
    } while (cursor_.take_symbol(",") && !at_table_clause());
    take_constraints();
    cursor_.expect_symbol(")");
    table_.body.end = cursor_.behind();
  }

  bool at_table_clause() const {
    for (const std::string_view word : {"constraint", "primary", "unique", "check", "foreign"})
      if (cursor_.at_word(word)) return true;
    return false;
  }

  void take_column() {
    ScannedColumn& column = table_.columns.emplace_back();
    column.name = cursor_.take_name("the name of a column");
    column.type = take_type();
    while (auto clause = take_column_clause(cursor_, last_reference()))
      column.clauses.push_back(std::move(*clause));
    column.span = {column.name.span.begin, cursor_.behind()};
  }

  Span take_type() {
    if (!at_type_word()) return {cursor_.behind(), cursor_.behind()};
    const std::size_t begin = cursor_.here();
    while (at_type_word()) cursor_.step();
    if (cursor_.at_symbol("(")) cursor_.take_parentheses();
    return {begin, cursor_.behind()};
  }

  bool at_type_word() const {
    const bool generated = cursor_.at_word("generated") && cursor_.at_word("always", 1);
    if (cursor_.at_end() || (generated && cursor_.at_word("as", 2))) return false;
    for (const std::string_view word : kClauseWords)
      if (cursor_.at_word(word)) return false;
    const TokenKind kind = cursor_.next().kind;
    return kind == TokenKind::kWord || kind == TokenKind::kIdentifier || kind == TokenKind::kString;
  }

  /// Returns the last foreign key so far, of any column.
  ReferencesClause* last_reference() {
    for (auto column = table_.columns.rbegin(); column != table_.columns.rend(); ++column)
      for (auto clause = column->clauses.rbegin(); clause != column->clauses.rend(); ++clause)
        if (auto* reference = std::get_if<ReferencesClause>(&clause->what)) return reference;
    return nullptr;
  }

  // SQLite allows the commas between table constraints to be omitted.
  void take_constraints() {
    while (auto clause = take_table_clause(cursor_)) {
      table_.constraints.push_back(std::move(*clause));
      cursor_.take_symbol(",");
    }
  }

  void take_options() {
    table_.options = {cursor_.behind(), cursor_.behind()};
    if (cursor_.at_end() || cursor_.at_symbol(";")) return;
    table_.options.begin = cursor_.here();
    cursor_.take_symbol(",");  // SQLite also allows a comma before the first option
    do {
      const bool without = cursor_.take_word("without");
      const std::string option = lower(cursor_.take_name("WITHOUT ROWID or STRICT").text);
      if (option != (without ? "rowid" : "strict")) cursor_.fail("WITHOUT ROWID or STRICT");
      (without ? table_.without_rowid : table_.strict) = true;
    } while (cursor_.take_symbol(","));
    table_.options.end = cursor_.behind();
  }

  DdlCursor cursor_;
  ScannedTable table_;
};

}  // namespace

std::variant<ScannedTable, NotUnderstood> scan_create_table(std::string_view sql) {
  try {
    return TableScanner(sql).run();
  } catch (const NotUnderstood& reason) {
    return reason;
  }
}

}  // namespace tenon
