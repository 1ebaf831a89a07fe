// Writes a migration as JSON.

#include "render/json/ops.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "model/overloaded.h"
#include "model/to_string.h"
#include "render/definition.h"
#include "render/json/ops_parts.h"
#include "render/json/plain_attributes.h"
#include "render/postgresql/types.h"
#include "render/sql/writer.h"
#include "render/sql_script.h"
#include "render/sqlite/dependents.h"
#include "render/sqlite/value_losses.h"
#include "sql/searched_name.h"

namespace tenon {

namespace ops {

namespace {

/// Returns Alembic's word for the kind of a constraint.
Json constraint_type(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return Json("primary"); },
                        [](const Unique&) { return Json("unique"); },
                        [](const Index&) { return Json(); },
                        [](const Check&) { return Json("check"); },
                        [](const Exclusion&) { return Json("exclude"); },
                        [](const ForeignKey&) { return Json("foreignkey"); },
                    },
                    constraint);
}

/// Returns `drop_index` with its index_name, or `drop_constraint` with its constraint_name and type_.
Fields about(const std::string& verb, const Constraint& constraint, const QualifiedName& table) {
  if (std::holds_alternative<Index>(constraint))
    return on_table(verb + "_index", "index_name", name_of(constraint), table);
  Fields all = on_table(verb + "_constraint", "constraint_name", name_of(constraint), table);
  all.set("type_", constraint_type(constraint));
  return all;
}

Fields table_fields(std::string_view op, const QualifiedName& table) {
  Fields all(op);
  all.set("table_name", table.name.text).maybe("schema", table.schema.text);
  return all;
}

Fields named_fields(std::string_view op, const char* key, const QualifiedName& name) {
  Fields all(op);
  all.set(key, name.name.text).maybe("schema", name.schema.text);
  return all;
}

Json added_constraint(const AddConstraint& op) {
  Json all = created(op.constraint, op.table);
  if (op.build == Build::kConcurrently) all["concurrently"] = true;
  if (op.build == Build::kFromIndex) all["using_index"] = op.index.text;
  return all;
}

template <class T, class Text>
Json or_null(const std::optional<T>& value, Text text) {
  return value ? Json(text(*value)) : Json();
}

Json altered_column(const AlterColumn& op) {
  const Column& from = op.actual;
  const Column& to = op.declared;
  const auto text = [](const Expression& e) { return e.text; };
  Fields all = table_fields("alter_column", op.table);
  all.set("column_name", from.name.text);
  if (from.name != to.name) all.set("new_column_name", to.name.text);
  if (!(from.type == to.type)) all.set("type_", to.type.text);
  all.set("existing_type", from.type.text);
  if (from.nullable != to.nullable) all.set("nullable", to.nullable);
  all.set("existing_nullable", from.nullable);
  if (from.default_value != to.default_value) all.set("server_default", or_null(to.default_value, text));
  if (from.default_value) all.set("existing_server_default", from.default_value->text);
  if (from.identity != to.identity) all.set("identity", or_null(to.identity, identity));
  if (from.generated != to.generated) all.set("computed", or_null(to.generated, computed));
  if (from.collation != to.collation)
    all.set("collation", to.collation.empty() ? Json() : Json(searched_text(to.collation, kPostgresql)));
  if (from.options != to.options) all.set("options", object_of(to.options));
  for_each_plain_attribute<Column>([&](const auto& field) {
    const Json value = to.*field.member;
    if (from.*field.member == to.*field.member) return;
    all.set(field.name, value == "" ? Json() : value)
        .set((std::string("existing_") + field.name).c_str(), from.*field.member);
  });
  return all.json();
}

Json sequence_json(std::string_view op, const Sequence& sequence) {
  Fields all = named_fields(op, "sequence_name", sequence.name);
  all.set("options", sequence_options(sequence.options));
  if (sequence.owned_by) all.set("owned_by", to_string(*sequence.owned_by));
  if (!sequence.logging.empty()) all.set("unlogged", sequence.logging == "unlogged");
  return all.maybe("comment", sequence.comment).json();
}

Json enum_json(std::string_view op, const Enum& type) {
  return named_fields(op, "enum_name", type.name)
      .set("labels", type.labels)
      .maybe("comment", type.comment)
      .json();
}

Json replaced_enum(const ReplaceEnum& op) {
  Json columns = Json::array();
  for (const TypeUser& user : op.users) columns.push_back(to_string(user.column));
  Fields all = named_fields("replace_enum", "enum_name", op.declared.name);
  return all.set("labels", op.declared.labels)
      .set("existing_labels", op.actual.labels)
      .set("columns", std::move(columns))
      .maybe("keeps_labels", op.keeps_labels)
      .json();
}

Json extension_json(std::string_view op, const Extension& extension) {
  return Fields(op)
      .set("extension_name", extension.name.text)
      .maybe("schema", extension.schema.text)
      .maybe("version", extension.version)
      .json();
}

Json user_type_json(std::string_view op, const UserType& type) {
  return named_fields(op, "type_name", name_of(type))
      .set("definition", postgres_type(type, Identifiers::plain(kPostgresql)))
      .maybe("comment", comment_of(type))
      .json();
}

Json altered_type(const AlterType& op) {
  Json columns = Json::array();
  for (const TypeUser& user : op.users) columns.push_back(to_string(user.column));
  return named_fields("alter_type", "type_name", name_of(op.declared))
      .set("definition", postgres_type(op.declared, Identifiers::plain(kPostgresql)))
      .set("existing_definition", postgres_type(op.actual, Identifiers::plain(kPostgresql)))
      .maybe("columns", std::move(columns))
      .json();
}

Json linked(std::string_view op, const Table& table, const QualifiedName& parent) {
  const std::string* bound = option(table.options, "partition_bound");
  return table_fields(op, table.name)
      .set("parent", to_string(parent))
      .maybe("partition_bound", bound ? *bound : "")
      .json();
}

/// Alembic has ops for comments on tables and columns; the other names are tenon's own.
Json commented(const SetComment& op) {
  const Json comment = op.declared.empty() ? Json() : Json(op.declared);
  const Json existing = op.actual.empty() ? Json() : Json(op.actual);
  if (op.key.kind == Kind::kTable && op.declared.empty())
    return table_fields("drop_table_comment", op.key.table_name()).set("existing_comment", existing).json();
  Fields all(op.key.kind == Kind::kTable    ? "create_table_comment"
             : op.key.kind == Kind::kColumn ? "alter_column"
                                            : "set_comment");
  if (op.key.kind == Kind::kTable)
    all.set("table_name", op.key.name.text);
  else if (op.key.kind == Kind::kColumn)
    all.set("table_name", op.key.table.text).set("column_name", op.key.name.text);
  else
    all.set("kind", to_string(op.key.kind))
        .set("name", op.key.name.text)
        .maybe("table_name", op.key.table.text);
  return all.set("comment", comment)
      .set("existing_comment", existing)
      .maybe("schema", op.key.schema.text)
      .json();
}

/// Returns the names of the triggers that are recreated with a table.
Json triggers_json(const std::vector<UnmodelledObject>& triggers) {
  Json names = Json::array();
  for (const UnmodelledObject& trigger : triggers) names.push_back(trigger.name.name.text);
  return names;
}

Json rebuilt(const RebuildTable& op) {
  return table_parts(
      table_fields("rebuild_table", op.declared.name).maybe("triggers", triggers_json(op.triggers)),
      op.declared);
}

Json renamed(const RenameConstraint& op) {
  const bool is_index = std::holds_alternative<Index>(op.actual);
  return about("rename", op.actual, op.table)
      .set(is_index ? "new_index_name" : "new_constraint_name", op.to.text)
      .json();
}

Json altered_constraint(const AlterConstraint& op) {
  return about("alter", op.actual, op.table)
      .set("existing", created(op.actual, op.table))
      .set("wanted", created(op.declared, op.table))
      .json();
}

Json created_schema(const CreateSchema& op) {
  return Fields("create_schema")
      .set("schema_name", op.schema.name.text)
      .maybe("comment", op.schema.comment)
      .json();
}

Json added_label(const AddEnumLabel& op) {
  return named_fields("add_enum_label", "enum_name", op.type)
      .set("label", op.label)
      .maybe("before", op.before)
      .json();
}

Json altered_table(const AlterTable& op) {
  return table_fields("alter_table", op.declared.name)
      .set("options", object_of(op.declared.options))
      .set("existing_options", object_of(op.actual.options))
      .json();
}

Json arguments(const Op& op) {
  return std::visit(
      Overloaded{
          [](const CreateSchema& o) { return created_schema(o); },
          [](const DropSchema& o) {
            return Fields("drop_schema").set("schema_name", o.schema.name.text).json();
          },
          [](const CreateExtension& o) { return extension_json("create_extension", o.extension); },
          [](const DropExtension& o) { return extension_json("drop_extension", o.extension); },
          [](const AlterExtension& o) { return extension_json("alter_extension", o.declared); },
          [](const CreateType& o) { return user_type_json("create_type", o.type); },
          [](const DropType& o) { return user_type_json("drop_type", o.type); },
          [](const AlterType& o) { return altered_type(o); },
          [](const CreateEnum& o) { return enum_json("create_enum", o.type); },
          [](const DropEnum& o) { return named_fields("drop_enum", "enum_name", o.type.name).json(); },
          [](const AddEnumLabel& o) { return added_label(o); },
          [](const ReplaceEnum& o) { return replaced_enum(o); },
          [](const CreateSequence& o) { return sequence_json("create_sequence", o.sequence); },
          [](const DropSequence& o) {
            return named_fields("drop_sequence", "sequence_name", o.sequence.name).json();
          },
          [](const AlterSequence& o) {
            Json all = sequence_json("alter_sequence", o.declared);
            if (o.unlogged) all["unlogged"] = *o.unlogged;
            return all;
          },
          [](const RenameSequence& o) {
            return named_fields("rename_sequence", "sequence_name", o.sequence)
                .set("new_sequence_name", o.to.text)
                .json();
          },
          [](const CreateTable& o) {
            return table_parts(
                table_fields("create_table", o.table.name).maybe("triggers", triggers_json(o.triggers)),
                o.table);
          },
          [](const DropTable& o) { return table_fields("drop_table", o.table.name).json(); },
          [](const AlterTable& o) { return altered_table(o); },
          [](const RenameTable& o) {
            return table_fields("rename_table", o.table).set("new_table_name", o.to.text).json();
          },
          [](const MoveTable& o) {
            return table_fields("move_table", o.table).set("new_schema", o.schema.text).json();
          },
          [](const RenameColumn& o) {
            return table_fields("alter_column", o.table)
                .set("column_name", o.from.text)
                .set("new_column_name", o.to.text)
                .json();
          },
          [](const AttachTable& o) { return linked("attach_table", o.table, o.parent); },
          [](const DetachTable& o) { return linked("detach_table", o.table, o.parent); },
          [](const AddColumn& o) {
            return table_fields("add_column", o.table).set("column", column_json(o.column)).json();
          },
          [](const DropColumn& o) {
            return table_fields("drop_column", o.table)
                .set("column_name", o.column.name.text)
                .maybe("only", o.only)
                .json();
          },
          [](const AlterColumn& o) { return altered_column(o); },
          [](const AddConstraint& o) { return added_constraint(o); },
          [](const DropConstraint& o) {
            return about("drop", o.constraint, o.table).maybe("concurrently", o.concurrently).json();
          },
          [](const RenameConstraint& o) { return renamed(o); },
          [](const AlterConstraint& o) { return altered_constraint(o); },
          [](const ValidateConstraint& o) {
            return about("validate", o.constraint, o.table).maybe("concurrently", o.concurrently).json();
          },
          [](const SetComment& o) { return commented(o); },
          [](const RebuildTable& o) { return rebuilt(o); },
      },
      op);
}

/// Includes preceding statements that fail if values would be lost, because a program that runs the ops does
/// not check that itself.
std::vector<std::string> statements(const Op& op, const SqlWriter& writer) {
  const auto* rebuild = std::get_if<RebuildTable>(&op);
  std::vector<std::string> all = rebuild ? risk_checks(*rebuild) : std::vector<std::string>();
  for (std::string& statement : writer.statements(op)) all.push_back(std::move(statement));
  return all;
}

Json step_json(const Step& step, const Dialect& dialect) {
  const SqlWriter& writer = sql_writer(dialect);
  Json ops = Json::array();
  for (const Op& op : step.ops) {
    Json one = arguments(op);
    if (const std::string lost = destroys(op); !lost.empty()) one["destroys"] = lost;
    one["sql"] = statements(op, writer);
    ops.push_back(std::move(one));
  }
  const Envelope around = writer.envelope(step);
  return Fields()
      .set("in_transaction", step.in_transaction)
      .maybe("lock_timeout", step.limits.lock)
      .maybe("statement_timeout", step.limits.statement)
      .maybe("before", around.before)
      .set("ops", std::move(ops))
      .maybe("after", around.after)
      .json();
}

Json steps_json(const Plan& plan) {
  Json all = Json::array();
  for (const Step& step : plan.steps) all.push_back(step_json(step, *plan.dialect));
  const std::vector<std::string> proof = sqlite_dependents_proof(plan);
  if (!all.empty() && !proof.empty()) all.back()["proof"] = proof;
  return all;
}

}  // namespace

}  // namespace ops

std::string ops_json(const Migration& migration, const std::string& message) {
  const ops::Json all{{"$schema", "urn:tenon:ops:1"},
                      {"dialect", migration.up.dialect->name},
                      {"message", message},
                      {"up", ops::steps_json(migration.up)},
                      {"down", ops::steps_json(migration.down)}};
  return all.dump(2, ' ', false, ops::Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
