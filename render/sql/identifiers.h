// Writes identifiers, quoted always or only where necessary.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// Writes names: always quoted and qualified in a script, and only where necessary for people.
class Identifiers {
 public:
  /// For scripts.
  static Identifiers always_quoted(const Dialect& dialect) { return {dialect, true}; }
  /// For people: quoted only if the bare word would have another meaning, and without the default schema.
  static Identifiers plain(const Dialect& dialect) { return {dialect, false}; }

  std::string operator()(std::string_view name) const;
  std::string operator()(const Name& name) const { return (*this)(std::string_view(name.text)); }
  std::string operator()(const QualifiedName& name) const;
  /// Returns `a, b`.
  std::string operator()(const std::vector<Name>& names) const;

  const Dialect& dialect() const { return *dialect_; }
  bool for_people() const { return !always_; }

 private:
  Identifiers(const Dialect& dialect, bool always) : dialect_(&dialect), always_(always) {}
  bool needs_quotes(std::string_view name) const;

  const Dialect* dialect_;
  bool always_;
};

}  // namespace tenon
