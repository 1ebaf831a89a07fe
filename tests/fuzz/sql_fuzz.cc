#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/dialect.h"
#include "sql/content.h"
#include "sql/create_index.h"
#include "sql/create_table.h"
#include "sql/key.h"
#include "sql/token.h"

// libFuzzer: SQL text of any bytes is cut, keyed and scanned without a fault, and what is said of it holds.

namespace {

using namespace tenon;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_inside(Span span, std::string_view sql) {
  require(span.begin <= span.end && span.end <= sql.size());
}

void check_tokens(std::string_view sql, const Dialect& dialect) {
  std::size_t at = 0;
  for (const Token& token : tokens(sql, dialect)) {
    require(token.begin >= at && token.end > token.begin && token.end <= sql.size());
    require(token.text == sql.substr(token.begin, token.end - token.begin));
    if (token.kind != TokenKind::kUnfinished) content(token);
    at = token.end;
  }
  canonical_key(sql, dialect);
  type(sql, dialect);
}

void check_clause(const ScannedClause& clause, Span within, std::string_view sql) {
  require_inside(clause.span, sql);
  require(clause.span.begin >= within.begin && clause.span.end <= within.end && !clause.span.empty());
}

void check_table(std::string_view sql) {
  const auto scanned = scan_create_table(sql);
  if (const auto* reason = std::get_if<NotUnderstood>(&scanned)) return require_inside(reason->found, sql);
  const auto& table = std::get<ScannedTable>(scanned);
  require_inside(table.body, sql);
  require_inside(table.options, sql);
  for (const ScannedColumn& column : table.columns) {
    require_inside(column.span, sql);
    require_inside(column.type, sql);
    for (const ScannedClause& clause : column.clauses) check_clause(clause, column.span, sql);
  }
  for (const ScannedClause& clause : table.constraints) check_clause(clause, table.body, sql);
}

void check_index(std::string_view sql) {
  const auto scanned = scan_create_index(sql);
  if (const auto* reason = std::get_if<NotUnderstood>(&scanned)) return require_inside(reason->found, sql);
  const auto& index = std::get<ScannedIndex>(scanned);
  require_inside(index.where, sql);
  for (const ScannedIndexElement& element : index.elements) {
    require_inside(element.span, sql);
    require(element.expression.begin >= element.span.begin && element.expression.end <= element.span.end);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sql(reinterpret_cast<const char*>(data), size);
  check_tokens(sql, kPostgresql);
  check_tokens(sql, kSqlite);
  check_table(sql);
  check_index(sql);
  return 0;
}
