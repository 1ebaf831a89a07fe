// Writes guards that count the rows that an op would violate or lose, before it runs.

#include "render/sqlite/precondition_checks.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "model/overloaded.h"
#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/projected_rows.h"
#include "render/sqlite/value_losses.h"
#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// Tells whether two constraints require the same of the rows: they are equal except for the name and, for a
/// foreign key, the ON DELETE and ON UPDATE actions.
bool is_same_requirement(const Constraint& a, const Constraint& b) {
  const auto* one = std::get_if<ForeignKey>(&a);
  const auto* other = std::get_if<ForeignKey>(&b);
  if (one && other)
    return one->columns == other->columns && one->referred_table == other->referred_table &&
           one->referred_columns == other->referred_columns;
  return a.index() == b.index() && renamed(a, name_of(b), named_by(b)) == b;
}

bool holds_all(const Table& table, const std::vector<Name>& columns) {
  return std::ranges::all_of(columns,
                             [&](const Name& column) { return find_column(table, column) != nullptr; });
}

/// Tells whether the columns that a foreign key refers to exist both before and after the op.
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

/// Tells whether the column is NOT NULL, explicitly or by the primary key.
bool requires_value(const Table& table, const Column& column) {
  if (!column.nullable) return true;
  const PrimaryKey* key = primary_key(table);
  return key && holds(key->columns, column.name) &&
         (rowid_alias(table) || is_without_rowid(table) || is_strict(table));
}

bool is_rowid(const Table& table, const Column& column) {
  const PrimaryKey* key = rowid_alias(table);
  return key && key->columns.front() == column.name;
}

/// Returns what typeof() must return for the values of a column, or an empty text if any type is allowed.
std::string required_type(const Table& table, const Column& column) {
  if (is_rowid(table, column)) return "integer";
  if (!is_strict(table)) return {};
  const std::string type = lower(column.type.text);
  return type == "int" ? "integer" : type == "any" ? "" : type;
}

class PreconditionWriter {
 public:
  PreconditionWriter(const RebuildTable& op, const Plan& plan, RowsBy by)
      : op_(op), plan_(plan), rows_(op, by), subject_(op.declared.name.name.text + ": ") {}

  PreconditionChecks precondition_checks() {
    for (const Column& column : op_.declared.columns) {
      if (requires_value(op_.declared, column)) add_missing_values(column);
      add_misfits(column);
    }
    for (const Constraint& constraint : op_.declared.constraints)
      if (is_new(constraint) || is_touched(constraint)) add(constraint);
    return {rows_.before(), std::move(guards_), rows_.after()};
  }

  /// Tells whether some requirement could not be checked.
  bool missed() const { return missed_; }

 private:
  template <class What>
  bool knows(const What& what) {
    const bool known = rows_.knows(what);
    missed_ = missed_ || !known;
    return known;
  }

  std::string rows() const { return rows_.as(quoted(op_.actual.name, kSqlite)); }

  void add_missing_values(const Column& column) {
    const Column* from = find_column(op_.actual, column.name);
    const bool held = from && requires_value(op_.actual, *from);
    if (column.generated) return add_uncomputed(column, held);
    if (held) return;
    const bool fills_itself = !from && is_rowid(op_.declared, column);
    if (column.default_value || fills_itself) return;
    const std::string name = column.name.text;
    if (!from)
      guards_.push_back({subject_, "rows would have no value in the new column " + name,
                         "SELECT count(*) FROM " + quoted(op_.actual.name, kSqlite)});
    else
      guards_.push_back({subject_, "rows have no value in " + name + ", which is to be NOT NULL",
                         "SELECT count(*) FROM " + quoted(op_.actual.name, kSqlite) + " WHERE " +
                             quoted(from->name, kSqlite) + " IS NULL"});
  }

  void add_uncomputed(const Column& column, bool held) {
    if ((held && !rows_.changes(column.name)) || !knows(column.name)) return;
    guards_.push_back(
        {subject_, "rows would have no value in " + column.name.text + ", which is to be NOT NULL",
         "SELECT count(*) FROM " + rows() + " WHERE " + quoted(column.name, kSqlite) + " IS NULL"});
  }

  /// Adds a guard for values that no conversion turns into what a STRICT table, or the rowid, accepts.
  void add_misfits(const Column& column) {
    const Column* from = find_column(op_.actual, column.name);
    const std::string type = required_type(op_.declared, column);
    const bool held = from && !rows_.changes(column.name) && required_type(op_.actual, *from) == type;
    const bool fills_itself = !from && is_rowid(op_.declared, column);
    if (type.empty() || held || fills_itself || !knows(column.name)) return;
    guards_.push_back({subject_, "rows have a value in " + column.name.text + " that is no " + upper(type),
                       "SELECT count(*) FROM " + rows() + " WHERE typeof(" + quoted(column.name, kSqlite) +
                           ") NOT IN (" + literal(type) + ", 'null')"});
  }

  /// Tells whether a constraint applies to changed values, or compares by a changed collation.
  bool is_touched(const Constraint& constraint) const {
    const auto changes = [&](const auto& what) { return rows_.changes(what); };
    const auto any = [&](const std::vector<Name>& columns) { return std::ranges::any_of(columns, changes); };
    return std::visit(Overloaded{
                          [&](const PrimaryKey& c) { return any(c.columns); },
                          [&](const Unique& c) { return any(c.columns); },
                          [&](const Index& c) {
                            return (c.where && changes(*c.where)) ||
                                   std::ranges::any_of(c.elements, [&](const IndexElement& element) {
                                     return std::visit(changes, element.what);
                                   });
                          },
                          [&](const Check& c) { return changes(c.sqltext); },
                          [](const Exclusion&) { return false; },
                          [&](const ForeignKey& c) { return any(c.columns); },
                      },
                      constraint);
  }

  bool is_new(const Constraint& constraint) const {
    return std::ranges::none_of(op_.actual.constraints,
                                [&](const Constraint& was) { return is_same_requirement(was, constraint); });
  }

  void add(const Constraint& constraint) {
    std::visit(Overloaded{
                   [&](const PrimaryKey& c) { add_duplicates(c, "primary key"); },
                   [&](const Unique& c) { add_duplicates(c, "unique"); },
                   [&](const Index& c) { add_duplicates(c); },
                   [&](const Check& c) { add_check(c); },
                   [&](const Exclusion&) {},
                   [&](const ForeignKey& c) { add_orphans(c); },
               },
               constraint);
  }

  static std::string describe(const std::string& what, const Name& name) {
    return name.empty() ? "a " + what : what + " " + name.text;
  }

  void add_check(const Check& check) {
    if (!knows(check.sqltext)) return;
    guards_.push_back(
        {subject_, "rows violate " + describe("check", check.name),
         "SELECT count(*) FROM " + rows() + " WHERE NOT " + parenthesised(check.sqltext, kSqlite)});
  }

  void add_duplicates(const std::vector<std::string>& keys, const std::string& where,
                      const std::string& what) {
    std::vector<std::string> conditions;
    if (!where.empty()) conditions.push_back(where);
    for (const std::string& key : keys) conditions.push_back(key + " IS NOT NULL");
    guards_.push_back({subject_, "values occur more than once, against " + what,
                       "SELECT count(*) FROM (SELECT 1 FROM " + rows() + " WHERE " +
                           joined(conditions, " AND ") + " GROUP BY " + joined(keys, ", ") +
                           " HAVING count(*) > 1)"});
  }

  /// Returns the column under the collation that it is to have.
  std::string collated(const Name& column) const {
    const Column* from = find_column(op_.actual, column);
    const Column* to = find_column(op_.declared, column);
    if (!from || !to || from->collation == to->collation) return quoted(column, kSqlite);
    return quoted(column, kSqlite) + " COLLATE " +
           (to->collation.empty() ? "BINARY" : quoted(to->collation, kSqlite));
  }

  template <class Key>
  void add_duplicates(const Key& key, const std::string& what) {
    if (!knows(key.columns)) return;
    std::vector<std::string> keys;
    for (const Name& column : key.columns) {
      const std::string collation = key_collation(key.options, column);
      keys.push_back(collation.empty() ? collated(column)
                                       : quoted(column, kSqlite) + " COLLATE " + quoted(collation, kSqlite));
    }
    add_duplicates(keys, "", describe(what, key.name));
  }

  void add_duplicates(const Index& index) {
    if (!index.unique || (index.where && !knows(*index.where))) return;
    std::vector<std::string> keys;
    for (const IndexElement& element : index.elements) {
      const auto* column = std::get_if<Name>(&element.what);
      const auto* expression = std::get_if<Expression>(&element.what);
      if ((column && !knows(*column)) || (expression && !knows(*expression))) return;
      std::string key = column ? collated(*column) : parenthesised(*expression, kSqlite);
      if (!element.collation.empty())
        key = (column ? quoted(*column, kSqlite) : key) + " COLLATE " + quoted(element.collation, kSqlite);
      keys.push_back(std::move(key));
    }
    add_duplicates(keys, index.where ? parenthesised(*index.where, kSqlite) : "",
                   describe("unique index", index.name));
  }

  /// The parent table is read as it is now. SQLite compares with the collation and affinity of the parent
  /// key, so the parent key is the left operand.
  void add_orphans(const ForeignKey& key) {
    const bool own = key.referred_table == op_.declared.name;
    const bool readable = std::ranges::all_of(plan_.steps, [&](const Step& step) {
      return std::ranges::all_of(step.ops, [&](const Op& each) { return leaves_readable(each, key); });
    });
    const bool absent = std::ranges::find(op_.absent_parents, key.referred_table) != op_.absent_parents.end();
    if (absent || !readable || key.referred_columns.size() != key.columns.size()) return;
    if (!knows(key.columns)) return;
    if (own && !knows(key.referred_columns)) return;
    std::vector<std::string> present;
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      present.push_back("child." + quoted(key.columns[i], kSqlite) + " IS NOT NULL");
      equal.push_back("parent." + quoted(key.referred_columns[i], kSqlite) + " = child." +
                      quoted(key.columns[i], kSqlite));
    }
    guards_.push_back({subject_, "rows violate " + describe("foreign key", key.name),
                       "SELECT count(*) FROM " + rows_.as("child") + " WHERE " + joined(present, " AND ") +
                           " AND NOT EXISTS (SELECT 1 FROM " +
                           (own ? rows_.as("parent") : quoted(key.referred_table, kSqlite) + " AS parent") +
                           " WHERE " + joined(equal, " AND ") + ")"});
  }

  const RebuildTable& op_;
  const Plan& plan_;
  ProjectedRows rows_;
  std::string subject_;
  std::vector<Guard> guards_;
  bool missed_ = false;
};

template <class T>
void append(std::vector<T>& to, std::vector<T> more) {
  for (T& one : more) to.push_back(std::move(one));
}

PreconditionChecks rebuild_checks(const RebuildTable& op, const Plan& plan) {
  PreconditionWriter query(op, plan, RowsBy::kQuery);
  PreconditionChecks found = query.precondition_checks();
  if (query.missed()) found = PreconditionWriter(op, plan, RowsBy::kStaging).precondition_checks();
  RiskGuards risks = risk_guards(op);
  append(found.before, std::move(risks.before));
  append(found.guards, std::move(risks.guards));
  append(found.after, std::move(risks.after));
  found.guards.push_back(unknown_parts_guard(op));
  return found;
}

/// Counts duplicates for an index that a CREATE INDEX makes; its columns exist when the guard runs.
Guard duplicates(const Index& index, const QualifiedName& table) {
  std::vector<std::string> keys;
  std::vector<std::string> conditions;
  if (index.where) conditions.push_back(parenthesised(*index.where, kSqlite));
  for (const IndexElement& element : index.elements) {
    const auto* column = std::get_if<Name>(&element.what);
    keys.push_back(column ? quoted(*column, kSqlite)
                          : parenthesised(std::get<Expression>(element.what), kSqlite));
    if (!element.collation.empty()) keys.back() += " COLLATE " + quoted(element.collation, kSqlite);
    conditions.push_back(keys.back() + " IS NOT NULL");
  }
  return {table.name.text + ": ", "values occur more than once, against unique index " + index.name.text,
          "SELECT count(*) FROM (SELECT 1 FROM " + quoted(table, kSqlite) + " WHERE " +
              joined(conditions, " AND ") + " GROUP BY " + joined(keys, ", ") + " HAVING count(*) > 1)"};
}

Guard violations(const Check& check, const QualifiedName& table) {
  return {table.name.text + ": ", "rows violate check " + check.name.text,
          "SELECT count(*) FROM " + quoted(table, kSqlite) + " WHERE NOT " +
              parenthesised(check.sqltext, kSqlite)};
}

/// Returns the guards for a constraint that is added without a rebuild.
std::vector<Guard> required_checks(const Constraint& constraint, const QualifiedName& table) {
  const auto* index = std::get_if<Index>(&constraint);
  if (index && index->unique) return {duplicates(*index, table)};
  if (const auto* check = std::get_if<Check>(&constraint)) return {violations(*check, table)};
  return {};
}

std::vector<Guard> required_checks(const Op& op) {
  if (const auto* add = std::get_if<AddConstraint>(&op)) return required_checks(add->constraint, add->table);
  if (const auto* alter = std::get_if<AlterConstraint>(&op))
    return required_checks(alter->declared, alter->table);
  return {};
}

}  // namespace

bool constrains_rows(const Op& op) { return !required_checks(op).empty(); }

PreconditionChecks precondition_checks(const Op& op, const Plan& plan) {
  if (const auto* rebuild = std::get_if<RebuildTable>(&op)) return rebuild_checks(*rebuild, plan);
  return {{}, required_checks(op), {}};
}

}  // namespace tenon
