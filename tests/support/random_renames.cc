#include "tests/support/random_renames.h"

#include <algorithm>
#include <set>
#include <string>

#include "model/constraint.h"
#include "model/dialect.h"
#include "tests/support/random_parts.h"

namespace tenon::test {

namespace {

/// Some of all, in any order.
template <class T>
std::vector<T> some_of(std::vector<T> all, Rng& rng) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[rng() % i]);
  all.resize(all.empty() ? 0 : rng() % (std::min<std::size_t>(all.size(), 3) + 1));
  return all;
}

/// What each is called in the end: the name of the next one, or the fresh one. The last takes the name of the
/// first, now and then.
std::vector<Name> new_names(const std::vector<Name>& names, const std::vector<Name>& fresh, Rng& rng) {
  std::vector<Name> to = fresh;
  const bool is_chain = rng() % 2 == 0;
  if (!is_chain) return to;
  for (std::size_t i = 0; i + 1 < names.size(); ++i) to[i] = names[i + 1];
  if (names.size() > 1 && rng() % 2 == 0) to.back() = names.front();
  return to;
}

bool owns_sequence(const Catalog& catalog, const QualifiedName& table) {
  return std::ranges::any_of(catalog.sequences, [&](const Sequence& sequence) {
    return sequence.owned_by && sequence.owned_by->table == table;
  });
}

/// Whether an index of the table has a name that the schema holds already.
bool meets(const Catalog& catalog, const Table& moved, const Name& schema) {
  return std::ranges::any_of(catalog.tables, [&](const Table& there) {
    return there.name.schema == schema &&
           std::ranges::any_of(there.constraints, [&](const Constraint& taken) {
             return std::ranges::any_of(moved.constraints, [&](const Constraint& constraint) {
               return name_of(constraint) == name_of(taken);
             });
           });
  });
}

bool is_taken(const Catalog& catalog, const QualifiedName& name) {
  const auto is_it = [&](const auto& object) { return object.name == name; };
  return std::ranges::any_of(catalog.tables, is_it) || std::ranges::any_of(catalog.sequences, is_it) ||
         std::ranges::any_of(catalog.enums, is_it);
}

/// Moves the table into another schema, or into one that is made for it, where nothing stands in the way.
void move_elsewhere(const Catalog& catalog, const Table& table, Maker& maker, DataRename& rename) {
  Name schema = maker.schema().name;
  if (maker.once_in(2)) schema = maker.pick(catalog.schemas).name;
  const bool is_free =
      !is_taken(catalog, {schema, rename.to}) && !is_taken(catalog, {schema, table.name.name});
  if (is_free && !meets(catalog, table, schema) && !owns_sequence(catalog, table.name))
    rename.schema = schema;
}

bool is_named_in_text(const Table& table, const Name& column) {
  const std::string* key = option(table.options, "partition_by");
  if (key && mentions(*key, column)) return true;
  for (const Column& other : table.columns)
    if (other.generated && mentions(other.generated->sqltext.text, column)) return true;
  return std::ranges::any_of(table.constraints, [&](const Constraint& constraint) {
    const auto columns = columns_of(constraint);
    return mentions(constraint, column) && std::ranges::find(columns, column) == columns.end();
  });
}

/// Whether the column stands in an expression of a constraint that lists it as well.
bool is_listed_and_named(const Table& table, const Name& column) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& constraint) {
    const auto* index = std::get_if<Index>(&constraint);
    const auto* exclusion = std::get_if<Exclusion>(&constraint);
    const std::optional<Expression> where = index       ? index->where
                                            : exclusion ? exclusion->where
                                                        : std::optional<Expression>();
    const bool in_elements = index && std::ranges::any_of(index->elements, [&](const IndexElement& element) {
                               const auto* text = std::get_if<Expression>(&element.what);
                               return text && mentions(text->text, column);
                             });
    return in_elements || (exclusion != nullptr && mentions(constraint, column)) ||
           (where && mentions(where->text, column));
  });
}

}  // namespace

std::vector<DataRename> random_table_renames(const Catalog& catalog, Rng& rng) {
  Catalog grown = catalog;
  Maker maker(grown, rng);
  std::vector<QualifiedName> all;
  for (const Table& table : catalog.tables) all.push_back(table.name);
  std::vector<DataRename> renames;
  std::vector<QualifiedName> some = some_of(std::move(all), rng);
  if (some.empty()) return renames;
  std::erase_if(some, [&](const QualifiedName& name) { return name.schema != some.front().schema; });
  std::vector<Name> names;
  std::vector<Name> fresh;
  for (const QualifiedName& name : some) {
    names.push_back(name.name);
    do fresh.push_back(maker.fresh_relation("renamed").name);
    while (is_taken(catalog, {name.schema, fresh.back()}));
    grown.tables.emplace_back().name = {name.schema, fresh.back()};
  }
  const std::vector<Name> to = new_names(names, fresh, rng);
  for (std::size_t i = 0; i < some.size(); ++i) {
    renames.push_back({some[i], {}, to[i], {}});
    if (catalog.dialect->has_schemas() && to[i] == fresh[i] && maker.once_in(4))
      move_elsewhere(catalog, *find_table(catalog, some[i]), maker, renames.back());
  }
  return renames;
}

std::vector<DataRename> random_column_renames(const Catalog& catalog, Rng& rng) {
  std::vector<DataRename> renames;
  for (const Table& table : catalog.tables) {
    if (rng() % 3 != 0 || !table.parents.empty()) continue;
    std::vector<Name> all;
    for (const Column& column : table.columns)
      if (!is_named_in_text(table, column.name) && !is_listed_and_named(table, column.name))
        all.push_back(column.name);
    const std::vector<Name> names = some_of(std::move(all), rng);
    Catalog grown = catalog;
    Maker maker(grown, rng);
    Table made = table;
    std::vector<Name> fresh;
    for (std::size_t i = 0; i < names.size(); ++i) {
      fresh.push_back(maker.fresh_column(made));
      made.columns.emplace_back().name = fresh.back();
    }
    const std::vector<Name> to = new_names(names, fresh, rng);
    for (std::size_t i = 0; i < names.size(); ++i) renames.push_back({table.name, names[i], to[i], {}});
  }
  return renames;
}

std::vector<RenameStep> random_sequence_renames(const Catalog& catalog, Rng& rng) {
  std::vector<RenameStep> steps;
  for (const Sequence& sequence : catalog.sequences) {
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (rng() % 3 != 0 || !std::ranges::all_of(sequence.name.name.text, is_plain)) continue;
    const Name to("renamed_sequence_" + std::to_string(steps.size()));
    if (!is_taken(catalog, {sequence.name.schema, to}))
      steps.push_back({.kind = Kind::kSequence, .object = sequence.name, .to = to});
  }
  return steps;
}

}  // namespace tenon::test
