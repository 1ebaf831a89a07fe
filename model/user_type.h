// Domains, composite types, range types and extensions as plain values.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/constraint.h"
#include "model/expression.h"
#include "model/field.h"
#include "model/name.h"

namespace tenon {

/// A condition of a domain. `VALUE` stands for the value in its text.
struct DomainCheck {
  Name name;
  Expression sqltext;
  bool validated = true;
  std::string comment = {};

  friend bool operator==(const DomainCheck&, const DomainCheck&) = default;
};

/// CREATE DOMAIN: a type with a default and conditions of its own.
struct Domain {
  QualifiedName name;
  Type type;                ///< the base type
  QualifiedName collation;  ///< empty: the collation of the type
  bool nullable = true;
  std::optional<Expression> default_value;
  std::vector<DomainCheck> checks;  ///< sorted by name
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const Domain&, const Domain&) = default;
};
constexpr auto fields(std::type_identity<Domain>) {
  return std::tuple{Field{"type", &Domain::type},         Field{"collation", &Domain::collation},
                    Field{"nullable", &Domain::nullable}, Field{"default", &Domain::default_value},
                    Field{"checks", &Domain::checks},     Field{"comment", &Domain::comment}};
}
static_assert(lists_all_but<Domain, 2>);

struct TypeAttribute {
  Name name;
  Type type;
  QualifiedName collation;  ///< empty: the collation of the type

  friend bool operator==(const TypeAttribute&, const TypeAttribute&) = default;
};

/// CREATE TYPE AS (...): a row type without a table. The order of its attributes is compared, because values
/// list them in this order.
struct CompositeType {
  QualifiedName name;
  std::vector<TypeAttribute> attributes;
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const CompositeType&, const CompositeType&) = default;
};
constexpr auto fields(std::type_identity<CompositeType>) {
  return std::tuple{Field{"attributes", &CompositeType::attributes},
                    Field{"comment", &CompositeType::comment}};
}
static_assert(lists_all_but<CompositeType, 2>);

/// CREATE TYPE AS RANGE.
struct RangeType {
  QualifiedName name;
  Type subtype;
  Options options;  ///< `canonical`, `collation`, `multirange_type_name`, `subtype_diff`, `subtype_opclass`
  std::string comment;
  NotCompared<Source> source;

  friend bool operator==(const RangeType&, const RangeType&) = default;
};
constexpr auto fields(std::type_identity<RangeType>) {
  return std::tuple{Field{"subtype", &RangeType::subtype}, Field{"options", &RangeType::options},
                    Field{"comment", &RangeType::comment}};
}
static_assert(lists_all_but<RangeType, 2>);

/// The types that are created, altered and dropped in the same way. Enums have ops of their own.
using UserType = std::variant<Domain, CompositeType, RangeType>;

const QualifiedName& name_of(const UserType& type);
const std::string& comment_of(const UserType& type);
/// Returns the same type with another comment.
UserType with_comment(UserType type, std::string comment);

/// An extension of the server. Its objects belong to it and are not compared.
struct Extension {
  Name name;
  Name schema;          ///< empty in a declaration: any schema
  std::string version;  ///< empty in a declaration: any version
  /// The updates that the server offers, `1.3--1.4`; nullopt if they are not known.
  NotCompared<std::optional<std::vector<std::string>>> updates;
  NotCompared<Source> source;

  friend bool operator==(const Extension&, const Extension&) = default;
};
constexpr auto fields(std::type_identity<Extension>) {
  return std::tuple{Field{"schema", &Extension::schema}, Field{"version", &Extension::version}};
}
static_assert(lists_all_but<Extension, 3>);

}  // namespace tenon
