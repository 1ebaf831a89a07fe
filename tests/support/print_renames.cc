#include "tests/support/print_renames.h"

#include <ostream>
#include <string>

namespace tenon {

namespace {

std::string dotted(const QualifiedName& object, const Name& column) {
  return to_string(object) + (column.empty() ? "" : "." + column.text);
}

}  // namespace

void PrintTo(const DataRename& rename, std::ostream* out) {
  *out << "rename " << dotted(rename.table, rename.column) << " to " << rename.schema.text << "."
       << rename.to.text;
  if (!rename.source.path.empty()) *out << " at " << to_string(rename.source);
}
void PrintTo(const RenameStep& step, std::ostream* out) {
  *out << "step: " << to_string(step.kind) << " " << dotted(step.object, step.column) << " to "
       << step.schema.text << "." << step.to.text << (step.makes_schema ? ", which is made" : "");
}
void PrintTo(const RenameTable& op, std::ostream* out) {
  *out << "rename_table " << to_string(op.table) << " to " << op.to.text;
}
void PrintTo(const MoveTable& op, std::ostream* out) {
  *out << "move_table " << to_string(op.table) << " to " << op.schema.text;
}
void PrintTo(const RenameColumn& op, std::ostream* out) {
  *out << "rename_column " << dotted(op.table, op.from) << " to " << op.to.text;
}
void PrintTo(const RenameSequence& op, std::ostream* out) {
  *out << "rename_sequence " << to_string(op.sequence) << " to " << op.to.text;
}

}  // namespace tenon
