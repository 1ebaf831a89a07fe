// Rewrites double-quoted strings of SQLite as string literals.

#include "sql/lone_strings.h"

#include <algorithm>

#include "model/dialect.h"
#include "sql/content.h"
#include "sql/key.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool is_text(const Token& token, std::string_view text) { return token.text == text; }

/// Returns whether only a name can stand in the place of the token: a function, a collation, a type, a part
/// of `t.c`.
bool is_surely_name(const std::vector<Token>& all, std::size_t at) {
  const bool before =
      at > 0 && (is_text(all[at - 1], ".") || is_word(all[at - 1], "collate") || is_word(all[at - 1], "as"));
  const bool behind = at + 1 < all.size() && (is_text(all[at + 1], ".") || is_text(all[at + 1], "("));
  return before || behind;
}

bool is_column(const Name& name, const std::vector<Name>& columns) {
  constexpr std::string_view kRowid[] = {"rowid", "oid", "_rowid_"};
  return std::ranges::find(columns, name) != columns.end() ||
         std::ranges::find(kRowid, name.key) != std::end(kRowid);
}

}  // namespace

std::string with_string_literals(std::string_view sql, const std::vector<Name>& columns) {
  const std::vector<Token> all = tokens(sql, kSqlite);
  std::string told;
  std::size_t done = 0;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const Token& token = all[at];
    const bool quoted = token.kind == TokenKind::kIdentifier && token.text.front() == '"';
    if (!quoted || is_surely_name(all, at) || is_column(kSqlite.name_of(content(token)), columns)) continue;
    told += sql.substr(done, token.begin - done);
    told += literal(content(token));
    done = token.end;
  }
  return told + std::string(sql.substr(done));
}

Expression expression_over(std::string_view sql, const std::vector<Name>& columns, const Dialect& dialect) {
  return dialect.lexis.lone_quotes_may_be_strings ? expression(with_string_literals(sql, columns), dialect)
                                                  : expression(sql, dialect);
}

std::vector<Name> column_names(const std::vector<Column>& columns) {
  std::vector<Name> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace tenon
