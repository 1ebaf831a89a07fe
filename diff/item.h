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

/// Any object of a catalog, in place.
using ObjectRef =
    std::variant<const Schema*, const Extension*, const Enum*, const Domain*, const CompositeType*,
                 const RangeType*, const Sequence*, const Table*, const Column*, const PrimaryKey*,
                 const Unique*, const Index*, const Check*, const Exclusion*, const ForeignKey*>;

/// One object of one side under its key. Nothing is copied: it points into the catalog (and, once a name has
/// been adopted, into the other side's), which must outlive it.
struct Item {
  Kind kind;
  const Name* schema;
  const Name* table;  ///< empty for what does not live on a table
  const Name* name;   ///< what it is matched by; its own name unless that was the server's choice
  ObjectRef object;
  NamedBy named_by = NamedBy::kUser;  ///< who chose `name`
  const Table* home = nullptr;        ///< the table that it is or lives on
  const Table* opposite = nullptr;    ///< that table on the other side
};

/// Kind, schema, table, name: the order of Key.
std::strong_ordering order(const Item& a, const Item& b);
/// Kind, schema, table: what can be renamed into each other.
std::strong_ordering order_of_group(const Item& a, const Item& b);

Key key_of(const Item& item);
bool is_constraint(const Item& item);
/// A copy under the name that it is matched by.
Object object_of(const Item& item);

/// What stands for the table around the texts of a type: for a domain's, one with the column `value`. They
/// are made once for both catalogs, so that a text keeps its place through several comparisons.
struct TypeTables {
  using Side = std::map<std::pair<Kind, QualifiedName>, Table>;
  Side actual;
  Side declared;
};

/// Both catalogs as sequences sorted by key. A table that only one side has is one item; the columns and
/// constraints of a table that both have are items of their own. The default schema is one when both have it:
/// it is everywhere, so a side that does not mention it does not miss it.
struct Sides {
  std::vector<Item> actual;
  std::vector<Item> declared;
  std::shared_ptr<TypeTables> type_tables;
};
Sides flattened(const Catalog& actual, const Catalog& declared, std::shared_ptr<TypeTables> type_tables);

}  // namespace tenon
