// The values of a difference: Kind, Key, Object and Change.

#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"
#include "model/name.h"

namespace tenon {

/// What a change is about. In order of creation; the order of findings in a report follows it.
enum class Kind {
  kSchema,
  kExtension,
  kEnum,
  kDomain,
  kType,
  kRange,
  kSequence,
  kTable,
  kColumn,
  kPrimaryKey,
  kUnique,
  kIndex,
  kCheck,
  kExclusion,
  kForeignKey,
};

/// The word of the reports: "foreign_key", "primary_key" ...
std::string_view word(Kind kind);

/// What one object is, apart from how it looks: two objects of two catalogs with the same key are matched.
/// `table` is empty for what does not live on a table; for a table, `name` is its name.
struct Key {
  Kind kind;
  Name schema;
  Name table;
  Name name;

  QualifiedName table_name() const { return {schema, table.empty() ? name : table}; }
  friend bool operator==(const Key&, const Key&) = default;
  friend std::strong_ordering operator<=>(const Key&, const Key&) = default;
};

/// `foreign_key:public.orders.fk_orders_user_id_users`, as reports and `explain` spell it.
std::string shown(const Key& key);

using ObjectBase = std::variant<Schema, Extension, Enum, Domain, CompositeType, RangeType, Sequence, Table,
                                Column, PrimaryKey, Unique, Index, Check, Exclusion, ForeignKey>;
/// A class with its special members in the .cc file, so that the copies, moves and comparisons of all
/// alternatives are compiled once and not in every file that touches one.
struct Object : ObjectBase {
  using ObjectBase::ObjectBase;
  Object();
  Object(const Object&);
  Object(Object&&) noexcept;
  Object& operator=(const Object&);
  Object& operator=(Object&&) noexcept;
  ~Object();
  friend bool operator==(const Object&, const Object&);
};

Kind kind_of(const Object& object);
Kind kind_of(const Constraint& constraint);
Object object_of(Constraint constraint);
Object object_of(UserType type);
/// The type inside, or nothing when the object is none (an enum is none).
std::optional<UserType> user_type_of(const Object& object);
/// The constraint inside, or nullptr-like empty when the object is none.
std::optional<Constraint> constraint_of(const Object& object);
const Source& source_of(const Object& object);

/// One attribute that differs, both sides as text ("" when a side has none).
struct AttributeChange {
  std::string attribute;  ///< named as in the declared JSON: "ondelete", "columns", "nullable" ...
  std::string actual;
  std::string declared;

  friend bool operator==(const AttributeChange&, const AttributeChange&) = default;
};

/// Declared, not in the actual catalog. A table brings its columns and constraints with it.
struct Added {
  Key key;
  Object declared;

  friend bool operator==(const Added&, const Added&) = default;
};

/// In the actual catalog, not declared. Remembers what is dropped.
struct Dropped {
  Key key;
  Object actual;

  friend bool operator==(const Dropped&, const Dropped&) = default;
};

/// The same identity, another definition. For a Table: its own attributes only; its columns and constraints
/// have changes of their own (but both whole tables are here to look at).
struct Altered {
  Key key;
  Object actual;
  Object declared;
  std::vector<AttributeChange> attributes;  ///< never empty

  friend bool operator==(const Altered&, const Altered&) = default;
};

/// The same definition under another name; `attributes` lists what differs besides, mostly nothing.
struct Renamed {
  Key key;  ///< under the declared name
  Name actual_name;
  Object actual;
  Object declared;
  std::vector<AttributeChange> attributes;

  friend bool operator==(const Renamed&, const Renamed&) = default;
};

using ChangeBase = std::variant<Dropped, Altered, Renamed, Added>;
/// A class with its special members in the .cc file, so that the copies, moves and comparisons of all
/// alternatives are compiled once and not in every file that touches one.
struct Change : ChangeBase {
  using ChangeBase::ChangeBase;
  Change();
  Change(const Change&);
  Change(Change&&) noexcept;
  Change& operator=(const Change&);
  Change& operator=(Change&&) noexcept;
  ~Change();
  friend bool operator==(const Change&, const Change&);
};

const Key& key_of(const Change& change);

/// The same changes read from the other side: what takes the declared catalog back to the actual one, in the
/// order of Key.
std::vector<Change> sides_swapped(std::vector<Change> changes);

}  // namespace tenon
