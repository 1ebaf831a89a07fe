// Writes each op as PostgreSQL statements.

#include "render/postgresql/statements.h"

#include <algorithm>

#include "model/error.h"
#include "model/overloaded.h"
#include "render/postgresql/alter.h"
#include "render/postgresql/alter_column.h"
#include "render/postgresql/alter_sequence.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/comment.h"
#include "render/postgresql/sequence.h"
#include "render/postgresql/session.h"
#include "render/postgresql/settings.h"
#include "render/postgresql/table_options.h"
#include "render/postgresql/types.h"
#include "render/sql/clauses.h"
#include "render/sql/text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

const Identifiers kNames = Identifiers::always_quoted(kPostgresql);

/// Returns a statement, and one for the comment of the object that it creates.
Statements with_comment(std::string statement, const Key& key, const std::string& comment) {
  Statements all{std::move(statement)};
  if (!comment.empty()) all.push_back(comment_statement(key, comment));
  return all;
}

Statements created_schema(const Schema& schema) {
  return with_comment("CREATE SCHEMA " + quoted(schema.name, kPostgresql),
                      {Kind::kSchema, {}, {}, schema.name}, schema.comment);
}

Statements created_enum(const Enum& type) {
  Statements labels;
  for (const std::string& label : type.labels) labels.push_back(literal(label));
  return with_comment(
      "CREATE TYPE " + quoted(type.name, kPostgresql) + " AS ENUM (" + joined(labels, ", ") + ")",
      {Kind::kEnum, type.name.schema, {}, type.name.name}, type.comment);
}

Statements added_label(const AddEnumLabel& op) {
  return {"ALTER TYPE " + quoted(op.type, kPostgresql) + " ADD VALUE " + literal(op.label) +
          (op.before.empty() ? "" : " BEFORE " + literal(op.before))};
}

Statements created_sequence(const Sequence& sequence) {
  Statements clauses = sequence_clauses(sequence.options);
  clauses.insert(clauses.begin(),
                 (sequence.logging == "unlogged" ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ") +
                     quoted(sequence.name, kPostgresql));
  if (sequence.owned_by)
    clauses.push_back("OWNED BY " + quoted(sequence.owned_by->table, kPostgresql) + "." +
                      quoted(sequence.owned_by->column, kPostgresql));
  return with_comment(joined(clauses, " "), {Kind::kSequence, sequence.name.schema, {}, sequence.name.name},
                      sequence.comment);
}

/// A build that fails leaves an index that is not valid, and a runner that goes on after errors would not
/// notice.
std::string require_valid_index(const QualifiedName& index) {
  const std::string name = quoted(index, kPostgresql);
  return "DO " +
         literal("BEGIN IF NOT (SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = " +
                 literal(name) + "::pg_catalog.regclass) THEN RAISE EXCEPTION 'index % is not valid', " +
                 literal(name) + "; END IF; END");
}

bool has_expressions(const Index& index) {
  return std::ranges::any_of(
      index.elements, [](const IndexElement& each) { return std::holds_alternative<Expression>(each.what); });
}

/// Returns `CREATE INDEX CONCURRENTLY ...` with the proof that it came out valid. Only ANALYZE gives the
/// planner statistics of expressions.
Statements built_concurrently(const AddConstraint& op) {
  const Index& index = std::get<Index>(op.constraint);
  std::string text = postgres_constraint(index, op.table, kNames);
  text.insert(text.find(" INDEX ") + std::string_view(" INDEX").size(), " CONCURRENTLY");
  Statements all{std::move(text), require_valid_index({op.table.schema, index.name})};
  if (has_expressions(index)) all.push_back("ANALYZE " + quoted(op.table, kPostgresql));
  return all;
}

/// Returns `ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i`, and what hangs on a new key.
Statements taken_index(const AddConstraint& op) {
  const auto* primary = std::get_if<PrimaryKey>(&op.constraint);
  const auto* unique = std::get_if<Unique>(&op.constraint);
  const bool deferrable = primary ? primary->deferrable : unique->deferrable;
  const bool deferred = primary ? primary->initially_deferred : unique->initially_deferred;
  Statements all{"ALTER TABLE " + quoted(op.table, kPostgresql) + " ADD CONSTRAINT " +
                 quoted(name_of(op.constraint), kPostgresql) + (primary ? " PRIMARY KEY" : " UNIQUE") +
                 " USING INDEX " + quoted(op.index, kPostgresql) + deferrability(deferrable, deferred)};
  append_statements(all, comments_of(op.table, op.constraint));
  append_statements(all, index_settings(op.table, op.constraint));
  return all;
}

Statements added_constraint(const QualifiedName& table, const Constraint& constraint) {
  std::string text = postgres_constraint(constraint, table, kNames);
  if (!std::holds_alternative<Index>(constraint))
    text = (is_valid(constraint) ? "ALTER TABLE " : "ALTER TABLE ONLY ") + quoted(table, kPostgresql) +
           " ADD " + constraint_prefix(name_of(constraint), kNames) + text;
  Statements all{std::move(text)};
  append_statements(all, comments_of(table, constraint));
  append_statements(all, index_settings(table, constraint));
  return all;
}

/// Inherited columns are declared by the parents.
Statements column_items(const Table& table) {
  Statements items;
  for (const Column& column : table.columns)
    if (!is_partition(table) && column.inheritance != Inheritance::kInherited)
      items.push_back(postgres_column(column, kNames));
  return items;
}

std::string inherits(const Table& table) {
  Statements parents;
  for (const QualifiedName& parent : table.parents) parents.push_back(quoted(parent, kPostgresql));
  return parents.empty() || is_partition(table) ? "" : " INHERITS (" + joined(parents, ", ") + ")";
}

std::string create_table(const Table& table, const Statements& items) {
  const bool partition = is_partition(table);
  const std::string name = quoted(table.name, kPostgresql) +
                           (partition ? " PARTITION OF " + quoted(table.parents.front(), kPostgresql) : "");
  std::string text = partition && items.empty() ? "CREATE TABLE " + name : create_table_text(name, items);
  text.insert(std::string_view("CREATE ").size(), postgres_table_prefix(table.options));
  return text + inherits(table) + postgres_table_options(table.options);
}

Statements attached(const AttachTable& op) {
  if (const std::string* bound = option(op.table.options, "partition_bound"))
    return {"ALTER TABLE " + quoted(op.parent, kPostgresql) + " ATTACH PARTITION " +
            quoted(op.table.name, kPostgresql) + " " + *bound};
  return {"ALTER TABLE " + quoted(op.table.name, kPostgresql) + " INHERIT " + quoted(op.parent, kPostgresql)};
}

Statements detached(const DetachTable& op) {
  if (is_partition(op.table))
    return {"ALTER TABLE " + quoted(op.parent, kPostgresql) + " DETACH PARTITION " +
            quoted(op.table.name, kPostgresql)};
  return {"ALTER TABLE " + quoted(op.table.name, kPostgresql) + " NO INHERIT " +
          quoted(op.parent, kPostgresql)};
}

Statements created_table(const CreateTable& op) {
  const Table& table = op.table;
  Statements items = column_items(table);
  Statements after;
  for (const Constraint& constraint : table.constraints) {
    if (!stands_in_create_table(constraint)) {
      append_statements(after, added_constraint(table.name, constraint));
      continue;
    }
    items.push_back(constraint_prefix(name_of(constraint), kNames) +
                    postgres_constraint(constraint, table.name, kNames));
    append_statements(after, comments_of(table.name, constraint));
    append_statements(after, index_settings(table.name, constraint));
  }
  Statements all{create_table(table, items)};
  append_statements(all, created_table_settings(table.name, table.options));
  for (const Column& column : table.columns)
    if (!is_partition(table) && column.inheritance != Inheritance::kInherited)
      append_statements(all, column_settings(table.name, column));
  append_statements(all, comments_of(table));
  append_statements(all, std::move(after));
  for (const UnmodelledObject& trigger : op.triggers) all.push_back(trigger.definition);
  return all;
}

Statements added_column(const AddColumn& op) {
  Statements all{"ALTER TABLE " + quoted(op.table, kPostgresql) + " ADD COLUMN " +
                 postgres_column(op.column, kNames)};
  append_statements(all, column_settings(op.table, op.column));
  append_statements(all, comments_of(op.table, op.column));
  return all;
}

/// Dropping the index of the replica identity would leave the table without one.
Statements dropped_constraint(const DropConstraint& op) {
  const Name& name = name_of(op.constraint);
  const std::string alter = "ALTER TABLE " + quoted(op.table, kPostgresql);
  Statements all;
  if (is_replica_identity(op.constraint)) all.push_back(alter + " REPLICA IDENTITY DEFAULT");
  all.push_back(std::holds_alternative<Index>(op.constraint)
                    ? (op.concurrently ? "DROP INDEX CONCURRENTLY " : "DROP INDEX ") +
                          quoted(QualifiedName{op.table.schema, name}, kPostgresql)
                    : alter + " DROP CONSTRAINT " + quoted(name, kPostgresql));
  return all;
}

/// A constraint with an index is renamed by ALTER INDEX RENAME, which renames the constraint too and locks
/// only the index, while RENAME CONSTRAINT blocks all readers of the table.
Statements renamed_constraint(const RenameConstraint& op) {
  const Name& from = name_of(op.actual);
  const auto by_index = [&] {
    return Statements{"ALTER INDEX " + quoted(QualifiedName{op.table.schema, from}, kPostgresql) +
                      " RENAME TO " + quoted(op.to, kPostgresql)};
  };
  const auto by_table = [&] {
    return Statements{"ALTER TABLE " + quoted(op.table, kPostgresql) + " RENAME CONSTRAINT " +
                      quoted(from, kPostgresql) + " TO " + quoted(op.to, kPostgresql)};
  };
  return std::visit(Overloaded{
                        [&](const PrimaryKey&) { return by_index(); },
                        [&](const Unique&) { return by_index(); },
                        [&](const Index&) { return by_index(); },
                        [&](const Check&) { return by_table(); },
                        [&](const Exclusion&) { return by_index(); },
                        [&](const ForeignKey&) { return by_table(); },
                    },
                    op.actual);
}

Statements validated_constraint(const ValidateConstraint& op) {
  const Name& name = name_of(op.constraint);
  if (std::holds_alternative<Index>(op.constraint))
    return {(op.concurrently ? "REINDEX INDEX CONCURRENTLY " : "REINDEX INDEX ") +
            quoted(QualifiedName{op.table.schema, name}, kPostgresql)};
  return {"ALTER TABLE " + quoted(op.table, kPostgresql) + " VALIDATE CONSTRAINT " +
          quoted(name, kPostgresql)};
}

Statements set_comment(const SetComment& op) { return {comment_statement(op.key, op.declared)}; }

/// PostgreSQL alters tables in place; its plans never contain a rebuild.
Statements unsupported_rebuild(const RebuildTable& op) {
  throw Error(Fault::kUnsupported, "table " + to_string(op.declared.name) +
                                       " would be rebuilt, which PostgreSQL does not need; this is a bug");
}

Statements statements(const Op& op) {
  return std::visit(
      Overloaded{
          [](const CreateSchema& o) { return created_schema(o.schema); },
          [](const DropSchema& o) { return Statements{"DROP SCHEMA " + quoted(o.schema.name, kPostgresql)}; },
          [](const CreateExtension& o) { return Statements{postgres_extension(o.extension, kNames)}; },
          [](const DropExtension& o) {
            return Statements{"DROP EXTENSION " + quoted(o.extension.name, kPostgresql)};
          },
          [](const AlterExtension& o) { return postgres_altered_extension(o); },
          [](const CreateType& o) { return postgres_created_type(o.type); },
          [](const DropType& o) { return postgres_dropped_type(o.type); },
          [](const AlterType& o) { return postgres_altered_type(o); },
          [](const CreateEnum& o) { return created_enum(o.type); },
          [](const DropEnum& o) { return Statements{"DROP TYPE " + quoted(o.type.name, kPostgresql)}; },
          [](const AddEnumLabel& o) { return added_label(o); },
          [](const ReplaceEnum& o) { return postgres_replaced_enum(o); },
          [](const CreateSequence& o) { return created_sequence(o.sequence); },
          [](const DropSequence& o) {
            return Statements{"DROP SEQUENCE " + quoted(o.sequence.name, kPostgresql)};
          },
          [](const AlterSequence& o) { return postgres_altered_sequence(o); },
          [](const RenameSequence& o) {
            return Statements{"ALTER SEQUENCE " + quoted(o.sequence, kPostgresql) + " RENAME TO " +
                              quoted(o.to, kPostgresql)};
          },
          [](const CreateTable& o) { return created_table(o); },
          [](const DropTable& o) { return Statements{"DROP TABLE " + quoted(o.table.name, kPostgresql)}; },
          [](const AlterTable& o) { return postgres_altered_table(o); },
          [](const RenameTable& o) {
            return Statements{"ALTER TABLE " + quoted(o.table, kPostgresql) + " RENAME TO " +
                              quoted(o.to, kPostgresql)};
          },
          [](const MoveTable& o) {
            return Statements{"ALTER TABLE " + quoted(o.table, kPostgresql) + " SET SCHEMA " +
                              quoted(o.schema, kPostgresql)};
          },
          [](const RenameColumn& o) { return Statements{renamed_column_text(o, kPostgresql)}; },
          [](const AttachTable& o) { return attached(o); },
          [](const DetachTable& o) { return detached(o); },
          [](const AddColumn& o) { return added_column(o); },
          [](const DropColumn& o) {
            return Statements{"ALTER TABLE " + std::string(o.only ? "ONLY " : "") +
                              quoted(o.table, kPostgresql) + " DROP COLUMN " +
                              quoted(o.column.name, kPostgresql)};
          },
          [](const AlterColumn& o) { return postgres_altered_column(o); },
          [](const AddConstraint& o) {
            return o.build == Build::kConcurrently ? built_concurrently(o)
                   : o.build == Build::kFromIndex  ? taken_index(o)
                                                   : added_constraint(o.table, o.constraint);
          },
          [](const DropConstraint& o) { return dropped_constraint(o); },
          [](const RenameConstraint& o) { return renamed_constraint(o); },
          [](const AlterConstraint& o) { return postgres_altered_constraint(o); },
          [](const ValidateConstraint& o) { return validated_constraint(o); },
          [](const SetComment& o) { return set_comment(o); },
          [](const RebuildTable& o) { return unsupported_rebuild(o); },
      },
      op);
}

}  // namespace

std::vector<std::string> postgres_statements(const Op& op) {
  Statements all = statements(op);
  for (std::string& statement : all) statement = settled_for_sessions(statement);
  return all;
}

}  // namespace tenon
