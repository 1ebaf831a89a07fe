// Runs the ops on tables, columns and comments.
#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "plan/lookup/identifiers.h"
#include "plan/simulate/interpreter.h"
#include "plan/transition/in_place.h"

namespace tenon {

namespace {

/// Whether the constraint only includes the column: such a one may be null (ATExecDropNotNull looks at the
/// key columns of an index).
bool only_includes(const Constraint& constraint, const Name& column) {
  return std::visit(
      [&](const auto& c) {
        if constexpr (requires { c.include; })
          return std::ranges::find(c.include, column) != c.include.end();
        else
          return false;
      },
      constraint);
}

bool is_replicated_by(const Table& table, const Name& column) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& constraint) {
    const auto columns = columns_of(constraint);
    return is_replica_identity(constraint) && !only_includes(constraint, column) &&
           std::ranges::find(columns, column) != columns.end();
  });
}

}  // namespace

namespace {

/// A column that a table declares and inherits, as CREATE TABLE makes it.
Column as_made(const Column& column, const Table& of, const Catalog& catalog) {
  std::vector<Column> parents;
  for (const QualifiedName& parent : of.parents) {
    const auto above = std::ranges::find(catalog.tables, parent, &Table::name);  // not sorted on the way
    const Column* held = above == catalog.tables.end() ? nullptr : find_column(*above, column.name);
    if (held) parents.push_back(inherited_column(*held, of));
  }
  if (column.inheritance != Inheritance::kMerged || parents.empty()) return column;
  return declared_as_well(column, merged_columns(parents));
}

}  // namespace

void Interpreter::run(const CreateTable& op) {
  require_schema(op.table.name.schema);
  require_free_relation(op.table.name);
  if (dialect_.has_schemas()) require_free_type(op.table.name);
  Table made = op.table;
  made.columns.clear();
  for (const auto& column : op.table.columns) {
    require(!find_column(made, column.name), "column " + column.name.text + " exists twice");
    require_sequences(column.default_value);
    made.columns.push_back(as_made(column, made, catalog_));
  }
  made.constraints.clear();
  for (const auto& constraint : op.table.constraints) {
    require(!std::holds_alternative<Index>(constraint), name_of(constraint).text + " has an op of its own");
    if (std::holds_alternative<ForeignKey>(constraint) && dialect_.can_alter_constraints) continue;
    require_columns(made, constraint);
    require_free_claims(made, constraint);
    made.constraints.push_back(constraint);
  }
  catalog_.tables.push_back(std::move(made));
  if (!dialect_.can_alter_constraints) return;
  for (const auto& constraint : op.table.constraints)  // as the server does: after all else of the table
    if (std::holds_alternative<ForeignKey>(constraint)) run(AddConstraint{op.table.name, constraint});
}

void Interpreter::run(const DropTable& op) {
  const Table& dropped = table(op.table.name);
  require(dropped.constraints == op.table.constraints, "its constraints are not as expected");
  for (const auto& child : catalog_.tables)
    for (const auto& constraint : child.constraints) {
      const auto* reference = std::get_if<ForeignKey>(&constraint);
      require(!dialect_.checks_references || !reference || child.name == dropped.name ||
                  reference->referred_table != dropped.name,
              "foreign key " + name_of(constraint).text + " depends on it");
    }
  drop_owned(op.table.name, nullptr);
  std::erase_if(catalog_.tables, [&](const Table& other) { return other.name == op.table.name; });
}

void Interpreter::run(const AlterTable& op) {
  Table& altered = table(op.actual.name);
  const std::string* held = option(altered.options, "partition_bound");
  const std::string bound = held ? *held : "";  // ATTACH and DETACH change it
  const auto bare = [](const Options& options) { return with_option(options, "partition_bound", ""); };
  require(bare(altered.options) == bare(op.actual.options) && altered.comment == op.actual.comment,
          "the table is not as expected");
  require(op.actual.comment == op.declared.comment, "a comment has an op of its own");
  const std::string* by = option(op.actual.options, "partition_by");
  const std::string* wanted_by = option(op.declared.options, "partition_by");
  require((by ? *by : "") == (wanted_by ? *wanted_by : ""), "how a table is partitioned cannot be changed");
  altered.options = with_option(altered.options, "replica_identity", "");
  if (option(op.declared.options, "replica_identity"))
    require_free_claim(altered, replica_identity_claim(altered.name), altered.name.name);
  altered.options = with_option(op.declared.options, "partition_bound", bound);
}

void Interpreter::run(const AddColumn& op) {
  Table& of = table(op.table);
  require(!find_column(of, op.column.name), "the column exists already");
  require_sequences(op.column.default_value);
  of.columns.push_back(op.column);
  propagate_added(op.table, op.column);
}

void Interpreter::run(const DropColumn& op) {
  Table& of = table(op.table);
  const Column& dropped = column(of, op.column.name);
  require(dropped == op.column, "the column is not as expected");
  require_untouched(of, dropped, true);
  drop_owned(op.table, &op.column.name);
  std::erase_if(of.columns, [&](const Column& other) { return other.name == op.column.name; });
  propagate_dropped(op.table, op.column, op.only);
}

void Interpreter::run(const AlterColumn& op) {
  require(dialect_.can_alter_columns, "columns cannot be altered");
  Table& of = table(op.table);
  Column& altered = column(of, op.actual.name);
  require(altered == op.actual, "the column is not as expected");
  require(op.actual.name == op.declared.name && op.actual.comment == op.declared.comment,
          "name and comment have ops of their own");
  require(op.actual.inheritance == op.declared.inheritance, "only INHERIT changes who declares a column");
  require(!op.declared.generated || op.declared.generated == op.actual.generated,
          "an existing column cannot be given an expression");
  require(!op.actual.generated || op.actual.generated->stored || op.declared.generated,
          "a column that was never stored cannot become one that is");
  if (op.actual.type != op.declared.type || op.actual.collation != op.declared.collation) {
    require(!op.declared.generated, "a computed column must be recreated");
    require_untouched(of, altered, false);
  }
  const PrimaryKey* key = primary_key(of);
  const bool in_key = key && std::ranges::find(key->columns, op.actual.name) != key->columns.end();
  require(!dialect_.keys_refuse_null || !in_key || op.actual.nullable || !op.declared.nullable,
          "a column of the primary key stays not null");
  require(op.actual.nullable || !op.declared.nullable || !is_replicated_by(of, op.actual.name),
          "a column of the replica identity stays not null");
  require_sequences(op.declared.default_value);
  altered = op.declared;
  propagate_altered(op.table, op.actual, op.declared);
}

void Interpreter::run(const RebuildTable& op) {
  require(!dialect_.can_alter_constraints, "there is no need to rebuild");
  Table& of = table(op.actual.name);
  require(of.columns.size() == op.actual.columns.size() && of.constraints == op.actual.constraints &&
              of.options == op.actual.options,
          "the table is not as expected");
  require(op.actual.name == op.declared.name, "a rebuild renames nothing");
  of = op.declared;
  of.constraints.clear();
  for (const auto& constraint : op.declared.constraints) {
    require_columns(of, constraint);
    require_free_claims(of, constraint);
    of.constraints.push_back(constraint);
  }
}

std::string& Interpreter::constraint_comment(const Key& key) {
  Table& of = table(key.table_name());
  const auto at = std::ranges::find_if(of.constraints, [&](const Constraint& constraint) {
    return kind_of(constraint) == key.kind && name_of(constraint) == key.name;
  });
  require(at != of.constraints.end(), "no constraint " + key.name.text);
  return std::visit([](auto& c) -> std::string& { return c.comment; }, *at);
}

std::string& Interpreter::comment(const Key& key) {
  const QualifiedName name{key.schema, key.name};
  if (std::string* found = type_comment(key)) return *found;
  if (key.kind == Kind::kEnum) return type(name).comment;
  if (key.kind == Kind::kSequence) return sequence(name).comment;
  if (key.kind == Kind::kTable) return table(name).comment;
  if (key.kind == Kind::kColumn) return column(table(key.table_name()), key.name).comment;
  if (key.kind != Kind::kSchema) return constraint_comment(key);
  const auto at = std::ranges::find(catalog_.schemas, key.name, &Schema::name);
  require(at != catalog_.schemas.end(), "no schema " + key.name.text);
  return at->comment;
}

void Interpreter::run(const SetComment& op) {
  require(dialect_.has_comments, "there are no comments");
  std::string& text = comment(op.key);
  require(text == op.actual, "the comment is not as expected");
  text = op.declared;
}

}  // namespace tenon
