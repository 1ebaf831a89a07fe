// Makes findings of the steps that renamed something.

#include "renames/findings.h"

#include <algorithm>
#include <cstddef>

namespace tenon {

bool is_data_rename(const Change& change, const Catalog& actual) {
  if (const auto* added = std::get_if<Added>(&change); added && added->key.kind == Kind::kSchema)
    return std::ranges::find(actual.schemas, added->key.name, &Schema::name) != actual.schemas.end();
  const auto* renamed = std::get_if<Renamed>(&change);
  return renamed && (renamed->key.kind == Kind::kTable || renamed->key.kind == Kind::kColumn);
}

namespace {

/// Whether a later step takes up where one ends.
bool goes_on(const std::vector<RenameStep>& done, std::size_t at) {
  return std::any_of(done.begin() + static_cast<std::ptrdiff_t>(at) + 1, done.end(),
                     [&](const RenameStep& later) { return is_next(done[at], later); });
}

/// What was called so in the beginning, before the steps up to this one.
RenameStep first_of(const std::vector<RenameStep>& done, std::size_t at) {
  std::size_t first = at;
  for (std::size_t i = at; i-- > 0;)
    if (is_next(done[i], done[first])) first = i;
  return done[first];
}

void add_table(const std::vector<RenameStep>& done, std::size_t at, const Table& before, const Table& after,
               std::vector<Change>& changes) {
  const QualifiedName name = name_after(done[at]);
  const QualifiedName former = first_of(done, at).table;
  if (former == name) return;
  const Name actual_name = former.schema == name.schema ? former.name : Name(to_string(former));
  changes.push_back(Renamed{{Kind::kTable, name.schema, {}, name.name}, actual_name, before, after, {}});
}

void add_column(const std::vector<RenameStep>& done, std::size_t at, const Table& before, const Table& after,
                std::vector<Change>& changes) {
  const RenameStep& rename = done[at];
  const Column* from = find_column(before, rename.to);
  const Column* to = find_column(after, rename.to);
  if (!from || !to) return;
  changes.push_back(Renamed{{Kind::kColumn, rename.table.schema, rename.table.name, rename.to},
                            first_of(done, at).column,
                            *from,
                            *to,
                            {}});
}

}  // namespace

std::vector<Change> rename_changes(const std::vector<RenameStep>& done, const Catalog& actual,
                                   const Catalog& declared) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const auto made = std::ranges::find(declared.schemas, done[i].schema, &Schema::name);
    if (done[i].makes_schema && made != declared.schemas.end())
      changes.push_back(Added{{Kind::kSchema, {}, {}, made->name}, *made});
    if (goes_on(done, i)) continue;
    const bool is_table = done[i].column.empty();
    const QualifiedName name = is_table ? name_after(done[i]) : done[i].table;
    const Table* before = find_table(actual, name);
    const Table* after = find_table(declared, name);
    if (!before || !after) continue;  // left out by a filter, or to be dropped under its new name
    (is_table ? add_table : add_column)(done, i, *before, *after, changes);
  }
  return changes;
}

}  // namespace tenon
