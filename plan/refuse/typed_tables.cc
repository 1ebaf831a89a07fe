// Finds changes of typed tables and of their types.
#include "plan/refuse/typed_tables.h"

#include <algorithm>
#include <optional>
#include <string>

#include "model/error.h"
#include "model/unmodelled.h"

namespace tenon {

namespace {

std::string type_of(const UnmodelledObject& typed) {
  return typed.definition.starts_with("OF ") ? typed.definition.substr(3) : "";
}

bool changes_columns(const TableTransition& table) {
  return std::ranges::any_of(table.columns, [](const auto& entry) {
    const ColumnTransition& transition = entry.second;
    return !transition.before || transition.is_dropped() || transition.retyped() || transition.recast;
  });
}

bool changes(const TypeTransition& transition) {
  if (!transition.before) return false;
  if (!transition.after || transition.replaced || transition.recreated) return true;
  const auto* before = std::get_if<CompositeType>(&*transition.before);
  const auto* after = std::get_if<CompositeType>(&*transition.after);
  return !before || !after || before->attributes != after->attributes;
}

bool type_changes(const Transitions& transitions, const UnmodelledObject& typed, const TypeNames& types) {
  const std::string text = type_of(typed);
  const auto name = text.empty() ? std::nullopt : types.of(Type(text, text));
  return std::ranges::any_of(transitions.types, [&](const auto& entry) {
    return entry.first.second == name && changes(entry.second);
  });
}

[[noreturn]] void refuse(const UnmodelledObject& typed) {
  const std::string table = to_string(typed.name);
  const std::string type = type_of(typed);
  throw Error(Fault::kUnsupported,
              "table " + table + " is of a type" + (type.empty() ? "" : ", " + type) +
                  ", and one cannot change without the other; detach it from the type (ALTER TABLE " + table +
                  " NOT OF), migrate, and attach it again (ALTER TABLE " + table + " OF " +
                  (type.empty() ? "..." : type) + ")");
}

}  // namespace

void require_unchanged_typed_tables(const Transitions& transitions, const PlanInputs& inputs) {
  for (const UnmodelledObject& typed : inputs.live().unmodelled) {
    if (role_of(typed) != UnmodelledRole::kTypedTable) continue;
    const TableTransition* transition = transitions.table(typed.table);
    if (transition && !transition->kept()) continue;
    if ((transition && changes_columns(*transition)) || type_changes(transitions, typed, inputs.types))
      refuse(typed);
  }
}

}  // namespace tenon
