// Finds the table or the column that a comment stands by.

#include "renames/directives.h"

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "sql/content.h"
#include "sql/directive_comments.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// A name without the quotes of an identifier.
std::string bare_name(const std::string& text, const Dialect& dialect) {
  const char quote = dialect.lexis.quote();
  const bool is_quoted = text.size() > 1 && text.front() == quote && text.back() == closing_quote(quote);
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

/// `old`, or `schema.old` where there are schemas.
QualifiedName former_table(const std::string& text, const Name& schema, const Dialect& dialect) {
  const std::vector<Token> parts = tokens(text, dialect);
  if (dialect.has_schemas() && parts.size() == 3 && parts[1].text == ".")
    return {dialect.name_of(content(parts[0])), dialect.name_of(content(parts[2]))};
  return {schema, dialect.name_of(bare_name(text, dialect))};
}

/// What a line of a file is said of, by where it begins.
struct DirectiveTarget {
  std::vector<const Table*> tables;
  std::vector<std::pair<const Table*, const Column*>> columns;  ///< but those that its tables take over
};

DirectiveTarget beginning_on(const DirectiveComment& said, const Catalog& declared) {
  DirectiveTarget found;
  for (const Table& table : declared.tables) {
    if (applies_to(said, *table.source)) found.tables.push_back(&table);
    for (const Column& column : table.columns)
      if (applies_to(said, *column.source) && !(*column.source == *table.source))
        found.columns.emplace_back(&table, &column);
  }
  return found;
}

/// Whether the parentheses of a table that begins on the line are still open where a comment behind it
/// stands.
bool is_inside(const DirectiveComment& said, std::string_view line, const Dialect& dialect) {
  if (said.source.line != said.about) return false;
  int depth = 0;
  for (const Token& token : tokens(line, dialect))
    depth = std::max(0, depth + (token.text == "(") - (token.text == ")"));
  return depth > 0;
}

Error place_fault(const DirectiveComment& said, const std::string& why) {
  return {Fault::kDeclaration,
          to_string(said.source) + ": \"" + std::string(kRenamedFrom) + said.text + "\" " + why};
}

/// One thing that begins on the line: a table where one does, unless the comment stands among its columns.
void require_one(const DirectiveComment& said, const DirectiveTarget& found, bool inside) {
  if (found.tables.empty() && found.columns.empty())
    throw place_fault(said,
                      "stands by no table and no column; write it on the line before one, or at the end of "
                      "its line");
  const bool is_one = found.tables.size() == 1 ? found.columns.empty() || !inside
                                               : found.tables.empty() && found.columns.size() == 1;
  if (is_one) return;
  std::string names;
  for (const Table* table : found.tables) names += ", table " + to_string(table->name);
  for (const auto& [table, column] : found.columns)
    names += ", column " + to_string(table->name) + "." + column->name.text;
  throw place_fault(said, "may be about each of" + names.substr(1) +
                              ", which begin on one line; begin what it is about on a line of its own, and "
                              "write it on the line before");
}

std::string_view line_of(const Document& document, int number) {
  std::string_view text = document.text;
  for (int i = 1; i < number && !text.empty(); ++i)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::vector<DataRename> sql_renames(const std::vector<Document>& documents, const Catalog& declared) {
  std::vector<DataRename> tables;
  std::vector<DataRename> columns;
  const auto place = [&](const DirectiveComment& said, std::string_view line) {
    const DirectiveTarget found = beginning_on(said, declared);
    require_one(said, found, is_inside(said, line, *declared.dialect));
    if (found.tables.empty()) {
      const auto& [table, column] = found.columns.front();
      const Name former = declared.dialect->name_of(bare_name(said.text, *declared.dialect));
      columns.push_back({table->name, former, column->name, said.source});
      return;
    }
    const QualifiedName& name = found.tables.front()->name;
    tables.push_back(
        {former_table(said.text, name.schema, *declared.dialect), {}, name.name, said.source, name.schema});
  };
  for (const Document& document : documents)
    for (const DirectiveComment& said : directive_comments(document, kRenamedFrom))
      place(said, line_of(document, said.about));
  tables.insert(tables.end(), columns.begin(), columns.end());
  return tables;
}

}  // namespace tenon
