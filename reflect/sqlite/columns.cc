// Reads the columns of a table from its stored text, checked against the facts.

#include "reflect/sqlite/columns.h"

#include <map>

#include "model/dialect.h"
#include "reflect/sqlite/stored.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/key.h"
#include "sql/lone_strings.h"
#include "sql/quote.h"
#include "sql/searched_name.h"
#include "sql/token.h"

namespace tenon {

namespace {

constexpr int kVirtualColumn = 2;
constexpr int kStoredColumn = 3;

bool is_constant_word(const Token& token) {
  for (const std::string_view word :
       {"null", "true", "false", "current_date", "current_time", "current_timestamp"})
    if (is_word(token, word)) return true;
  return false;
}

// SQLite treats a bare or double-quoted name after DEFAULT as a string, which is case-sensitive.
std::string default_text(std::string text) {
  const std::vector<Token> all = tokens(text, kSqlite);
  const bool name =
      all.size() == 1 && (all[0].kind == TokenKind::kIdentifier || all[0].kind == TokenKind::kWord);
  return name && !is_constant_word(all[0]) ? literal(content(all[0])) : text;
}

// SQLite's parser takes GENERATED ALWAYS for words of the type and removes them again; it also removes a lone
// ALWAYS.
std::string without_always(std::string text) {
  constexpr std::size_t kShortest = 16;
  if (text.size() < kShortest) return text;
  for (const std::string_view word : {"always", "generated"}) {
    if (!lower(text).ends_with(word)) break;
    text.resize(text.size() - word.size());
    while (!text.empty() && is_space(text.back())) text.pop_back();
  }
  return text;
}

// SQLite removes the first and the last byte of a type that begins with a quote and has none inside;
// otherwise a type that begins with a quote ends at the closing one.
std::string type_text(std::string text) {
  text = without_always(std::move(text));
  constexpr std::string_view kQuotes = "\"'[`";
  if (text.size() < 2 || kQuotes.find(text.front()) == std::string_view::npos) return text;
  std::string inner = text.substr(1, text.size() - 2);
  return inner.find_first_of(kQuotes) == std::string::npos ? inner : content(tokens(text, kSqlite).front());
}

class ColumnReader {
 public:
  ColumnReader(const StoredTable& stored, const ScannedColumn& scanned, const SqliteColumnFact& fact)
      : stored_(stored), scanned_(scanned), fact_(fact), where_("column " + scanned.name.text) {}

  Column read() const {
    require_agreement(scanned_.name.text == fact_.name, where_ + " is " + fact_.name + " to SQLite");
    Column column;
    column.name = kSqlite.name_of(scanned_.name.text);
    column.type = type(type_text(stored_.text(scanned_.type)), kSqlite);
    require_agreement(column.type == type(fact_.type, kSqlite),
                      where_ + " has the type " + fact_.type + " to SQLite");
    read_not_null(column);
    column.default_value = default_value();
    column.generated = generated();
    column.collation = collation();
    return column;
  }

 private:
  void read_not_null(Column& column) const {
    const auto* clause = last_clause<NotNullClause>(scanned_);
    const bool by_key = fact_.key_place > 0 && (stored_.own.without_rowid || stored_.own.strict);
    require_agreement(fact_.not_null == (clause != nullptr) || (fact_.not_null && by_key),
                      where_ + " is nullable for only one of SQLite and its text");
    column.nullable = !fact_.not_null && !(fact_.key_place > 0 && stored_.has_rowid_alias());
    if (clause && clause->on_conflict != "ABORT")
      column.options = with_option({}, "not_null_on_conflict", clause->on_conflict);
  }

  std::optional<Expression> default_value() const {
    const auto* clause = last_clause<DefaultClause>(scanned_);
    const std::string written = clause ? stored_.text(clause->value) : "";
    require_agreement(canonical_key(written, kSqlite) == canonical_key(fact_.default_text, kSqlite),
                      where_ + " has the default " + fact_.default_text + " to SQLite");
    if (!clause) return std::nullopt;
    Expression value = expression(default_text(written), kSqlite);
    return value.key == "null" ? std::nullopt : std::optional(std::move(value));
  }

  std::optional<Generated> generated() const {
    const auto* clause = last_clause<GeneratedClause>(scanned_);
    const int hidden = !clause ? 0 : clause->stored ? kStoredColumn : kVirtualColumn;
    require_agreement(hidden == fact_.hidden, where_ + " is generated for only one of SQLite and its text");
    if (!clause) return std::nullopt;
    return Generated{expression_over(stored_.text(clause->expression), all_names(), kSqlite), clause->stored};
  }

  std::vector<Name> all_names() const {
    std::vector<Name> names;
    for (const ScannedColumn& column : stored_.scanned.columns)
      names.push_back(kSqlite.name_of(column.name.text));
    return names;
  }

  QualifiedName collation() const {
    const auto* clause = last_clause<CollateClause>(scanned_);
    return !clause || lower(clause->collation) == "binary" ? QualifiedName()
                                                           : searched_name(clause->collation, kSqlite);
  }

  const StoredTable& stored_;
  const ScannedColumn& scanned_;
  const SqliteColumnFact& fact_;
  std::string where_;
};

}  // namespace

bool StoredTable::has_rowid_alias() const {
  if (own.without_rowid) return false;
  const auto in_key =
      std::ranges::count_if(own.columns, [](const auto& column) { return column.key_place > 0; });
  return in_key == 1 && std::ranges::find(own.indexes, 'p', &SqliteIndexFact::origin) == own.indexes.end();
}

std::vector<Column> sqlite_columns(const StoredTable& stored) {
  const auto& scanned = stored.scanned.columns;
  require_agreement(scanned.size() == stored.own.columns.size(),
                    "it has " + std::to_string(stored.own.columns.size()) + " columns to SQLite, and " +
                        std::to_string(scanned.size()) + " in its text");
  std::vector<Column> columns;
  for (std::size_t i = 0; i < scanned.size(); ++i)
    columns.push_back(ColumnReader(stored, scanned[i], stored.own.columns[i]).read());
  return columns;
}

std::vector<Name> primary_columns(const SqliteTableFacts& table) {
  std::map<int, Name> by_place;  // a column that is named twice counts once
  for (const SqliteColumnFact& column : table.columns)
    if (column.key_place > 0) by_place.emplace(column.key_place, kSqlite.name_of(column.name));
  std::vector<Name> names;
  for (auto& [place, name] : by_place) names.push_back(std::move(name));
  return names;
}

const Name& column_named(const std::vector<Column>& columns, const std::string& name) {
  const auto at = std::ranges::find(columns, kSqlite.name_of(name), &Column::name);
  require_agreement(at != columns.end(), "it has no column " + name);
  return at->name;
}

std::string collation_of(const Column& column) {
  return column.collation.empty() ? "binary" : column.collation.name.key;
}

}  // namespace tenon
