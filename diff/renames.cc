// Pairs dropped and added constraints as renames, and writes the notes about ambiguous pairs.

#include "diff/renames.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "diff/definition.h"
#include "model/fields.h"
#include "model/naming_server.h"

namespace tenon {

namespace {

bool is_dropped(const Mismatch& m) { return m.actual && !m.declared; }
bool is_added(const Mismatch& m) { return m.declared && !m.actual; }

bool has_servers_name(const Item& item) {
  return std::visit(
      [&](const auto* object) {
        if constexpr (std::is_constructible_v<Constraint, decltype(*object)>)
          return is_server_name(Constraint(*object), *item.home);
        else
          return false;
      },
      item.object);
}

/// Moves the most likely candidates for a rename to the front: those whose names nobody chose.
void likely_first(std::vector<Mismatch*>& dropped, std::vector<Mismatch*>& added) {
  if (dropped.size() == added.size()) return;  // every one has a partner: the order of the names decides
  if (dropped.size() > 1)
    std::ranges::stable_partition(dropped, [](const Mismatch* m) { return has_servers_name(*m->actual); });
  if (added.size() > 1)
    std::ranges::stable_partition(
        added, [](const Mismatch* m) { return m->declared->named_by == NamedBy::kConvention; });
}

struct Alike {
  std::vector<Mismatch*> dropped;
  std::vector<Mismatch*> added;
};

/// Returns the one-sided mismatches of a group by key, without those that have no counterpart.
template <class KeyOf>
std::map<std::string, Alike> alike(MismatchGroup& group, KeyOf key_of_item) {
  std::map<std::string, Alike> found;
  for (Mismatch& m : group)
    if (is_dropped(m)) found[key_of_item(*m.actual)].dropped.push_back(&m);
  if (found.empty()) return found;
  for (Mismatch& m : group) {
    if (!is_added(m)) continue;
    const auto at = found.find(key_of_item(*m.declared));
    if (at != found.end()) at->second.added.push_back(&m);
  }
  std::erase_if(found, [](const auto& entry) { return entry.second.added.empty(); });
  return found;
}

void pair(Mismatch& dropped, Mismatch& added) { added.actual = std::exchange(dropped.actual, nullptr); }

void erase_emptied(MismatchGroup& group) {
  std::erase_if(group, [](const Mismatch& m) { return !m.actual && !m.declared; });
}

/// Pairs the one-sided mismatches of a group with equal keys.
template <class KeyOf>
void pair_equals(MismatchGroup& group, KeyOf key_of_item) {
  for (auto& [key, both] : alike(group, key_of_item)) {
    likely_first(both.dropped, both.added);
    for (std::size_t i = 0; i < std::min(both.dropped.size(), both.added.size()); ++i)
      pair(*both.dropped[i], *both.added[i]);
  }
  erase_emptied(group);
}

/// Pairs two mismatches with the same subject if there is no third.
void pair_the_only_ones(MismatchGroup& group) {
  for (auto& [key, both] :
       alike(group, [](const Item& item) { return definition_key(item, Depth::kSubject); }))
    if (both.dropped.size() == 1 && both.added.size() == 1) pair(*both.dropped.front(), *both.added.front());
  erase_emptied(group);
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
      pair_the_only_ones(group);
    }
    paired.insert(paired.end(), group.begin(), group.end());
  }
  return paired;
}

namespace {

/// Tells whether two changes concern constraints of one kind on one table.
bool are_neighbours(const Key& a, const Key& b) {
  return a.kind == b.kind && a.schema == b.schema && a.table == b.table;
}

std::string others_alike(const std::vector<Change>& changes, const Renamed& renamed) {
  std::string names;
  for (const Change& change : changes) {
    if (!are_neighbours(key_of(change), renamed.key)) continue;
    const auto* dropped = std::get_if<Dropped>(&change);
    const auto* added = std::get_if<Added>(&change);
    const Object* other = dropped ? &dropped->actual : added ? &added->declared : nullptr;
    if (other && attribute_changes(renamed.actual, *other).empty())
      names += (names.empty() ? "" : ", ") + key_of(change).name.text;
  }
  return names;
}

}  // namespace

std::vector<std::string> rename_notes(const std::vector<Change>& changes) {
  std::vector<std::string> notes;
  for (const Change& change : changes) {
    const auto* renamed = std::get_if<Renamed>(&change);
    if (!renamed || renamed->key.table.empty() || !renamed->attributes.empty()) continue;
    const std::string others = others_alike(changes, *renamed);
    if (!others.empty())
      notes.push_back(to_string(renamed->key) + " could also be paired with another: " +
                      renamed->actual_name.text + " and " + others + " are the same");
  }
  return notes;
}

}  // namespace tenon
