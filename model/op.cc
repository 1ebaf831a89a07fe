#include "model/op.h"

#include <algorithm>

#include "model/overloaded.h"
#include "model/type_loss.h"

namespace tenon {

namespace {

/// A rebuild that leaves a column out.
std::string lost_columns(const RebuildTable& op) {
  const bool lost = std::ranges::any_of(op.actual.columns, [&](const Column& column) {
    return !column.generated && !find_column(op.declared, column.name);
  });
  return lost ? "drop_column" : "";
}

bool loses_labels(const ReplaceEnum& op) {
  return std::ranges::any_of(op.actual.labels, [&](const std::string& label) {
    return std::ranges::find(op.declared.labels, label) == op.declared.labels.end();
  });
}

std::string narrowed(const AlterColumn& op) {
  return loses_silently(op.actual.type, op.declared.type) ? "narrow_type" : "";
}

}  // namespace

std::string destroys(const Op& op) {
  const auto nothing = [] { return std::string(); };
  return std::visit(Overloaded{
                        [&](const CreateSchema&) { return nothing(); },
                        [&](const DropSchema&) { return nothing(); },
                        [&](const CreateEnum&) { return nothing(); },
                        [&](const DropEnum&) { return nothing(); },
                        [&](const AddEnumLabel&) { return nothing(); },
                        [&](const ReplaceEnum& o) { return loses_labels(o) ? "drop_enum_label" : nothing(); },
                        [&](const CreateSequence&) { return nothing(); },
                        [&](const DropSequence&) { return std::string("drop_sequence"); },
                        [&](const AlterSequence&) { return nothing(); },
                        [&](const CreateTable&) { return nothing(); },
                        [&](const DropTable&) { return std::string("drop_table"); },
                        [&](const AlterTable&) { return nothing(); },
                        [&](const AddColumn&) { return nothing(); },
                        [&](const DropColumn& o) { return o.column.generated ? nothing() : "drop_column"; },
                        [&](const AlterColumn& o) { return narrowed(o); },
                        [&](const AddConstraint&) { return nothing(); },
                        [&](const DropConstraint&) { return nothing(); },
                        [&](const RenameConstraint&) { return nothing(); },
                        [&](const AlterConstraint&) { return nothing(); },
                        [&](const ValidateConstraint&) { return nothing(); },
                        [&](const SetComment&) { return nothing(); },
                        [&](const RebuildTable& o) { return lost_columns(o); },
                    },
                    op);
}

}  // namespace tenon
