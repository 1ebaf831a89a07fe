// Which user-defined type, or row type, a type or an expression refers to by its text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Finds the enums, domains, composite types, ranges and row types of one or two catalogs by the text that
/// refers to them.
class TypeNames {
 public:
  explicit TypeNames(const Catalog& catalog);
  TypeNames(const Catalog& before, const Catalog& after);

  /// Returns the user-defined type that `type` is, or is an array of. A name without a schema means the type
  /// of the default schema, or else that of any schema; never one that a built-in type hides.
  std::optional<QualifiedName> of(const Type& type) const;
  /// Returns the table whose row type `type` is, or is an array of.
  std::optional<QualifiedName> row_of(const Type& type) const;
  /// Returns every user-defined type whose name `sql` has as an identifier.
  std::vector<QualifiedName> in(std::string_view sql) const;
  bool empty() const { return by_name_.empty(); }

 private:
  void add(const Catalog& catalog);
  using ByName = std::map<std::string, std::vector<QualifiedName>, std::less<>>;

  static void add(const QualifiedName& type, ByName& to);
  std::optional<QualifiedName> found(const Type& type, const ByName& among) const;

  const Dialect& dialect_;
  ByName by_name_;
  ByName tables_;
};

/// Returns a type without its modifiers. Two types that differ in modifiers only convert into each other
/// without changing the meaning of an expression over them.
std::string base_of(const Type& type);

}  // namespace tenon
