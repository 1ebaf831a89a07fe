#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/random_catalog.h"

namespace tenon::test {

// Random tables that inherit from each other and that are partitioned, as the script of a PostgreSQL user.

/// What a table says of a column that it declares, or that its parents hand down.
struct TreeColumn {
  bool declared = true;                      ///< by the table itself, beside its parents
  bool not_null = false;                     ///< or where a parent has it NOT NULL
  bool nullable = false;                     ///< although a parent that it inherits from has it NOT NULL
  std::optional<std::string> default_value;  ///< nullopt: that of the parents; "": none
  std::string identity;                      ///< ALWAYS or BY DEFAULT; never inherited
  std::string storage;
  std::string compression;
};

struct TreeCheck {
  bool no_inherit = false;
  bool validated = true;
};

/// A key or an index; `kind` as in SQL: `PRIMARY KEY`, `UNIQUE`, `INDEX`, `UNIQUE INDEX`.
struct TreeKey {
  std::string kind;
  std::vector<std::string> columns;
};

struct TreeReference {
  std::vector<std::string> columns;
  std::string table;
  std::vector<std::string> referred;
  std::string actions;
  bool validated = true;
};

struct TreeTable {
  std::string name;
  std::vector<std::string> parents;
  std::string partition_by;      ///< `LIST (k)`; "": it has no partitions
  std::optional<int> slot;       ///< of a partition: its place among its siblings, -1 for DEFAULT
  bool joins = false;            ///< made by itself, then INHERIT or ATTACH PARTITION
  bool names_its_parts = false;  ///< and with names of its own for its parts of indexes
  std::map<std::string, TreeColumn> columns;
  std::map<std::string, TreeCheck> checks;
  std::map<std::string, TreeKey> keys;
  std::map<std::string, TreeReference> references;
};

/// Tables, parents before children. A column has one type in all of them, a check one expression: they can
/// join each other.
struct Trees {
  std::vector<TreeTable> tables;
  std::map<std::string, std::string> types;
  std::map<std::string, std::string> expressions;  ///< of the checks
};

const TreeTable* find_table(const Trees& trees, const std::string& name);
/// Whether the column is a generated one.
bool is_computed(const Trees& trees, const std::string& column);

/// A column as the table has it, with what its parents hand down.
struct EffectiveColumn {
  std::string default_value;
  bool not_null = false;
  std::string storage;
  std::string compression;
};
using EffectiveColumns = std::map<std::string, EffectiveColumn>;

EffectiveColumns effective_columns(const Trees& trees, const TreeTable& table);
/// The columns that the parents hand down, merged.
EffectiveColumns handed_down(const Trees& trees, const TreeTable& table);
/// The checks that a table inherits.
std::vector<std::string> inherited_checks(const Trees& trees, const TreeTable& table);
/// The keys and indexes that a partition has parts of.
std::map<std::string, TreeKey> inherited_keys(const Trees& trees, const TreeTable& table);
/// The columns in the partition keys of a table and of the tables below it.
std::vector<std::string> partition_key_columns(const Trees& trees, const TreeTable& table);
/// The one column of a partition key.
std::string column_of(const std::string& partition_by);

/// The same seed gives the same trees on every platform.
Trees random_trees(Rng& rng);
/// Trees that are `edits` random edits away.
Trees mutated(Trees trees, Rng& rng, int edits);
/// Two states of a schema: near ones share most tables, every fourth pair shares but names.
struct TreePair {
  Trees before;
  Trees after;
};
TreePair random_tree_pair(std::uint64_t seed);
/// Returns the trees without what PostgreSQL would refuse.
Trees repaired(Trees trees);

/// The statements that make the tables in an empty database.
std::string script_of(const Trees& trees);

}  // namespace tenon::test
