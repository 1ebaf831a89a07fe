// What an op does, object by object: op in, keys with acts out.
#include "plan/effects/acts.h"

#include "model/overloaded.h"

namespace tenon {

namespace {

using Acts = std::vector<ActOn>;

Key type_key(const UserType& type) {
  const QualifiedName& name = name_of(type);
  return {kind_of(object_of(type)), name.schema, {}, name.name};
}

Key enum_key(const QualifiedName& name) { return {Kind::kEnum, name.schema, {}, name.name}; }

Key sequence_key(const Sequence& sequence) {
  return {Kind::kSequence, sequence.name.schema, {}, sequence.name.name};
}

Key column_key(const ColumnName& column) {
  return {Kind::kColumn, column.table.schema, column.table.name, column.column};
}

/// A type that is replaced by a new one of its name.
Acts replaced(const Key& key, const std::vector<TypeUser>& users) {
  Acts acts{{key, Act::kDrop}, {key, Act::kCreate}};
  for (const TypeUser& user : users) acts.push_back({column_key(user.column), Act::kAlter});
  return acts;
}

Acts altered(const AlterType& op) {
  if (altered_in_place(op.actual, op.declared, !op.users.empty()))
    return {{type_key(op.declared), Act::kAlter}};
  return replaced(type_key(op.declared), op.users);
}

Acts renamed(const RenameConstraint& op) {
  Key key = key_of(op.table, op.actual);
  key.name = op.to;
  return {{key, Act::kRename}};
}

}  // namespace

Key key_of(const QualifiedName& table, const Column& column) {
  return {Kind::kColumn, table.schema, table.name, column.name};
}

Key key_of(const QualifiedName& table, const Constraint& constraint) {
  return {kind_of(constraint), table.schema, table.name, name_of(constraint)};
}

Key table_key(const QualifiedName& table) { return {Kind::kTable, table.schema, {}, table.name}; }

Acts acts_of(const Op& op) {
  const auto one = [](Key key, Act act) { return Acts{{std::move(key), act}}; };
  const auto of_schema = [](const Schema& schema) { return Key{Kind::kSchema, {}, {}, schema.name}; };
  const auto of_extension = [](const Extension& e) { return Key{Kind::kExtension, {}, {}, e.name}; };
  return std::visit(
      Overloaded{
          [&](const CreateSchema& o) { return one(of_schema(o.schema), Act::kCreate); },
          [&](const DropSchema& o) { return one(of_schema(o.schema), Act::kDrop); },
          [&](const CreateExtension& o) { return one(of_extension(o.extension), Act::kCreate); },
          [&](const DropExtension& o) { return one(of_extension(o.extension), Act::kDrop); },
          [&](const AlterExtension& o) { return one(of_extension(o.declared), Act::kAlter); },
          [&](const CreateType& o) { return one(type_key(o.type), Act::kCreate); },
          [&](const DropType& o) { return one(type_key(o.type), Act::kDrop); },
          [&](const AlterType& o) { return altered(o); },
          [&](const CreateEnum& o) { return one(enum_key(o.type.name), Act::kCreate); },
          [&](const DropEnum& o) { return one(enum_key(o.type.name), Act::kDrop); },
          [&](const AddEnumLabel& o) { return one(enum_key(o.type), Act::kAlter); },
          [&](const ReplaceEnum& o) {
            return o.keeps_labels ? Acts{} : replaced(enum_key(o.declared.name), o.users);
          },
          [&](const CreateSequence& o) { return one(sequence_key(o.sequence), Act::kCreate); },
          [&](const DropSequence& o) { return one(sequence_key(o.sequence), Act::kDrop); },
          [&](const AlterSequence& o) { return one(sequence_key(o.declared), Act::kAlter); },
          [&](const RenameSequence& o) {
            return one({Kind::kSequence, o.sequence.schema, {}, o.to}, Act::kRename);
          },
          [&](const CreateTable& o) { return one(table_key(o.table.name), Act::kCreate); },
          [&](const DropTable& o) { return one(table_key(o.table.name), Act::kDrop); },
          [&](const AlterTable& o) { return one(table_key(o.declared.name), Act::kAlter); },
          [&](const RenameTable& o) {
            return one(table_key({o.table.schema, o.to}), Act::kRename);
          },
          [&](const MoveTable& o) {
            return one(table_key({o.schema, o.table.name}), Act::kRename);
          },
          [&](const RenameColumn& o) {
            return one({Kind::kColumn, o.table.schema, o.table.name, o.to}, Act::kRename);
          },
          [&](const AttachTable& o) { return one(table_key(o.table.name), Act::kAttach); },
          [&](const DetachTable& o) { return one(table_key(o.table.name), Act::kDetach); },
          [&](const AddColumn& o) { return one(key_of(o.table, o.column), Act::kCreate); },
          [&](const DropColumn& o) { return one(key_of(o.table, o.column), Act::kDrop); },
          [&](const AlterColumn& o) { return one(key_of(o.table, o.declared), Act::kAlter); },
          [&](const AddConstraint& o) { return one(key_of(o.table, o.constraint), Act::kCreate); },
          [&](const DropConstraint& o) { return one(key_of(o.table, o.constraint), Act::kDrop); },
          [&](const RenameConstraint& o) { return renamed(o); },
          [&](const AlterConstraint& o) { return one(key_of(o.table, o.declared), Act::kAlter); },
          [&](const ValidateConstraint& o) { return one(key_of(o.table, o.constraint), Act::kAlter); },
          [&](const SetComment& o) { return one(o.key, Act::kAlter); },
          [&](const RebuildTable& o) { return one(table_key(o.declared.name), Act::kRebuild); },
      },
      op);
}

}  // namespace tenon
