// Merges the enums that column types of the draft imply; different labels are a fault.

#include <map>

#include "declare/json/passes.h"

namespace tenon {

void merge_enums(SchemaDraft& draft, Faults& faults) {
  std::map<QualifiedName, DraftEnum*> declared;
  for (auto& made : draft.enums)
    if (!made.implied) declared.emplace(made.type.name, &made);
  for (auto& made : draft.enums) {
    const auto [first, is_new] = declared.emplace(made.type.name, &made);
    if (is_new || !made.implied || made.type.labels == first->second->type.labels) continue;
    faults.add(*made.type.source, "enum " + to_string(made.type.name) + " has other labels at " +
                                      to_string(*first->second->type.source));
  }
  std::vector<DraftEnum> kept;
  for (const auto& made : draft.enums)
    if (!made.implied || declared.at(made.type.name) == &made) kept.push_back(made);
  draft.enums = std::move(kept);
}

}  // namespace tenon
