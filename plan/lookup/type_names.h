#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// The enums, domains, composite types and ranges of one or two catalogs, to be found by what types and
/// expressions say.
class TypeNames {
 public:
  explicit TypeNames(const Catalog& catalog);
  TypeNames(const Catalog& before, const Catalog& after);

  /// The one that a type is, or is an array of. A name without a schema means the default schema's,
  /// else any schema's; never one that a built-in type hides.
  std::optional<QualifiedName> of(const Type& type) const;
  /// The table whose rows a type is, or is an array of.
  std::optional<QualifiedName> row_of(const Type& type) const;
  /// Every one whose name stands in `sql`.
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

/// A type without its modifiers: two types that differ in them only convert without changing what an
/// expression over them means.
std::string base_of(const Type& type);

}  // namespace tenon
