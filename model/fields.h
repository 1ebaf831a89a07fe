// The list of compared attributes of every object, used by equality, reports and tests.

#pragma once

#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"

namespace tenon {

/// One compared attribute of an object: its name in reports and in the declared JSON, and the member.
template <class T, class M>
struct Field {
  const char* name;
  M T::*member;
};
template <class T, class M>
Field(const char*, M T::*) -> Field<T, M>;

/// Lists the compared attributes of each kind of object, in one place: `==` compares them, changes list them
/// (options each under their own key), and tests mutate them. tests/model/fields_test.cc holds the lists
/// complete against `==`. `name` is excluded because it is part of the identity, and so are objects with a
/// Key of their own (the columns and constraints of a table).
constexpr auto fields(std::type_identity<Schema>) { return std::tuple{Field{"comment", &Schema::comment}}; }

constexpr auto fields(std::type_identity<Extension>) {
  return std::tuple{Field{"schema", &Extension::schema}, Field{"version", &Extension::version}};
}

constexpr auto fields(std::type_identity<Domain>) {
  return std::tuple{Field{"type", &Domain::type},         Field{"collation", &Domain::collation},
                    Field{"nullable", &Domain::nullable}, Field{"default", &Domain::default_value},
                    Field{"checks", &Domain::checks},     Field{"comment", &Domain::comment}};
}

constexpr auto fields(std::type_identity<CompositeType>) {
  return std::tuple{Field{"attributes", &CompositeType::attributes},
                    Field{"comment", &CompositeType::comment}};
}

constexpr auto fields(std::type_identity<RangeType>) {
  return std::tuple{Field{"subtype", &RangeType::subtype}, Field{"options", &RangeType::options},
                    Field{"comment", &RangeType::comment}};
}

constexpr auto fields(std::type_identity<Enum>) {
  return std::tuple{Field{"labels", &Enum::labels}, Field{"comment", &Enum::comment}};
}

constexpr auto fields(std::type_identity<Sequence>) {
  return std::tuple{Field{"options", &Sequence::options}, Field{"owned_by", &Sequence::owned_by},
                    Field{"logging", &Sequence::logging}, Field{"comment", &Sequence::comment}};
}

constexpr auto fields(std::type_identity<Table>) {
  return std::tuple{Field{"inherits", &Table::parents}, Field{"comment", &Table::comment},
                    Field{"options", &Table::options}};
}

constexpr auto fields(std::type_identity<Column>) {
  return std::tuple{Field{"type", &Column::type},
                    Field{"nullable", &Column::nullable},
                    Field{"default", &Column::default_value},
                    Field{"identity", &Column::identity},
                    Field{"generated", &Column::generated},
                    Field{"collation", &Column::collation},
                    Field{"comment", &Column::comment},
                    Field{"inherited", &Column::inheritance},
                    Field{"options", &Column::options}};
}

constexpr auto fields(std::type_identity<PrimaryKey>) {
  return std::tuple{
      Field{"columns", &PrimaryKey::columns},       Field{"include", &PrimaryKey::include},
      Field{"deferrable", &PrimaryKey::deferrable}, Field{"initially", &PrimaryKey::initially_deferred},
      Field{"valid", &PrimaryKey::valid},           Field{"options", &PrimaryKey::options},
      Field{"comment", &PrimaryKey::comment}};
}

constexpr auto fields(std::type_identity<Unique>) {
  return std::tuple{Field{"columns", &Unique::columns},
                    Field{"include", &Unique::include},
                    Field{"nulls_not_distinct", &Unique::nulls_not_distinct},
                    Field{"deferrable", &Unique::deferrable},
                    Field{"initially", &Unique::initially_deferred},
                    Field{"valid", &Unique::valid},
                    Field{"options", &Unique::options},
                    Field{"comment", &Unique::comment}};
}

constexpr auto fields(std::type_identity<Index>) {
  return std::tuple{Field{"columns", &Index::elements},
                    Field{"unique", &Index::unique},
                    Field{"nulls_not_distinct", &Index::nulls_not_distinct},
                    Field{"include", &Index::include},
                    Field{"where", &Index::where},
                    Field{"using", &Index::method},
                    Field{"valid", &Index::valid},
                    Field{"with", &Index::options},
                    Field{"comment", &Index::comment}};
}

constexpr auto fields(std::type_identity<Check>) {
  return std::tuple{Field{"sqltext", &Check::sqltext}, Field{"no_inherit", &Check::no_inherit},
                    Field{"validated", &Check::validated}, Field{"options", &Check::options},
                    Field{"comment", &Check::comment}};
}

constexpr auto fields(std::type_identity<Exclusion>) {
  return std::tuple{
      Field{"elements", &Exclusion::elements},     Field{"include", &Exclusion::include},
      Field{"using", &Exclusion::method},          Field{"where", &Exclusion::where},
      Field{"deferrable", &Exclusion::deferrable}, Field{"initially", &Exclusion::initially_deferred},
      Field{"valid", &Exclusion::valid},           Field{"options", &Exclusion::options},
      Field{"comment", &Exclusion::comment}};
}

constexpr auto fields(std::type_identity<ForeignKey>) {
  return std::tuple{Field{"columns", &ForeignKey::columns},
                    Field{"referred_table", &ForeignKey::referred_table},
                    Field{"referred_columns", &ForeignKey::referred_columns},
                    Field{"onupdate", &ForeignKey::onupdate},
                    Field{"ondelete", &ForeignKey::ondelete},
                    Field{"ondelete_columns", &ForeignKey::ondelete_columns},
                    Field{"match", &ForeignKey::match},
                    Field{"deferrable", &ForeignKey::deferrable},
                    Field{"initially", &ForeignKey::initially_deferred},
                    Field{"validated", &ForeignKey::validated},
                    Field{"options", &ForeignKey::options},
                    Field{"comment", &ForeignKey::comment}};
}

/// Calls `use(field)` for each field of T.
template <class T, class Use>
void for_each_field(Use&& use) {
  std::apply([&](const auto&... field) { (use(field), ...); }, fields(std::type_identity<T>{}));
}

/// Returns the attributes that differ between two objects of one kind. REQUIRES: both hold the same
/// alternative.
std::vector<AttributeChange> attribute_changes(const Object& actual, const Object& declared);

}  // namespace tenon
