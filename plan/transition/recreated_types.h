#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/order/object_key.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// A type that somebody made, or the table whose rows it is.
void append_made(std::vector<Thing>& to, const TypeNames& types, const Type& type);
/// The types that an expression names.
void append_types(std::vector<Thing>& to, const TypeNames& types, std::string_view sql);
/// What a type is made of.
std::vector<Thing> leaning(const UserType& type, const TypeNames& types);

/// What a type is made of, and what that is made of, and so on; itself included.
std::vector<Thing> made_of(const Type& type, const Catalog& catalog, const TypeNames& types);

/// The types whose name means another object afterwards: made anew, of another kind, or made of such a one.
/// Says in the fates which is made anew under its name, with its columns (`replaced`), and which is dropped
/// and created again (`remade`).
class MovedTypes {
 public:
  /// Throws Error(kUnsupported) for a row type that is to be made again with other attributes.
  MovedTypes(Fates& fates, const Catalog& actual, const TypeNames& types);

  const std::set<QualifiedName>& names() const { return moved_; }
  bool are_in(std::string_view sql) const;
  /// Whether a column's type goes before the other one is there, so that its values are text in between.
  bool part(const Type& actual, const Type& declared) const;

 private:
  struct Sides {
    std::optional<UserType> actual;
    std::optional<UserType> declared;
  };
  using Side = std::optional<UserType> Sides::*;

  void note_sides();
  void note_other_kinds();
  void note_made_anew();
  void note_made_of_them();
  void remake(const QualifiedName& name, const Sides& sides);
  /// Throws for a type that is part of `name` and is to have its attributes in other places.
  void refuse_moved_parts(const QualifiedName& name) const;
  bool is_used(const QualifiedName& type) const;
  /// Whether a column holds the domain inside of something else (an array, a row, a range): ALTER DOMAIN
  /// looks through no such values and stops (validateDomainConstraint).
  bool is_held_within(const QualifiedName& domain) const;
  bool leads_to(const QualifiedName& from, const QualifiedName& to, Side side) const;
  bool leads_to_moved(const Type& type, Side side) const;

  Fates& fates_;
  const Catalog& actual_;
  const TypeNames& types_;
  std::map<QualifiedName, Sides> sides_;
  std::set<QualifiedName> moved_;
  std::set<QualifiedName> remade_;
  std::set<QualifiedName> other_kinds_;
};

}  // namespace tenon
