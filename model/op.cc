// The ops of a migration plan as plain values, and the plan itself.

#include "model/op.h"

#include <algorithm>

#include "model/overloaded.h"
#include "model/type_loss.h"

namespace tenon {

Op::Op() = default;
Op::Op(const Op&) = default;
Op::Op(Op&&) noexcept = default;
Op& Op::operator=(const Op&) = default;
Op& Op::operator=(Op&&) noexcept = default;
Op::~Op() = default;
bool operator==(const Op& a, const Op& b) {
  return static_cast<const OpBase&>(a) == static_cast<const OpBase&>(b);
}

namespace {

std::string lost(const RebuildTable& op) {
  std::string words = lost_columns(op).empty() ? "" : "drop_column";
  for (const std::string& word : op.may_lose) words += (words.empty() ? "" : ", ") + word;
  return words;
}

bool loses_labels(const ReplaceEnum& op) {
  return !op.keeps_labels && std::ranges::any_of(op.actual.labels, [&](const std::string& label) {
    return std::ranges::find(op.declared.labels, label) == op.declared.labels.end();
  });
}

std::string narrowed(const AlterColumn& op) {
  return loses_silently(op.actual.type, op.declared.type) ? "narrow_type" : "";
}

bool loses_attributes(const AlterType& op) {
  const auto* actual = std::get_if<CompositeType>(&op.actual);
  const auto* declared = std::get_if<CompositeType>(&op.declared);
  return actual && declared && std::ranges::any_of(actual->attributes, [&](const TypeAttribute& attribute) {
           return std::ranges::find(declared->attributes, attribute.name, &TypeAttribute::name) ==
                  declared->attributes.end();
         });
}

/// The attributes that stay keep their order, and new ones come after them.
bool in_place(const CompositeType& actual, const CompositeType& declared, bool has_users) {
  auto next = declared.attributes.begin();
  for (const auto& attribute : actual.attributes) {
    const auto at = std::ranges::find(declared.attributes, attribute.name, &TypeAttribute::name);
    if (at == declared.attributes.end()) continue;
    if (at != next || (has_users && !(*at == attribute))) return false;
    ++next;
  }
  return true;
}

}  // namespace

bool altered_in_place(const UserType& actual, const UserType& declared, bool has_users) {
  return std::visit(
      Overloaded{
          [&](const Domain& a, const Domain& d) { return a.type == d.type && a.collation == d.collation; },
          [&](const CompositeType& a, const CompositeType& d) { return in_place(a, d, has_users); },
          [&](const RangeType& a, const RangeType& d) {
            return a.subtype == d.subtype && a.options == d.options;
          },
          [](const auto&, const auto&) { return false; },
      },
      actual, declared);
}

std::vector<Name> lost_columns(const RebuildTable& op) {
  std::vector<Name> lost;
  for (const Column& column : op.actual.columns) {
    const Column* kept = column.generated ? &column : find_column(op.declared, column.name);
    if (!kept || (kept->generated && !column.generated)) lost.push_back(column.name);
  }
  return lost;
}

std::string destroys(const Op& op) {
  const auto nothing = [] { return std::string(); };
  return std::visit(
      Overloaded{
          [&](const CreateSchema&) { return nothing(); },
          [&](const DropSchema&) { return nothing(); },
          [&](const CreateExtension&) { return nothing(); },
          [&](const DropExtension&) { return nothing(); },
          [&](const AlterExtension&) { return nothing(); },
          [&](const CreateType&) { return nothing(); },
          [&](const DropType&) { return nothing(); },
          [&](const AlterType& o) { return loses_attributes(o) ? "drop_attribute" : nothing(); },
          [&](const CreateEnum&) { return nothing(); },
          [&](const DropEnum&) { return nothing(); },
          [&](const AddEnumLabel&) { return nothing(); },
          [&](const ReplaceEnum& o) { return loses_labels(o) ? "drop_enum_label" : nothing(); },
          [&](const CreateSequence&) { return nothing(); },
          [&](const DropSequence&) { return std::string("drop_sequence"); },
          [&](const AlterSequence&) { return nothing(); },
          [&](const RenameSequence&) { return nothing(); },
          [&](const CreateTable&) { return nothing(); },
          [&](const DropTable&) { return std::string("drop_table"); },
          [&](const AlterTable&) { return nothing(); },
          [&](const RenameTable&) { return nothing(); },
          [&](const MoveTable&) { return nothing(); },
          [&](const RenameColumn&) { return nothing(); },
          [&](const AttachTable&) { return nothing(); },
          [&](const DetachTable&) { return nothing(); },
          [&](const AddColumn&) { return nothing(); },
          [&](const DropColumn& o) { return o.column.generated ? nothing() : "drop_column"; },
          [&](const AlterColumn& o) { return narrowed(o); },
          [&](const AddConstraint&) { return nothing(); },
          [&](const DropConstraint&) { return nothing(); },
          [&](const RenameConstraint&) { return nothing(); },
          [&](const AlterConstraint&) { return nothing(); },
          [&](const ValidateConstraint&) { return nothing(); },
          [&](const SetComment&) { return nothing(); },
          [&](const RebuildTable& o) { return lost(o); },
      },
      op);
}

}  // namespace tenon
