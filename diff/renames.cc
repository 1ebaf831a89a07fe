#include "diff/renames.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "diff/definition.h"

namespace tenon {

namespace {

/// Pairs the one-sided mismatches of a group whose keys are equal.
template <class KeyOf>
void pair_equals(MismatchGroup& group, KeyOf key_of_item) {
  std::map<std::string, std::vector<Mismatch*>> dropped;
  for (Mismatch& m : group)
    if (m.actual && !m.declared) dropped[key_of_item(*m.actual)].push_back(&m);
  if (dropped.empty()) return;
  for (auto& [key, list] : dropped) std::ranges::reverse(list);
  for (Mismatch& m : group) {
    if (!m.declared || m.actual) continue;
    const auto found = dropped.find(key_of_item(*m.declared));
    if (found == dropped.end() || found->second.empty()) continue;
    m.actual = std::exchange(found->second.back()->actual, nullptr);
    found->second.pop_back();
  }
  std::erase_if(group, [](const Mismatch& m) { return !m.actual && !m.declared; });
}

}  // namespace

std::vector<Mismatch> renames_paired(std::vector<Mismatch> mismatches) {
  std::vector<Mismatch> paired;
  for (MismatchGroup& group : grouped(mismatches)) {
    if (group.size() > 1 && is_constraint(item_of(group.front()))) {
      pair_equals(group, [](const Item& item) { return definition_key(item, Depth::kWhole); });
      pair_equals(group, [](const Item& item) { return definition_key(item, Depth::kCore); });
      if (item_of(group.front()).kind == Kind::kPrimaryKey)
        pair_equals(group, [](const Item&) { return ""; });
    }
    paired.insert(paired.end(), group.begin(), group.end());
  }
  return paired;
}

}  // namespace tenon
