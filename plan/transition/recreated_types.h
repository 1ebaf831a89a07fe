// Which user-defined types are replaced, or dropped and created again: transitions, catalog and type names
// in, a value out.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/order/dependency_key.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Appends the dependency on a user-defined type, or on the table whose row type it is.
void append_type_dependency(std::vector<DependencyKey>& to, const TypeNames& types, const Type& type);
/// Appends the dependencies on the types that an expression names.
void append_named_types(std::vector<DependencyKey>& to, const TypeNames& types, std::string_view sql);
/// Returns the dependencies of a user-defined type on other types.
std::vector<DependencyKey> dependencies_of(const UserType& type, const TypeNames& types);

/// Returns a type, the types that it is made of, their parts, and so on.
std::vector<DependencyKey> type_closure(const Type& type, const Catalog& catalog, const TypeNames& types);

/// The types whose name means another object afterwards: replaced, of another kind, or made of such a type.
class RecreatedTypes {
 public:
  using TypeKey = std::pair<Kind, QualifiedName>;

  /// Throws Error(kUnsupported) for a row type that would be dropped and created with other attributes.
  RecreatedTypes(const Transitions& transitions, const Catalog& before, const TypeNames& types);

  const std::set<QualifiedName>& names() const { return names_; }
  bool are_named_in(std::string_view sql) const;
  /// Returns the transitions of the types, with TypeTransition::replaced and recreated decided.
  std::map<TypeKey, TypeTransition> decided() const;
  /// Returns whether a column's type is dropped before the next one exists, so that its values are text in
  /// between.
  bool needs_text_cast(const Type& before, const Type& after) const;

 private:
  struct Sides {
    std::optional<UserType> before;
    std::optional<UserType> after;
  };
  using Side = std::optional<UserType> Sides::*;

  void collect_sides();
  void find_changed_kinds();
  void find_replaced();
  void find_containers();
  void drop_and_create(const QualifiedName& name, const Sides& sides);
  /// Throws for a type inside `name` whose attributes change places.
  void require_attributes_in_place(const QualifiedName& name) const;
  bool is_used(const QualifiedName& type) const;
  /// Returns whether a column has the domain inside another type (an array, a row, a range). ALTER DOMAIN
  /// does not look into such values and fails (validateDomainConstraint).
  bool is_held_within(const QualifiedName& domain) const;
  bool contains(const QualifiedName& from, const QualifiedName& to, Side side) const;
  bool contains_recreated(const Type& type, Side side) const;

  const Transitions& transitions_;
  const Catalog& before_;
  const TypeNames& types_;
  std::map<QualifiedName, Sides> sides_;
  std::set<QualifiedName> names_;
  std::set<TypeKey> replaced_;
  std::set<QualifiedName> dropped_and_created_;
  std::set<QualifiedName> changed_kind_;
};

}  // namespace tenon
