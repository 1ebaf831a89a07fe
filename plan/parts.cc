#include "plan/parts.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "model/dialect.h"
#include "model/naming.h"
#include "plan/heirs.h"

namespace tenon {

namespace {

/// What a parent and its partition have in common of a constraint. How an index is stored is each table's
/// own, and an index need not be whole to be handed down.
Constraint in_common(Constraint constraint) {
  if (Options* options = index_options_of(constraint)) options->clear();
  std::visit([](auto& c) { c.comment.clear(); }, constraint);
  return renamed(made_valid(std::move(constraint)), Name(), NamedBy::kNobody);
}

bool reaches_partitions(const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  return !check || !check->no_inherit;
}

/// What the partitions of a table are handed down, by whichever names.
std::vector<Constraint> handed_on(const Catalog& catalog, const Table& table, std::size_t depth = 0) {
  std::vector<Constraint> all = table.constraints;
  std::erase_if(all, [](const Constraint& each) { return !reaches_partitions(each); });
  std::vector<Constraint> more = *table.handed_down;
  const bool unknown = more.empty() && is_partition(table) && depth < catalog.tables.size();
  const Table* parent = unknown ? find_table(catalog, table.parents.front()) : nullptr;
  if (parent) more = handed_on(catalog, *parent, depth + 1);
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// What there is on the other side that the partition does not have as its own.
std::vector<Constraint> candidates(const Table& partition, const Table& other) {
  std::vector<Constraint> all = other.constraints;
  all.insert(all.end(), other.handed_down->begin(), other.handed_down->end());
  std::erase_if(all, [&](const Constraint& each) {
    return find_constraint(partition, each.index(), name_of(each)) != nullptr;
  });
  return all;
}

bool is_known(const Table& table) { return !is_partition(table) || !table.handed_down->empty(); }

bool has_like(const std::vector<Constraint>& all, const Constraint& like) {
  return std::ranges::find(all, in_common(like), in_common) != all.end();
}

/// A parent's constraint as the server makes it for a partition that has nothing like it.
Constraint as_made(const Constraint& parents, const Table& partition, const Catalog& catalog) {
  Constraint made = parents;
  std::visit([](auto& c) { c.comment.clear(); }, made);
  if (std::holds_alternative<Check>(made) || std::holds_alternative<ForeignKey>(made)) return made;
  const auto taken = [&](const std::string& text) {
    const Name name = catalog.dialect->name_of(text);
    const auto has_it = [&](const Constraint& each) { return name_of(each) == name; };
    return std::ranges::any_of(*partition.handed_down, has_it) ||
           std::ranges::any_of(catalog.tables, [&](const Table& table) {
             return table.name.schema == partition.name.schema &&
                    (table.name.name == name || std::ranges::any_of(table.constraints, has_it));
           });
  };
  const Name name = catalog.dialect->name_of(server_name(made, partition, taken));
  return renamed(std::move(made), name, NamedBy::kServer);
}

/// The partition with what it is handed down, under the names that the other side has for it or else the
/// server's.
Table with_parts(Table partition, const Catalog& catalog, const Table& other) {
  const Table* parent = find_table(catalog, partition.parents.front());
  if (!parent) return partition;
  std::vector<Constraint> there = candidates(partition, other);
  for (const Constraint& above : handed_on(catalog, *parent)) {
    const auto alike = std::ranges::find(there, in_common(above), in_common);
    if (alike != there.end()) {
      partition.handed_down->push_back(std::move(*alike));
      there.erase(alike);
    } else if (is_valid(above) && !has_like(partition.constraints, above)) {
      partition.handed_down->push_back(as_made(above, partition, catalog));
    }
  }
  return partition;
}

}  // namespace

void know_parts(Fates& fates, const Catalog& actual, const Catalog& declared, std::deque<Table>& known) {
  for (auto& [name, fate] : fates.tables) {
    if (!fate.kept() || parents_kept(*fate.actual, *fate.declared) > 0) continue;
    const Table& had = *fate.actual;
    const Table& wanted = *fate.declared;
    if (!is_known(had)) fate.actual = &known.emplace_back(with_parts(had, actual, wanted));
    if (!is_known(wanted)) fate.declared = &known.emplace_back(with_parts(wanted, declared, had));
  }
}

}  // namespace tenon
