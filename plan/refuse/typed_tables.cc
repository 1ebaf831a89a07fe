#include "plan/refuse/typed_tables.h"

#include <algorithm>
#include <optional>
#include <string>

#include "model/error.h"

namespace tenon {

namespace {

std::string type_of(const UnmodelledObject& typed) {
  return typed.definition.starts_with("OF ") ? typed.definition.substr(3) : "";
}

bool changes_columns(const TableFate& table) {
  return std::ranges::any_of(table.columns, [](const auto& entry) {
    const ColumnFate& fate = entry.second;
    return !fate.actual || fate.goes() || fate.retyped() || fate.recast;
  });
}

bool changes(const TypeFate& fate) {
  if (!fate.actual) return false;
  if (!fate.declared || fate.replaced || fate.remade) return true;
  const auto* actual = std::get_if<CompositeType>(&*fate.actual);
  const auto* declared = std::get_if<CompositeType>(&*fate.declared);
  return !actual || !declared || actual->attributes != declared->attributes;
}

bool type_changes(const Fates& fates, const UnmodelledObject& typed, const TypeNames& types) {
  const std::string text = type_of(typed);
  const auto name = text.empty() ? std::nullopt : types.of(Type(text, text));
  return std::ranges::any_of(
      fates.types, [&](const auto& entry) { return entry.first.second == name && changes(entry.second); });
}

[[noreturn]] void refuse(const UnmodelledObject& typed) {
  const std::string table = shown(typed.name);
  const std::string type = type_of(typed);
  throw Error(Fault::kUnsupported,
              "table " + table + " is of a type" + (type.empty() ? "" : ", " + type) +
                  ", and the one cannot change without the other; make it a table by itself (ALTER "
                  "TABLE " +
                  table + " NOT OF), migrate, and let it be of the type again (ALTER TABLE " + table +
                  " OF " + (type.empty() ? "..." : type) + ")");
}

}  // namespace

void refuse_changed_typed_tables(const Fates& fates, const Catalog& exists, const TypeNames& types) {
  for (const UnmodelledObject& typed : exists.unmodelled) {
    if (typed.kind != "typed_table") continue;
    const TableFate* fate = fates.table(typed.table);
    if (fate && !fate->kept()) continue;
    if ((fate && changes_columns(*fate)) || type_changes(fates, typed, types)) refuse(typed);
  }
}

}  // namespace tenon
