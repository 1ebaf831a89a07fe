#include "tests/support/random_catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "model/fields.h"

namespace tenon::test::this_file {
namespace {

constexpr std::uint64_t kSeeds = 200;

/// Which fields of which kinds ever hold something else than in a plain object.
template <class T>
void note_fields(std::set<std::string>& seen, const T& object) {
  const T plain;
  for_each_field<T>([&](const auto& field) {
    if (!(object.*field.member == plain.*field.member))
      seen.insert(std::string(to_string(kind_of(Object(object)))) + "." + field.name);
  });
}

std::set<std::string> fields_used(const Dialect& dialect) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Catalog catalog = random_catalog(dialect, seed);
    for (const auto& s : catalog.schemas) note_fields(seen, s);
    for (const auto& e : catalog.enums) note_fields(seen, e);
    for (const auto& s : catalog.sequences) note_fields(seen, s);
    for (const auto& table : catalog.tables) {
      note_fields(seen, table);
      for (const auto& column : table.columns) note_fields(seen, column);
      for (const auto& c : table.constraints) std::visit([&](const auto& x) { note_fields(seen, x); }, c);
    }
  }
  return seen;
}

template <class T>
void list_fields(std::set<std::string>& all) {
  for_each_field<T>([&](const auto& field) {
    all.insert(std::string(to_string(kind_of(Object(T{})))) + "." + field.name);
  });
}

TEST(RandomCatalog, UsesEveryFieldThatPostgresqlHas) {
  std::set<std::string> all;
  list_fields<Schema>(all);
  list_fields<Enum>(all);
  list_fields<Sequence>(all);
  list_fields<Table>(all);
  list_fields<Column>(all);
  list_fields<PrimaryKey>(all);
  list_fields<Unique>(all);
  list_fields<Index>(all);
  list_fields<Check>(all);
  list_fields<Exclusion>(all);
  list_fields<ForeignKey>(all);
  // What a declaration cannot ask for, what only SQLite has, and inheritance, which has tests of its own.
  for (const char* none : {"index.valid", "primary_key.valid", "unique.valid", "exclusion.valid",
                           "check.options", "foreign_key.options", "table.inherits", "column.inherited"})
    all.erase(none);
  EXPECT_EQ(fields_used(kPostgresql), all);
}

TEST(RandomCatalog, UsesEverySettingOfPostgresql) {
  std::set<std::string> seen;
  const auto note = [&](const std::string& kind, const Options& options) {
    for (const Option& each : options) seen.insert(kind + "." + each.key);
  };
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Catalog catalog = random_catalog(kPostgresql, seed);
    for (const auto& table : catalog.tables) {
      note("table", table.options);
      for (const auto& column : table.columns) note("column", column.options);
      for (const auto& c : table.constraints)
        if (const Options* options = index_options_of(c)) note(std::string(to_string(kind_of(c))), *options);
    }
  }
  EXPECT_EQ(seen, (std::set<std::string>{"table.force_row_security",
                                         "table.replica_identity",
                                         "table.row_security",
                                         "table.unlogged",
                                         "column.compression",
                                         "column.statistics",
                                         "column.storage",
                                         "column.with.n_distinct",
                                         "primary_key.clustered",
                                         "primary_key.replica_identity",
                                         "primary_key.with.fillfactor",
                                         "unique.clustered",
                                         "unique.replica_identity",
                                         "unique.with.fillfactor",
                                         "index.clustered",
                                         "index.replica_identity",
                                         "index.statistics.1",
                                         "index.statistics.2",
                                         "index.with.fillfactor",
                                         "exclusion.clustered",
                                         "exclusion.with.fillfactor"}));
}

TEST(RandomCatalog, UsesWhatSqliteHas) {
  const std::set<std::string> all = {
      "table.options",
      "column.type",
      "column.nullable",
      "column.default",
      "column.generated",
      "column.collation",
      "column.options",
      "primary_key.columns",
      "primary_key.options",
      "unique.columns",
      "unique.options",
      "index.columns",
      "index.unique",
      "index.where",
      "check.sqltext",
      "foreign_key.columns",
      "foreign_key.referred_table",
      "foreign_key.referred_columns",
      "foreign_key.onupdate",
      "foreign_key.ondelete",
      "foreign_key.match",
      "foreign_key.deferrable",
      "foreign_key.initially",
  };
  EXPECT_EQ(fields_used(kSqlite), all);
}

TEST(RandomCatalog, NeedsNoRepairBeforeOrAfterEdits) {
  for (const Dialect* dialect : {&kPostgresql, &kSqlite})
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      SCOPED_TRACE(std::string(dialect->name) + " seed " + std::to_string(seed));
      const Catalog a = random_catalog(*dialect, seed);
      EXPECT_EQ(repaired(a), a);
      Rng rng(seed);
      const Catalog b = mutated(a, rng, 10);
      EXPECT_EQ(repaired(b), b);
    }
}

TEST(RandomCatalog, NamesEveryRelationOfASchemaOnce) {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Catalog catalog = mutated(random_catalog(kPostgresql, rng), rng, 10);
    std::set<QualifiedName> names;
    for (const auto& s : catalog.sequences) EXPECT_TRUE(names.insert(s.name).second) << to_string(s.name);
    for (const auto& t : catalog.tables) {
      EXPECT_TRUE(names.insert(t.name).second) << to_string(t.name);
      for (const auto& c : t.constraints) {
        if (std::holds_alternative<Check>(c) || std::holds_alternative<ForeignKey>(c)) continue;
        EXPECT_TRUE(names.insert({t.name.schema, name_of(c)}).second) << name_of(c).text;
      }
    }
  }
}

TEST(RandomCatalog, ReachesTheCasesThatBreakThings) {
  bool self = false, across = false, twin = false, to_index = false, empty = false, shared = false;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const Catalog catalog = random_catalog(kPostgresql, seed);
    std::set<Name> tables, constraints;
    for (const auto& table : catalog.tables) {
      twin |= !tables.insert(table.name.name).second;
      empty |= table.columns.empty();
      for (const auto& c : table.constraints) {
        shared |= !constraints.insert(name_of(c)).second;
        const auto* key = std::get_if<ForeignKey>(&c);
        if (!key) continue;
        self |= key->referred_table == table.name;
        across |= key->referred_table.schema != table.name.schema;
        const auto is_key = [&](const Constraint& p) {
          const auto* index = std::get_if<Index>(&p);
          return index && index->unique && columns_of(p) == key->referred_columns;
        };
        const Table* parent = find_table(catalog, key->referred_table);
        to_index |= std::ranges::any_of(parent->constraints, is_key);
      }
    }
  }
  EXPECT_TRUE(self && across && twin && to_index && empty && shared)
      << self << across << twin << to_index << empty << shared;
}

}  // namespace
}  // namespace tenon::test::this_file
