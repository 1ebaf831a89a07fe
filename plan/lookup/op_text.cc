// Describes each op by its verb and the name of its object.
#include "plan/lookup/op_text.h"

#include "model/overloaded.h"

namespace tenon {

namespace {

std::string of(const char* verb, const QualifiedName& name) {
  return std::string(verb) + ' ' + to_string(name);
}

std::string of(const char* verb, const QualifiedName& table, const Name& part) {
  return of(verb, table) + '.' + part.text;
}

}  // namespace

std::string describe(const Op& op) {
  return std::visit(
      Overloaded{
          [](const CreateSchema& o) { return "create_schema " + o.schema.name.text; },
          [](const DropSchema& o) { return "drop_schema " + o.schema.name.text; },
          [](const CreateExtension& o) { return "create_extension " + o.extension.name.text; },
          [](const DropExtension& o) { return "drop_extension " + o.extension.name.text; },
          [](const AlterExtension& o) { return "alter_extension " + o.declared.name.text; },
          [](const CreateType& o) { return of("create_type", name_of(o.type)); },
          [](const DropType& o) { return of("drop_type", name_of(o.type)); },
          [](const AlterType& o) { return of("alter_type", name_of(o.declared)); },
          [](const CreateEnum& o) { return of("create_enum", o.type.name); },
          [](const DropEnum& o) { return of("drop_enum", o.type.name); },
          [](const AddEnumLabel& o) { return of("add_enum_label", o.type, Name(o.label)); },
          [](const ReplaceEnum& o) { return of("replace_enum", o.declared.name); },
          [](const CreateSequence& o) { return of("create_sequence", o.sequence.name); },
          [](const DropSequence& o) { return of("drop_sequence", o.sequence.name); },
          [](const AlterSequence& o) { return of("alter_sequence", o.declared.name); },
          [](const RenameSequence& o) { return of("rename_sequence", o.sequence); },
          [](const CreateTable& o) { return of("create_table", o.table.name); },
          [](const DropTable& o) { return of("drop_table", o.table.name); },
          [](const AlterTable& o) { return of("alter_table", o.declared.name); },
          [](const RenameTable& o) { return of("rename_table", o.table); },
          [](const MoveTable& o) { return of("move_table", o.table); },
          [](const RenameColumn& o) { return of("rename_column", o.table, o.from); },
          [](const AttachTable& o) { return of("attach_table", o.table.name); },
          [](const DetachTable& o) { return of("detach_table", o.table.name); },
          [](const AddColumn& o) { return of("add_column", o.table, o.column.name); },
          [](const DropColumn& o) { return of("drop_column", o.table, o.column.name); },
          [](const AlterColumn& o) { return of("alter_column", o.table, o.declared.name); },
          [](const AddConstraint& o) { return of("add_constraint", o.table, name_of(o.constraint)); },
          [](const DropConstraint& o) { return of("drop_constraint", o.table, name_of(o.constraint)); },
          [](const RenameConstraint& o) { return of("rename_constraint", o.table, o.to); },
          [](const AlterConstraint& o) { return of("alter_constraint", o.table, name_of(o.declared)); },
          [](const ValidateConstraint& o) {
            return of("validate_constraint", o.table, name_of(o.constraint));
          },
          [](const SetComment& o) { return "set_comment " + to_string(o.key); },
          [](const RebuildTable& o) { return of("rebuild_table", o.declared.name); },
      },
      op);
}

}  // namespace tenon
