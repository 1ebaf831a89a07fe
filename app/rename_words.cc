// Reads renames from the comments of SQL files and from the command line.

#include <algorithm>
#include <map>

#include "app/directive_comments.h"
#include "app/renames.h"
#include "declare/faults.h"
#include "model/dialect.h"
#include "model/error.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// A name without the quotes of an identifier.
std::string bare_name(const std::string& text) {
  const bool is_quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

/// `old`, or `schema.old` where there are schemas.
QualifiedName former_table(const std::string& text, const Name& schema, const Dialect& dialect) {
  const std::vector<Token> parts = tokens(text, dialect);
  if (dialect.has_schemas() && parts.size() == 3 && parts[1].text == ".")
    return {dialect.name_of(content(parts[0])), dialect.name_of(content(parts[2]))};
  return {schema, dialect.name_of(bare_name(text))};
}

/// `name`, or `schema.name` where there are schemas.
QualifiedName flag_name(const std::string& text, const Dialect& dialect) {
  const auto dot = dialect.has_schemas() ? text.find('.') : std::string::npos;
  if (dot == std::string::npos) return {{}, dialect.name_of(text)};
  return {dialect.name_of(text.substr(0, dot)), dialect.name_of(text.substr(dot + 1))};
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
          shown(said.source) + ": \"" + std::string(kRenamedFrom) + said.text + "\" " + why};
}

/// One thing that begins on the line: a table where one does, unless the comment stands among its columns.
void demand_one(const DirectiveComment& said, const DirectiveTarget& found, bool inside) {
  if (found.tables.empty() && found.columns.empty())
    throw place_fault(said,
                      "stands by no table and no column; write it on the line before one, or at the end of "
                      "its line");
  const bool is_one = found.tables.size() == 1 ? found.columns.empty() || !inside
                                               : found.tables.empty() && found.columns.size() == 1;
  if (is_one) return;
  std::string names;
  for (const Table* table : found.tables) names += ", table " + shown(table->name);
  for (const auto& [table, column] : found.columns)
    names += ", column " + shown(table->name) + "." + column->name.text;
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
    demand_one(said, found, is_inside(said, line, *declared.dialect));
    if (found.tables.empty()) {
      const auto& [table, column] = found.columns.front();
      const Name former = declared.dialect->name_of(bare_name(said.text));
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

DataRename rename_flag(const std::string& text, const Dialect& dialect) {
  const auto fail = [&] {
    return Error(Fault::kUsage,
                 "--rename wants table:FORMER=NAME, table:SCHEMA.FORMER=SCHEMA.NAME or "
                 "column:TABLE.FORMER=NAME, found \"" +
                     text + "\"");
  };
  const auto colon = text.find(':');
  const auto equals = text.rfind('=');
  if (colon == std::string::npos || equals == std::string::npos || equals < colon) throw fail();
  const std::string kind = text.substr(0, colon);
  std::string from = text.substr(colon + 1, equals - colon - 1);
  DataRename made;
  if (kind == "column") {
    const auto dot = from.rfind('.');
    if (dot == std::string::npos) throw fail();
    made.column = dialect.name_of(from.substr(dot + 1));
    from.resize(dot);
    if (made.column.empty()) throw fail();
    made.to = dialect.name_of(text.substr(equals + 1));
  } else if (kind != "table") {
    throw fail();
  }
  made.table = flag_name(from, dialect);
  if (made.table.schema.empty()) made.table = dialect.qualified("", from);
  if (kind == "table") {
    const QualifiedName after = flag_name(text.substr(equals + 1), dialect);
    made.to = after.name;
    made.schema = after.schema;
  }
  if (made.table.empty() || made.to.empty()) throw fail();
  return made;
}

namespace {

/// How much of two tables is the same column: of one name and one type.
bool look_alike(const Table& a, const Table& b) {
  if (a.columns.empty() || b.columns.empty()) return false;
  const auto same = std::ranges::count_if(a.columns, [&](const Column& column) {
    const Column* other = find_column(b, column.name);
    return other && other->type == column.type;
  });
  return 3 * static_cast<std::size_t>(same) >= 2 * std::max(a.columns.size(), b.columns.size());
}

bool look_alike(const Column& a, const Column& b) {
  return a.type == b.type && a.nullable == b.nullable && a.generated == b.generated &&
         a.identity.has_value() == b.identity.has_value();
}

template <class T>
struct Candidates {
  std::vector<std::pair<const Key*, const T*>> dropped;
  std::vector<std::pair<const Key*, const T*>> added;
};

/// The dropped and added objects of one type, by where they could have been renamed.
template <class T>
std::map<QualifiedName, Candidates<T>> candidates(const std::vector<Change>& changes) {
  std::map<QualifiedName, Candidates<T>> found;
  for (const Change& change : changes) {
    const Key& key = key_of(change);
    const QualifiedName place{key.schema, key.table};
    if (const auto* dropped = std::get_if<Dropped>(&change))
      if (const auto* object = std::get_if<T>(&dropped->actual))
        found[place].dropped.emplace_back(&key, object);
    if (const auto* added = std::get_if<Added>(&change))
      if (const auto* object = std::get_if<T>(&added->declared))
        found[place].added.emplace_back(&key, object);
  }
  return found;
}

std::string path_of(const Key& key) {
  const std::string table = shown(key.table_name());
  return key.kind == Kind::kTable ? table : table + "." + key.name.text;
}

std::string rename_hint(const Key& from, const Key& to) {
  const std::string kind(word(from.kind));
  const bool moves = from.schema != to.schema;
  const std::string was = moves ? path_of(from) : from.name.text;
  const std::string is = moves ? path_of(to) : to.name.text;
  return kind + " " + path_of(from) + " is dropped and " + path_of(to) +
         " is added, and they look alike; if it is one that is renamed, its rows can be kept: --rename '" +
         kind + ":" + path_of(from) + "=" + is + "', or \"renamed_from\": \"" + was + "\" at " + path_of(to) +
         " (in SQL: " + std::string(kRenamedFrom) + was + ")";
}

/// Those that look like one on the other side and like no other.
template <class T>
void add_hints(const std::vector<Change>& changes, std::vector<std::string>& hints) {
  for (const auto& [place, both] : candidates<T>(changes))
    for (const auto& [from, object] : both.dropped) {
      const auto like = [&](const auto& one) { return look_alike(*object, *one.second); };
      const auto to = std::ranges::find_if(both.added, like);
      if (to == both.added.end() || std::ranges::count_if(both.added, like) != 1) continue;
      const auto rivals = std::ranges::count_if(
          both.dropped, [&](const auto& one) { return look_alike(*one.second, *to->second); });
      if (rivals == 1) hints.push_back(rename_hint(*from, *to->first));
    }
}

/// A table that goes in one schema and comes in one other under the same name.
void add_move_hints(const std::vector<Change>& changes, std::vector<std::string>& hints) {
  std::map<Name, Candidates<Table>> by_name;
  for (const auto& [place, both] : candidates<Table>(changes)) {
    for (const auto& one : both.dropped) by_name[one.first->name].dropped.push_back(one);
    for (const auto& one : both.added) by_name[one.first->name].added.push_back(one);
  }
  for (const auto& [name, both] : by_name) {
    if (both.dropped.size() != 1 || both.added.size() != 1) continue;
    const auto& [from, before] = both.dropped.front();
    const auto& [to, after] = both.added.front();
    if (look_alike(*before, *after)) hints.push_back(rename_hint(*from, *to));
  }
}

}  // namespace

std::vector<std::string> rename_hints(const std::vector<Change>& changes) {
  std::vector<std::string> hints;
  add_hints<Table>(changes, hints);
  add_move_hints(changes, hints);
  add_hints<Column>(changes, hints);
  return hints;
}

}  // namespace tenon
