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

/// The kinds of objects, in the order in which they are created. Findings are reported in this order.
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

/// Returns the word used in reports: "foreign_key", "primary_key" ...
std::string_view to_string(Kind kind);

/// The identity of an object, as opposed to its definition: objects of two catalogs with equal keys are
/// compared with each other. `table` is empty for objects that do not belong to a table; for a table, `name`
/// is its name.
struct Key {
  Kind kind;
  Name schema;
  Name table;
  Name name;

  QualifiedName table_name() const { return {schema, table.empty() ? name : table}; }
  friend bool operator==(const Key&, const Key&) = default;
  friend std::strong_ordering operator<=>(const Key&, const Key&) = default;
};

/// Returns `foreign_key:public.orders.fk_orders_user_id_users`, as reports and `explain` spell it.
std::string to_string(const Key& key);

using ObjectBase = std::variant<Schema, Extension, Enum, Domain, CompositeType, RangeType, Sequence, Table,
                                Column, PrimaryKey, Unique, Index, Check, Exclusion, ForeignKey>;
/// A struct rather than an alias, so that its special members are compiled once, in the .cc file, and not in
/// every file that includes this one.
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
/// Returns the type that the object holds; nullopt for any other object, enums included.
std::optional<UserType> user_type_of(const Object& object);
/// Returns the constraint that the object holds; nullopt for any other object.
std::optional<Constraint> constraint_of(const Object& object);
const Source& source_of(const Object& object);

/// One attribute that differs, with its value on both sides as text ("" if a side has none).
struct AttributeChange {
  std::string attribute;  ///< named as in the declared JSON: "ondelete", "columns", "nullable" ...
  std::string actual;
  std::string declared;

  friend bool operator==(const AttributeChange&, const AttributeChange&) = default;
};

/// An object that is declared but not in the actual catalog. A table includes its columns and constraints.
struct Added {
  Key key;
  Object declared;

  friend bool operator==(const Added&, const Added&) = default;
};

/// An object in the actual catalog that is not declared. It keeps the definition of what is dropped.
struct Dropped {
  Key key;
  Object actual;

  friend bool operator==(const Dropped&, const Dropped&) = default;
};

/// An object that both sides have with different definitions. For a table, only its own attributes count: its
/// columns and constraints have changes of their own, although both tables are here in full.
struct Altered {
  Key key;
  Object actual;
  Object declared;
  std::vector<AttributeChange> attributes;  ///< never empty

  friend bool operator==(const Altered&, const Altered&) = default;
};

/// An object that both sides have under different names. `attributes` lists what else differs, and is usually
/// empty.
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

/// Returns the reverse of the changes, which lead from the declared catalog back to the actual one, in the
/// order of Key.
std::vector<Change> sides_swapped(std::vector<Change> changes);

}  // namespace tenon
