// Finds columns that PostgreSQL expressions name and that their table does not have; the output is faults.

#include "declare/unknown_columns.h"

#include <algorithm>
#include <array>
#include <optional>

#include "model/change.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/character.h"
#include "sql/column_reference.h"
#include "sql/content.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Columns that every table has (PostgreSQL manual, 5.6 System Columns).
constexpr auto kSystemColumns = {"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

/// The linked parser reads these as columns; newer servers have them as keywords.
constexpr auto kNewerKeywords = {"system_user"};

bool is_keyword(const Token& token) {
  const std::string word = lower(token.text);
  return token.kind == TokenKind::kWord && kPostgresql.lexis.is_keyword(word);
}

/// Tells whether some token may be an unknown column. The parser would know, but is slow.
bool may_name_another(std::string_view text, const std::set<std::string>& known) {
  const std::vector<Token> all = tokens(text, kPostgresql);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_bare = all[i].kind == TokenKind::kWord && !is_keyword(all[i]);
    if (!is_bare && all[i].kind != TokenKind::kIdentifier) continue;
    const bool is_type = i > 0 && all[i - 1].text == "::";
    const bool is_called = i + 1 < all.size() && all[i + 1].text == "(";
    if (is_type || is_called) continue;
    if (!known.contains(is_bare ? lower(all[i].text) : content(all[i]))) return true;
  }
  return false;
}

std::string describe(const Constraint& constraint) {
  std::string kind(to_string(kind_of(constraint)));
  std::ranges::replace(kind, '_', ' ');
  const std::string& name = name_of(constraint).text;
  return kind + (name.empty() ? "" : " " + name);
}

}  // namespace

UnknownColumns::UnknownColumns(const QualifiedName& table, std::vector<std::string> columns, Faults& faults)
    : home_("table " + to_string(table)),
      columns_(std::move(columns)),
      known_(columns_.begin(), columns_.end()),
      faults_(faults) {
  known_.insert(kSystemColumns.begin(), kSystemColumns.end());
  known_.insert(table.name.text);
}

UnknownColumns::UnknownColumns(const Domain& domain, Faults& faults)
    : home_("domain " + to_string(domain.name)), columns_{"value"}, known_{"value"}, faults_(faults) {}

void UnknownColumns::find_in(const std::string& text, const std::string& who, const Source& source) {
  if (!may_name_another(text, known_)) return;
  std::set<std::string> said;
  for (const ColumnReference& reference : column_references(text)) {
    if (reference.names.size() != 1) continue;  // `t.total` may be a call of the function total(t)
    const std::string& name = reference.names.back();
    if (known_.contains(name) || !said.insert(name).second) continue;
    if (std::ranges::find(kNewerKeywords, name) != kNewerKeywords.end()) continue;
    faults_.add(source, who + ": " + home_ + " has no column \"" + name + "\"" + hint(name, columns_));
  }
}

void UnknownColumns::find_in(const std::optional<Expression>& text, const std::string& who,
                             const Source& source) {
  if (text) find_in(text->text, who, source);
}

void UnknownColumns::find_in(const IndexElement& element, const std::string& who, const Source& source) {
  if (const auto* expression = std::get_if<Expression>(&element.what)) find_in(expression->text, who, source);
}

void UnknownColumns::find_in_default(const std::string& text, const std::string& who, const Source& source) {
  if (!may_name_another(text, {})) return;
  for (const ColumnReference& reference : column_references(text)) {
    if (reference.names.empty()) continue;
    const std::string& name = reference.names.back();
    if (std::ranges::find(kNewerKeywords, name) != kNewerKeywords.end()) continue;
    return faults_.add(source, "the default of " + who + " names a column, \"" + name +
                                   "\", and a default cannot; a text stands in quotes of its own: '" + name +
                                   "'");
  }
}

void UnknownColumns::find_in(const Column& column) {
  const std::string who = "column " + column.name.text + " of " + home_;
  if (column.default_value) find_in_default(column.default_value->text, who, *column.source);
  if (column.generated) find_in(column.generated->sqltext.text, "column " + column.name.text, *column.source);
}

void UnknownColumns::find_in(const Constraint& constraint) {
  const std::string who = describe(constraint);
  const Source& source = source_of(constraint);
  std::visit(Overloaded{
                 [&](const Check& c) { find_in(c.sqltext.text, who, source); },
                 [&](const Index& c) {
                   for (const IndexElement& element : c.elements) find_in(element, who, source);
                   find_in(c.where, who, source);
                 },
                 [&](const Exclusion& c) {
                   for (const ExclusionElement& each : c.elements) find_in(each.element, who, source);
                   find_in(c.where, who, source);
                 },
                 [](const auto&) {},
             },
             constraint);
}

void UnknownColumns::find_in(const Domain& domain) {
  if (domain.default_value) find_in_default(domain.default_value->text, home_, *domain.source);
  for (const DomainCheck& check : domain.checks)
    find_in(check.sqltext.text, "check " + check.name.text, *domain.source);
}

}  // namespace tenon
