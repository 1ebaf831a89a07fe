#include "render/sqlite_foresight.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "model/overloaded.h"
#include "render/sql_text.h"
#include "render/sqlite_clauses.h"
#include "render/sqlite_rebuild.h"
#include "sql/character.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool holds(const std::vector<Name>& names, const Name& name) {
  return std::ranges::find(names, name) != names.end();
}

/// The rows as the rebuilt table will hold them, over the table as it is.
class NewRows {
 public:
  explicit NewRows(const RebuildTable& op) : op_(op), copied_(copied_columns(op)) {
    for (const Column& column : op.declared.columns) add(column);
    if (is_plain_) return;
    for (const char* name : {"rowid", "_rowid_", "oid"})
      if (!find_column(op.declared, kSqlite.name_of(name))) unknown_.push_back(kSqlite.name_of(name));
  }

  /// A table expression under the alias.
  std::string as(const std::string& alias) const {
    if (is_plain_) return quoted(op_.actual.name) + " AS " + alias;
    return "(SELECT " + joined(parts_, ", ") + " FROM " + quoted(op_.actual.name) + ") AS " + alias;
  }

  /// Whether the values of the column are known before the copy.
  bool knows(const Name& column) const { return !holds(unknown_, column); }
  bool knows(const std::vector<Name>& columns) const {
    return std::ranges::all_of(columns, [&](const Name& column) { return knows(column); });
  }
  /// The same of everything that an expression names.
  bool knows(const Expression& expression) const {
    const std::vector<Token> all = tokens(expression.text, kSqlite);
    return std::ranges::none_of(all, [&](const Token& token) {
      const bool is_name = token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier;
      return is_name && !knows(kSqlite.name_of(content(token)));
    });
  }

 private:
  void add(const Column& column) {
    const Column* from = find_column(op_.actual, column.name);
    const std::string name = quoted(column.name);
    const auto copied = std::ranges::find(copied_, column.name, &Copied::column);
    if (copied != copied_.end()) {
      parts_.push_back(copied->expression + " AS " + name);
      if (copied->expression != name) is_plain_ = false;
      if (!(from->type == column.type)) unknown_.push_back(column.name);
    } else if (from && from->generated == column.generated) {
      parts_.push_back(name);
    } else {
      is_plain_ = false;
      if (column.generated) unknown_.push_back(column.name);
      const bool has_value = column.default_value && !column.generated;
      parts_.push_back((has_value ? sqlite_default(*column.default_value) : "NULL") + " AS " + name);
    }
  }

  const RebuildTable& op_;
  std::vector<Copied> copied_;
  std::vector<std::string> parts_;
  std::vector<Name> unknown_;
  bool is_plain_ = true;
};

/// Equal but for the name, so that a renamed constraint demands nothing new.
bool is_same(const Constraint& a, const Constraint& b) {
  return a.index() == b.index() && renamed(a, name_of(b), named_by(b)) == b;
}

bool holds_all(const Table& table, const std::vector<Name>& columns) {
  return std::ranges::all_of(columns,
                             [&](const Name& column) { return find_column(table, column) != nullptr; });
}

/// Whether the columns that a foreign key refers to are there, before the op as after it.
bool leaves_readable(const Op& op, const ForeignKey& key) {
  const auto is_parent = [&](const QualifiedName& table) { return table == key.referred_table; };
  if (const auto* create = std::get_if<CreateTable>(&op)) return !is_parent(create->table.name);
  if (const auto* drop = std::get_if<DropTable>(&op)) return !is_parent(drop->table.name);
  if (const auto* add = std::get_if<AddColumn>(&op))
    return !is_parent(add->table) || !holds(key.referred_columns, add->column.name);
  if (const auto* rebuild = std::get_if<RebuildTable>(&op))
    return !is_parent(rebuild->declared.name) || (holds_all(rebuild->actual, key.referred_columns) &&
                                                  holds_all(rebuild->declared, key.referred_columns));
  return true;
}

class Foresight {
 public:
  Foresight(const RebuildTable& op, const Plan& plan)
      : op_(op), plan_(plan), rows_(op), subject_(op.declared.name.name.text + ": ") {}

  std::vector<Guard> guards() {
    for (const Column& column : op_.declared.columns)
      if (demands_value(op_.declared, column)) add_missing_values(column);
    for (const Constraint& constraint : op_.declared.constraints)
      if (is_new(constraint)) add(constraint);
    return std::move(guards_);
  }

 private:
  /// NOT NULL, written or implied by the primary key.
  static bool demands_value(const Table& table, const Column& column) {
    if (!column.nullable) return true;
    const PrimaryKey* key = primary_key(table);
    return key && holds(key->columns, column.name) && (rowid_alias(table) || is_without_rowid(table));
  }

  void add_missing_values(const Column& column) {
    const Column* from = find_column(op_.actual, column.name);
    if (column.generated || (from && demands_value(op_.actual, *from))) return;
    const PrimaryKey* counted = rowid_alias(op_.declared);
    const bool fills_itself = !from && counted && counted->columns.front() == column.name;
    if (column.default_value || fills_itself) return;
    const std::string name = column.name.text;
    if (!from)
      guards_.push_back({subject_, "rows would have no value in the new column " + name,
                         "SELECT count(*) FROM " + quoted(op_.actual.name)});
    else
      guards_.push_back(
          {subject_, "rows have no value in " + name + ", which is to be NOT NULL",
           "SELECT count(*) FROM " + quoted(op_.actual.name) + " WHERE " + quoted(from->name) + " IS NULL"});
  }

  bool is_new(const Constraint& constraint) const {
    return std::ranges::none_of(op_.actual.constraints,
                                [&](const Constraint& was) { return is_same(was, constraint); });
  }

  void add(const Constraint& constraint) {
    std::visit(Overloaded{
                   [&](const PrimaryKey& c) { add_duplicates(c.columns, "primary key", c.name); },
                   [&](const Unique& c) { add_duplicates(c.columns, "unique", c.name); },
                   [&](const Index& c) { add_duplicates(c); },
                   [&](const Check& c) { add_check(c); },
                   [&](const Exclusion&) {},
                   [&](const ForeignKey& c) { add_orphans(c); },
               },
               constraint);
  }

  static std::string called(const std::string& what, const Name& name) {
    return name.empty() ? "a " + what : what + " " + name.text;
  }

  void add_check(const Check& check) {
    if (!rows_.knows(check.sqltext)) return;
    guards_.push_back({subject_, "rows violate " + called("check", check.name),
                       "SELECT count(*) FROM " + rows_.as(quoted(op_.actual.name)) + " WHERE NOT " +
                           parenthesised(check.sqltext, kSqlite)});
  }

  void add_duplicates(const std::vector<std::string>& keys, const std::string& where,
                      const std::string& what) {
    std::vector<std::string> conditions;
    if (!where.empty()) conditions.push_back(where);
    for (const std::string& key : keys) conditions.push_back(key + " IS NOT NULL");
    guards_.push_back({subject_, "values occur more than once, against " + what,
                       "SELECT count(*) FROM (SELECT 1 FROM " + rows_.as(quoted(op_.actual.name)) +
                           " WHERE " + joined(conditions, " AND ") + " GROUP BY " + joined(keys, ", ") +
                           " HAVING count(*) > 1)"});
  }

  /// By the collation that the column is to have.
  std::string collated(const Name& column) const {
    const Column* from = find_column(op_.actual, column);
    const Column* to = find_column(op_.declared, column);
    if (!from || !to || from->collation == to->collation) return quoted(column);
    return quoted(column) + " COLLATE " + (to->collation.empty() ? "BINARY" : quoted(to->collation));
  }

  void add_duplicates(const std::vector<Name>& columns, const std::string& what, const Name& name) {
    if (!rows_.knows(columns)) return;
    std::vector<std::string> keys;
    for (const Name& column : columns) keys.push_back(collated(column));
    add_duplicates(keys, "", called(what, name));
  }

  void add_duplicates(const Index& index) {
    if (!index.unique || (index.where && !rows_.knows(*index.where))) return;
    std::vector<std::string> keys;
    for (const IndexElement& element : index.elements) {
      const auto* column = std::get_if<Name>(&element.what);
      const auto* expression = std::get_if<Expression>(&element.what);
      if ((column && !rows_.knows(*column)) || (expression && !rows_.knows(*expression))) return;
      std::string key = column ? collated(*column) : parenthesised(*expression, kSqlite);
      if (!element.collation.empty())
        key = (column ? quoted(*column) : key) + " COLLATE " + quoted(element.collation);
      keys.push_back(std::move(key));
    }
    add_duplicates(keys, index.where ? parenthesised(*index.where, kSqlite) : "",
                   called("unique index", index.name));
  }

  /// The parent is read as it is now; its collation and affinity decide, so it stands on the left.
  void add_orphans(const ForeignKey& key) {
    const bool own = key.referred_table == op_.declared.name;
    const bool readable = std::ranges::all_of(plan_.steps, [&](const Step& step) {
      return std::ranges::all_of(step.ops, [&](const Op& each) { return leaves_readable(each, key); });
    });
    if (!readable || key.referred_columns.size() != key.columns.size() || !rows_.knows(key.columns)) return;
    if (own && !rows_.knows(key.referred_columns)) return;
    std::vector<std::string> present;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      present.push_back("child." + quoted(key.columns[i]) + " IS NOT NULL");
      equal.push_back("parent." + quoted(key.referred_columns[i]) + " = child." + quoted(key.columns[i]));
    }
    guards_.push_back({subject_, "rows violate " + called("foreign key", key.name),
                       "SELECT count(*) FROM " + rows_.as("child") + " WHERE " + joined(present, " AND ") +
                           " AND NOT EXISTS (SELECT 1 FROM " +
                           (own ? rows_.as("parent") : quoted(key.referred_table) + " AS parent") +
                           " WHERE " + joined(equal, " AND ") + ")"});
  }

  const RebuildTable& op_;
  const Plan& plan_;
  NewRows rows_;
  std::string subject_;
  std::vector<Guard> guards_;
};

}  // namespace

std::vector<Guard> foreseen(const RebuildTable& op, const Plan& plan) { return Foresight(op, plan).guards(); }

std::vector<Guard> foreseen(const Index& index, const QualifiedName& table) {
  if (!index.unique) return {};
  std::vector<std::string> keys;
  std::vector<std::string> conditions;
  if (index.where) conditions.push_back(parenthesised(*index.where, kSqlite));
  for (const IndexElement& element : index.elements) {
    const auto* column = std::get_if<Name>(&element.what);
    keys.push_back(column ? quoted(*column) : parenthesised(std::get<Expression>(element.what), kSqlite));
    if (!element.collation.empty()) keys.back() += " COLLATE " + quoted(element.collation);
    conditions.push_back(keys.back() + " IS NOT NULL");
  }
  return {{table.name.text + ": ", "values occur more than once, against unique index " + index.name.text,
           "SELECT count(*) FROM (SELECT 1 FROM " + quoted(table) + " WHERE " + joined(conditions, " AND ") +
               " GROUP BY " + joined(keys, ", ") + " HAVING count(*) > 1)"}};
}

}  // namespace tenon
