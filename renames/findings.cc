// Makes findings of the steps that renamed something.

#include "renames/findings.h"

#include <algorithm>
#include <cstddef>

namespace tenon {

bool is_data_rename(const Change& change, const Catalog& actual) {
  if (const auto* added = std::get_if<Added>(&change); added && added->key.kind == Kind::kSchema)
    return std::ranges::find(actual.schemas, added->key.name, &Schema::name) != actual.schemas.end();
  const auto* renamed = std::get_if<Renamed>(&change);
  return renamed && (renamed->key.kind == Kind::kTable || renamed->key.kind == Kind::kColumn ||
                     renamed->key.kind == Kind::kSequence);
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

/// Whether a thing ends under the name, letter for letter, with which it began.
bool is_same(const QualifiedName& one, const QualifiedName& other) {
  return one == other && one.name.text == other.name.text;
}

/// The finding of a table or a sequence, unless it is called as in the beginning or is not in both catalogs:
/// left out by a filter, or to be dropped under its new name.
template <class T>
void add_object(const std::vector<RenameStep>& done, std::size_t at, const T* before, const T* after,
                std::vector<Change>& changes) {
  const QualifiedName name = name_after(done[at]);
  const QualifiedName former = first_of(done, at).object;
  if (!before || !after || is_same(former, name)) return;
  const Name actual_name = former.schema == name.schema ? former.name : Name(to_string(former));
  changes.push_back(Renamed{{done[at].kind, name.schema, {}, name.name}, actual_name, *before, *after, {}});
}

void add_column(const std::vector<RenameStep>& done, std::size_t at, const Table* before, const Table* after,
                std::vector<Change>& changes) {
  const RenameStep& step = done[at];
  const Column* from = before ? find_column(*before, step.to) : nullptr;
  const Column* to = after ? find_column(*after, step.to) : nullptr;
  if (!from || !to) return;
  changes.push_back(Renamed{{Kind::kColumn, step.object.schema, step.object.name, step.to},
                            first_of(done, at).column,
                            *from,
                            *to,
                            {}});
}

const Sequence* find_sequence(const Catalog& catalog, const QualifiedName& name) {
  const auto found = std::ranges::find(catalog.sequences, name, &Sequence::name);
  return found == catalog.sequences.end() ? nullptr : &*found;
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
    const QualifiedName& object = done[i].object;
    const QualifiedName name = name_after(done[i]);
    if (done[i].kind == Kind::kColumn)
      add_column(done, i, find_table(actual, object), find_table(declared, object), changes);
    else if (done[i].kind == Kind::kSequence)
      add_object(done, i, find_sequence(actual, name), find_sequence(declared, name), changes);
    else
      add_object(done, i, find_table(actual, name), find_table(declared, name), changes);
  }
  return changes;
}

}  // namespace tenon
