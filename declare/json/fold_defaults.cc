// Removes from the draft whatever equals the default, so that it compares equal to leaving it out.

#include <algorithm>
#include <utility>

#include "declare/fold_settings.h"
#include "declare/json/passes.h"
#include "model/not_null.h"
#include "model/overloaded.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/identifier_key.h"
#include "sql/lone_strings.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Removes from one table what equals the default.
class Folder {
 public:
  Folder(Table& table, const Dialect& dialect) : table_(table), dialect_(dialect) {}

  void fold(Column& column) const {
    if (is_default(column.collation)) column.collation = {};
    if (column.generated) rewrite_strings(column.generated->sqltext);
    column.options = folded_column_settings(std::move(column.options), column.type);
    if (column.nullable) column.options = without_not_null_options(std::move(column.options));
  }

  void fold_table() const { table_.options = folded_table_settings(std::move(table_.options)); }

  void fold(Constraint& constraint) const {
    std::visit(Overloaded{
                   [&](PrimaryKey& c) { fold_options(c.options); },
                   [&](Unique& c) { fold_options(c.options); },
                   [&](Index& c) {
                     fold_options(c.options);
                     for (IndexElement& element : c.elements) fold(element);
                     if (c.where) rewrite_strings(*c.where);
                   },
                   [&](Check& c) { rewrite_strings(c.sqltext); },
                   [&](Exclusion& c) { fold_options(c.options); },
                   [&](ForeignKey& c) { fold(c); },
               },
               constraint);
  }

  /// Makes the columns of a primary key NOT NULL if the key rejects NULL.
  void set_key_columns_not_null(const PrimaryKey& key) const {
    const bool strict = option(table_.options, "strict") || option(table_.options, "without_rowid");
    for (Column& column : table_.columns)
      if (std::ranges::find(key.columns, column.name) != key.columns.end() &&
          (strict || is_rowid(key, column)))
        column.nullable = false;
  }

 private:
  QualifiedName default_collation() const { return {Name(), Name(std::string(dialect_.default_collation))}; }

  bool is_default(const QualifiedName& collation) const {
    return !collation.empty() && collation == default_collation();
  }

  void rewrite_strings(Expression& expression) const {
    if (dialect_.lexis.lone_quotes_may_be_strings)
      expression = expression_over(expression.text, column_names(table_.columns), dialect_);
  }

  /// Tells whether the key is an alias of the rowid; one with a sort order is not.
  static bool is_rowid(const PrimaryKey& key, const Column& column) {
    return key.columns.size() == 1 && upper(column.type.text) == "INTEGER" && !option(key.options, "order");
  }

  QualifiedName own_collation(const Name& column) const {
    const auto at = std::ranges::find(table_.columns, column, &Column::name);
    const bool has_own = at != table_.columns.end() && !at->collation.empty();
    return has_own ? at->collation : default_collation();
  }

  void fold(IndexElement& element) const {
    const auto* column = std::get_if<Name>(&element.what);
    if (element.collation == (column ? own_collation(*column) : default_collation())) element.collation = {};
    if (auto* expression = std::get_if<Expression>(&element.what)) rewrite_strings(*expression);
  }

  void fold(ForeignKey& key) const {
    if (!dialect_.defers_on_command) key.deferrable = key.initially_deferred;
    if (const std::string* match = option(key.options, "match"))
      key.options = with_option(key.options, "match", upper(*match));
  }

  void fold_options(Options& options) const {
    options = folded_index_settings(std::move(options));
    if (const std::string* list = option(options, "collate"))
      options = with_option(options, "collate", folded_list(*list, true));
    if (const std::string* list = option(options, "order"))
      options = with_option(options, "order", folded_list(*list, false));
  }

  /// Returns a list such as `A, "b c"` or `A nocase, "b c" rtrim` as a catalog spells it, without columns
  /// that compare by their own collation.
  std::string folded_list(const std::string& list, bool with_collations) const {
    const std::vector<Token> all = tokens(list, dialect_);
    std::string folded;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_name(all[i])) continue;
      const Name column = dialect_.name_of(content(all[i]));
      const bool has_collation = with_collations && i + 1 < all.size() && is_name(all[i + 1]);
      const std::string collation = has_collation ? lower(content(all[++i])) : "";
      if (with_collations && collation == own_collation(column).name.key) continue;
      folded += (folded.empty() ? "" : ", ") + option_name(column.key);
      if (has_collation) folded += " " + option_name(collation);
    }
    return folded;
  }

  std::string option_name(const std::string& key) const {
    const std::string text = quoted(key, dialect_);
    return identifier_key(tokens(text, dialect_).front(), dialect_);
  }

  static bool is_name(const Token& token) {
    return token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
  }

  Table& table_;
  const Dialect& dialect_;
};

}  // namespace

void fold_defaults(SchemaDraft& draft, const Dialect& dialect) {
  for (DraftTable& made : draft.tables) {
    const Folder folder(made.table, dialect);
    folder.fold_table();
    for (Column& column : made.table.columns) folder.fold(column);
    for (DraftConstraint& each : made.constraints) folder.fold(each.constraint);
    for (const DraftConstraint& each : made.constraints)
      if (const auto* key = std::get_if<PrimaryKey>(&each.constraint); key && !dialect.keys_refuse_null)
        folder.set_key_columns_not_null(*key);
  }
}

}  // namespace tenon
