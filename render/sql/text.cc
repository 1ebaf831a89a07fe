// Trims, parenthesizes and terminates SQL texts.

#include "render/sql/text.h"

#include <cstddef>

#include "sql/token.h"

namespace tenon {

namespace {

/// Returns whether the first token opens a parenthesis that the last one closes.
bool wholly_parenthesised(const std::vector<Token>& all) {
  if (all.size() < 3 || !is_symbol(all.front(), "(") || !is_symbol(all.back(), ")")) return false;
  int depth = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_symbol(all[i], "(")) ++depth;
    if (is_symbol(all[i], ")") && --depth == 0) return i + 1 == all.size();
  }
  return false;
}

}  // namespace

void append_statements(std::vector<std::string>& all, std::vector<std::string> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) all += separator;
    all += parts[i];
  }
  return all;
}

std::string trimmed(std::string_view sql, const Dialect& dialect) {
  const std::vector<Token> all = tokens(sql, dialect);
  if (all.empty()) return {};
  return std::string(sql.substr(all.front().begin, all.back().end - all.front().begin));
}

std::string bare(const Expression& expression, const Dialect& dialect) {
  std::string text = trimmed(expression.text, dialect);
  for (auto all = tokens(text, dialect); wholly_parenthesised(all); all = tokens(text, dialect))
    text = text.substr(all[1].begin, all[all.size() - 2].end - all[1].begin);
  return text;
}

std::string parenthesised(const Expression& expression, const Dialect& dialect) {
  return "(" + bare(expression, dialect) + ")";
}

bool ends_in_line_comment(std::string_view sql, const Dialect& dialect) {
  const std::vector<Token> all = tokens(sql, dialect);
  const std::string_view rest = all.empty() ? sql : sql.substr(all.back().end);
  return rest.find("--") != std::string_view::npos;
}

std::string terminated(const std::string& statement, const Dialect& dialect) {
  return statement + (ends_in_line_comment(statement, dialect) ? "\n;" : ";");
}

}  // namespace tenon
