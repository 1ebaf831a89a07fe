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

/// A type that somebody made, or the table whose rows it is.
void append_type_dependency(std::vector<DependencyKey>& to, const TypeNames& types, const Type& type);
/// The types that an expression names.
void append_named_types(std::vector<DependencyKey>& to, const TypeNames& types, std::string_view sql);
/// What a type is made of.
std::vector<DependencyKey> dependencies_of(const UserType& type, const TypeNames& types);

/// What a type is made of, and what that is made of, and so on; itself included.
std::vector<DependencyKey> type_closure(const Type& type, const Catalog& catalog, const TypeNames& types);

/// The types whose name means another object afterwards: made anew, of another kind, or made of such a one.
/// Says in the fates which is made anew under its name, with its columns (`replaced`), and which is dropped
/// and created again (`remade`).
class RecreatedTypes {
 public:
  /// Throws Error(kUnsupported) for a row type that is to be made again with other attributes.
  RecreatedTypes(Transitions& transitions, const Catalog& before, const TypeNames& types);

  const std::set<QualifiedName>& names() const { return names_; }
  bool are_named_in(std::string_view sql) const;
  /// Whether a column's type goes before the other one is there, so that its values are text in between.
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
  /// Throws for a type that is part of `name` and is to have its attributes in other places.
  void refuse_moved_attributes(const QualifiedName& name) const;
  bool is_used(const QualifiedName& type) const;
  /// Whether a column holds the domain inside of something else (an array, a row, a range): ALTER DOMAIN
  /// looks through no such values and stops (validateDomainConstraint).
  bool is_held_within(const QualifiedName& domain) const;
  bool contains(const QualifiedName& from, const QualifiedName& to, Side side) const;
  bool contains_recreated(const Type& type, Side side) const;

  Transitions& transitions_;
  const Catalog& before_;
  const TypeNames& types_;
  std::map<QualifiedName, Sides> sides_;
  std::set<QualifiedName> names_;
  std::set<QualifiedName> dropped_and_created_;
  std::set<QualifiedName> changed_kind_;
};

}  // namespace tenon
