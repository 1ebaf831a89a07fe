// Flattens two catalogs into sorted lists of items, one for each object that is compared.

#pragma once

#include <compare>
#include <map>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"

namespace tenon {

/// A reference to any object of a catalog.
using ObjectRef =
    std::variant<const Schema*, const Extension*, const Enum*, const Domain*, const CompositeType*,
                 const RangeType*, const Sequence*, const Table*, const Column*, const PrimaryKey*,
                 const Unique*, const Index*, const Check*, const Exclusion*, const ForeignKey*>;

/// One object of one side with its key. It copies nothing: it points into the catalog, which must outlive it
/// (and, after adoption of a name, into that of the other side).
struct Item {
  Kind kind;
  const Name* schema;
  const Name* table;  ///< empty for objects that belong to no table
  const Name* name;   ///< the name it is matched by: its own, unless the server chose that
  ObjectRef object;
  NamedBy named_by = NamedBy::kUser;  ///< who chose `name`
  const Table* home = nullptr;        ///< the table that it is or belongs to
  const Table* opposite = nullptr;    ///< that table on the other side
};

/// Compares by kind, schema, table and name: the order of Key.
std::strong_ordering order(const Item& a, const Item& b);
/// Compares by kind, schema and table: a group within which renames are paired.
std::strong_ordering order_of_group(const Item& a, const Item& b);

Key key_of(const Item& item);
bool is_constraint(const Item& item);
/// Returns a copy under the name that it is matched by.
Object object_of(const Item& item);

/// Substitute tables for the texts of types; that of a domain has the column `value`. They are created once
/// for both catalogs, so that a text keeps its address through several comparisons.
struct TypeTables {
  using Side = std::map<std::pair<Kind, QualifiedName>, Table>;
  Side actual;
  Side declared;
};

/// Both catalogs as sequences sorted by key. A table that only one side has is one item; the columns and
/// constraints of a table that both sides have are items of their own. The default schema counts only if both
/// sides have it: it always exists, so a side that does not list it does not lack it.
struct Sides {
  std::vector<Item> actual;
  std::vector<Item> declared;
  std::shared_ptr<TypeTables> type_tables;
};
Sides flattened(const Catalog& actual, const Catalog& declared, std::shared_ptr<TypeTables> type_tables);

}  // namespace tenon
