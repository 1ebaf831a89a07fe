#include "tests/support/random_catalog.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sql/quote.h"
#include "tests/support/random_parts.h"

namespace tenon::test {

namespace {

void drop_lost_sequences(Catalog& catalog) {
  std::erase_if(catalog.sequences, [&](const Sequence& s) {
    if (!s.owned_by) return false;
    const Table* table = find_table(std::as_const(catalog), s.owned_by->table);
    return !table || !find_column(*table, s.owned_by->column);
  });
}

bool type_holds(const Catalog& catalog, const Type& type) {
  if (family_of(type) != Family::kEnum) return true;
  return std::ranges::any_of(catalog.enums, [&](const Enum& e) {
    return type.text == quoted(e.name, *catalog.dialect) ||
           type.text == quoted(e.name, *catalog.dialect) + "[]";
  });
}

bool default_holds(const Catalog& catalog, const Column& column) {
  const std::string& text = column.default_value->text;
  if (text.starts_with("nextval"))
    return std::ranges::any_of(catalog.sequences, [&](const Sequence& s) {
      return text == "nextval(" + literal(quoted(s.name, *catalog.dialect)) + "::regclass)";
    });
  for (const auto& e : catalog.enums)
    if (column.type.text == quoted(e.name, *catalog.dialect))
      return std::ranges::any_of(e.labels, [&](const auto& l) {
        return text == literal(l) + "::" + quoted(e.name, *catalog.dialect);
      });
  return true;
}

/// What a type is stored like anyway, or cannot be stored like, is no setting.
void repair_storage(Column& column) {
  const Family family = family_of(column.type);
  if (family != Family::kText && family != Family::kBinary && family != Family::kJson)
    for (const char* key : {"storage", "compression"})
      column.options = with_option(std::move(column.options), key, "");
}

void repair_columns(const Catalog& catalog, Table& table) {
  std::set<Name> lost;
  for (const auto& column : table.columns)
    if (!type_holds(catalog, column.type)) lost.insert(column.name);
  for (const auto& column : table.columns)
    for (const auto& name : lost)
      if (column.generated && mentions(column.generated->sqltext.text, name)) lost.insert(column.name);
  std::erase_if(table.columns, [&](const Column& c) { return lost.contains(c.name); });
  std::erase_if(table.constraints, [&](const Constraint& constraint) {
    return std::ranges::any_of(lost, [&](const Name& name) { return mentions(constraint, name); });
  });
  for (auto& column : table.columns) {
    if (column.default_value && !default_holds(catalog, column)) column.default_value.reset();
    if (column.identity) {
      column.nullable = false;
      column.default_value.reset();
      column.identity->sequence = fitted(column.identity->sequence, column.type);
    }
    repair_storage(column);
    if (column.nullable) column.options = with_option(column.options, "not_null_on_conflict", "");
  }
}

void repair_keys(const Catalog& catalog, Table& table) {
  std::erase_if(table.constraints, [&](const Constraint& constraint) {
    const auto names = columns_of(constraint);
    return std::ranges::any_of(names, [&](const Name& name) { return !find_column(table, name); });
  });
  static const std::set<std::string> kStrict = {"INTEGER", "TEXT", "REAL", "BLOB"};
  if (std::ranges::any_of(table.columns, [](const Column& c) { return !kStrict.contains(c.type.text); }))
    table.options = with_option(table.options, "strict", "");
  const bool strict = option(table.options, "strict") != nullptr;
  if (!primary_key(table)) table.options = with_option(table.options, "without_rowid", "");
  const bool rowid = !option(table.options, "without_rowid");
  for (auto& constraint : table.constraints) {
    auto* key = std::get_if<PrimaryKey>(&constraint);
    if (!key) continue;
    const bool alias =
        rowid && key->columns.size() == 1 && find_column(table, key->columns[0])->type.text == "INTEGER";
    if (!alias) key->options = with_option(key->options, "autoincrement", "");
    // SQLite lets a primary key be null but for these.
    if (!catalog.dialect->keys_refuse_null && rowid && !alias && !strict) continue;
    for (auto& column : table.columns)
      if (std::ranges::find(key->columns, column.name) != key->columns.end()) column.nullable = false;
  }
}

/// SQLite takes no two resolutions for the same columns.
void repair_resolutions(Table& table) {
  std::map<std::vector<Name>, std::string> resolutions;
  if (const PrimaryKey* key = primary_key(table))
    if (const std::string* resolution = option(key->options, "on_conflict"))
      resolutions[key->columns] = *resolution;
  for (auto& constraint : table.constraints) {
    auto* unique = std::get_if<Unique>(&constraint);
    const std::string* resolution = unique ? option(unique->options, "on_conflict") : nullptr;
    if (resolution && resolutions.emplace(unique->columns, *resolution).first->second != *resolution)
      unique->options = with_option(unique->options, "on_conflict", "");
  }
}

/// A collation that the column has anyway is none of the index.
void repair_collations(Table& table) {
  for (auto& constraint : table.constraints) {
    auto* index = std::get_if<Index>(&constraint);
    if (!index) continue;
    for (auto& element : index->elements) {
      const auto* name = std::get_if<Name>(&element.what);
      if (name && find_column(table, *name)->collation == element.collation) element.collation = {};
    }
  }
}

/// Whether PostgreSQL takes it for the replica identity: unique at once, over columns that are never null.
bool tells_rows_apart(const Constraint& constraint, const Table& table) {
  const auto columns = referable_columns(constraint);
  return columns &&
         std::ranges::all_of(*columns, [&](const Name& name) { return !find_column(table, name)->nullable; });
}

bool can_be_clustered_by(const Constraint& constraint) {
  const auto* index = std::get_if<Index>(&constraint);
  const auto* exclusion = std::get_if<Exclusion>(&constraint);
  return !(index && (index->where || index->method.text == "hash")) && !(exclusion && exclusion->where);
}

bool is_expression(const Constraint& constraint, std::size_t position) {
  const auto* index = std::get_if<Index>(&constraint);
  return index && position <= index->elements.size() &&
         std::holds_alternative<Expression>(index->elements[position - 1].what);
}

/// One index at most has a mark, and only one that can have it.
void repair_marks(Table& table) {
  bool identified = option(table.options, "replica_identity") != nullptr;
  bool clustered = false;
  for (auto& constraint : table.constraints) {
    Options* options = index_options_of(constraint);
    if (!options) continue;
    if (identified || !tells_rows_apart(constraint, table))
      *options = with_option(std::move(*options), "replica_identity", "");
    if (clustered || !can_be_clustered_by(constraint))
      *options = with_option(std::move(*options), "clustered", "");
    for (const std::size_t position : {std::size_t{1}, std::size_t{2}})
      if (!is_expression(constraint, position))
        *options = with_option(std::move(*options), "statistics." + std::to_string(position), "");
    identified = identified || is_replica_identity(constraint);
    clustered = clustered || is_clustered(constraint);
  }
}

std::vector<Name> in_order(std::vector<Name> names) {
  std::ranges::sort(names);
  return names;
}

bool reference_holds(const Catalog& catalog, const Table& table, const ForeignKey& key) {
  const Table* parent = find_table(catalog, key.referred_table);
  if (!parent || (is_unlogged(*parent) && !is_unlogged(table))) return false;
  for (const auto& name : key.referred_columns)
    if (!find_column(*parent, name)) return false;
  for (const auto& name : key.columns)
    if (!find_column(table, name) || find_column(table, name)->generated) return false;
  if (!catalog.dialect->checks_references) return true;
  return std::ranges::any_of(parent->constraints, [&](const Constraint& c) {
    const auto columns = referable_columns(c);
    return columns && in_order(*columns) == in_order(key.referred_columns);
  });
}

void repair_references(Catalog& catalog) {
  const Catalog whole = catalog;
  for (auto& table : catalog.tables)
    std::erase_if(table.constraints, [&](const Constraint& c) {
      const auto* key = std::get_if<ForeignKey>(&c);
      return key && !reference_holds(whole, table, *key);
    });
}

void own_some_sequences(Catalog& catalog, Maker& maker) {
  for (auto& sequence : catalog.sequences) {
    if (catalog.tables.empty() || !maker.once_in(2)) continue;
    const Table& table = maker.pick(catalog.tables);
    if (table.name.schema != sequence.name.schema || table.columns.empty()) continue;
    sequence.owned_by = ColumnName{table.name, maker.pick(table.columns).name};
    sequence.logging.clear();
  }
}

}  // namespace

Catalog repaired(Catalog catalog) {
  catalog = sorted(std::move(catalog));
  drop_lost_sequences(catalog);
  for (auto& table : catalog.tables) {
    repair_columns(catalog, table);
    repair_keys(catalog, table);
    repair_resolutions(table);
    repair_collations(table);
    repair_marks(table);
  }
  drop_lost_sequences(catalog);
  for (auto& table : catalog.tables) repair_columns(catalog, table);
  repair_references(catalog);
  return sorted(std::move(catalog));
}

Catalog random_catalog(const Dialect& dialect, Rng& rng) {
  Catalog catalog;
  catalog.dialect = &dialect;
  Maker maker(catalog, rng);
  if (dialect.has_schemas()) {
    Schema standard;
    standard.name = dialect.name_of(dialect.default_schema);
    catalog.schemas.push_back(std::move(standard));
    for (std::size_t n = maker.below(3); n > 0; --n) catalog.schemas.push_back(maker.schema());
  }
  // Most schemas have a table of a name that another has too: the first tables are made before the rest.
  for (std::size_t n = maker.below(3); n > 0; --n) catalog.tables.push_back(maker.table());
  if (dialect.has_enums)
    for (std::size_t n = maker.below(3); n > 0; --n) catalog.enums.push_back(maker.enumeration());
  if (dialect.has_sequences)
    for (std::size_t n = maker.below(3); n > 0; --n) catalog.sequences.push_back(maker.sequence());
  for (std::size_t n = maker.below(6); n > 0; --n) catalog.tables.push_back(maker.table());
  own_some_sequences(catalog, maker);
  constexpr std::size_t kForeignKey = 5;
  for (auto& table : catalog.tables)
    for (std::size_t n = maker.below(4); n > 0; --n)
      if (auto key = maker.constraint(table, kForeignKey, maker.fresh_constraint(table, kForeignKey)))
        table.constraints.push_back(std::move(*key));
  return repaired(std::move(catalog));
}

Catalog random_catalog(const Dialect& dialect, std::uint64_t seed) {
  Rng rng(seed);
  return random_catalog(dialect, rng);
}

}  // namespace tenon::test
