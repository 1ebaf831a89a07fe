#include "model/fields.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/builders.h"
#include "tests/support/other_values.h"

namespace tenon::test {
namespace {

template <class T>
std::set<const void*> listed_members(const T& object) {
  std::set<const void*> all;
  for_each_field<T>([&](const auto& field) { all.insert(&(object.*field.member)); });
  return all;
}

template <class... M>
std::set<const void*> members(const M&... member) {
  return {&member...};
}

// Each test names every member of a struct: a new one does not compile until somebody says here whether it
// is compared. What is left out of members() is identity, has keys of its own or is set aside.

TEST(Fields, AreAllThatIsComparedOfASchema) {
  const Schema object;
  const auto& [name, comment, source] = object;
  (void)name, (void)source;
  EXPECT_EQ(listed_members(object), members(comment));
}

TEST(Fields, AreAllThatIsComparedOfAnEnum) {
  const Enum object;
  const auto& [name, labels, comment, source] = object;
  (void)name, (void)source;
  EXPECT_EQ(listed_members(object), members(labels, comment));
}

TEST(Fields, AreAllThatIsComparedOfAnExtension) {
  const Extension object;
  const auto& [name, schema, version, updates, source] = object;
  (void)name, (void)updates, (void)source;
  EXPECT_EQ(listed_members(object), members(schema, version));
}

TEST(Fields, AreAllThatIsComparedOfADomain) {
  const Domain object;
  const auto& [name, type, collation, nullable, default_value, checks, comment, source] = object;
  (void)name, (void)source;
  EXPECT_EQ(listed_members(object), members(type, collation, nullable, default_value, checks, comment));
}

TEST(Fields, AreAllThatIsComparedOfACompositeType) {
  const CompositeType object;
  const auto& [name, attributes, comment, source] = object;
  (void)name, (void)source;
  EXPECT_EQ(listed_members(object), members(attributes, comment));
}

TEST(Fields, AreAllThatIsComparedOfARangeType) {
  const RangeType object;
  const auto& [name, subtype, options, comment, source] = object;
  (void)name, (void)source;
  EXPECT_EQ(listed_members(object), members(subtype, options, comment));
}

TEST(Fields, AreAllThatIsComparedOfASequence) {
  const Sequence object;
  const auto& [name, options, owned_by, logging, comment, source, named_by] = object;
  (void)name, (void)source, (void)named_by;
  EXPECT_EQ(listed_members(object), members(options, owned_by, logging, comment));
}

TEST(Fields, AreAllThatIsComparedOfATable) {
  const Table object;
  const auto& [name, columns, constraints, parents, comment, options, inherited_constraints, stored_sql,
               source] = object;
  (void)name, (void)columns, (void)constraints, (void)inherited_constraints, (void)stored_sql, (void)source;
  EXPECT_EQ(listed_members(object), members(parents, comment, options));
}

TEST(Fields, AreAllThatIsComparedOfAColumn) {
  const Column object;
  const auto& [name, type, nullable, default_value, identity, generated, collation, comment, inheritance,
               options, source] = object;
  (void)name, (void)source;
  EXPECT_EQ(listed_members(object), members(type, nullable, default_value, identity, generated, collation,
                                            comment, inheritance, options));
}

TEST(Fields, AreAllThatIsComparedOfAPrimaryKey) {
  const PrimaryKey object;
  const auto& [name, named_by, columns, include, deferrable, deferred, valid, options, comment, source] =
      object;
  (void)name, (void)named_by, (void)source;
  EXPECT_EQ(listed_members(object), members(columns, include, deferrable, deferred, valid, options, comment));
}

TEST(Fields, AreAllThatIsComparedOfAUnique) {
  const Unique object;
  const auto& [name, named_by, columns, include, nulls, deferrable, deferred, valid, options, comment,
               source] = object;
  (void)name, (void)named_by, (void)source;
  EXPECT_EQ(listed_members(object),
            members(columns, include, nulls, deferrable, deferred, valid, options, comment));
}

TEST(Fields, AreAllThatIsComparedOfAnIndex) {
  const Index object;
  const auto& [name, named_by, elements, unique_, nulls, include, where, method, valid, options, comment,
               stored, source] = object;
  (void)name, (void)named_by, (void)stored, (void)source;
  EXPECT_EQ(listed_members(object),
            members(elements, unique_, nulls, include, where, method, valid, options, comment));
}

TEST(Fields, AreAllThatIsComparedOfACheck) {
  const Check object;
  const auto& [name, named_by, sqltext, no_inherit, validated, options, comment, source] = object;
  (void)name, (void)named_by, (void)source;
  EXPECT_EQ(listed_members(object), members(sqltext, no_inherit, validated, options, comment));
}

TEST(Fields, AreAllThatIsComparedOfAnExclusion) {
  const Exclusion object;
  const auto& [name, named_by, elements, include, method, where, deferrable, deferred, valid, options,
               comment, source] = object;
  (void)name, (void)named_by, (void)source;
  EXPECT_EQ(listed_members(object),
            members(elements, include, method, where, deferrable, deferred, valid, options, comment));
}

TEST(Fields, AreAllThatIsComparedOfAForeignKey) {
  const ForeignKey object;
  const auto& [name, named_by, columns, referred_table, referred_columns, onupdate, ondelete,
               ondelete_columns, match, deferrable, deferred, validated, options, comment, source] = object;
  (void)name, (void)named_by, (void)source;
  EXPECT_EQ(listed_members(object),
            members(columns, referred_table, referred_columns, onupdate, ondelete, ondelete_columns, match,
                    deferrable, deferred, validated, options, comment));
}

template <class T>
class EveryField : public testing::Test {};
using Structs = testing::Types<Schema, Extension, Enum, Domain, CompositeType, RangeType, Sequence, Table,
                               Column, PrimaryKey, Unique, Index, Check, Exclusion, ForeignKey>;
TYPED_TEST_SUITE(EveryField, Structs);

TYPED_TEST(EveryField, MakesADifferenceThatIsNamed) {
  const TypeParam plain;
  for_each_field<TypeParam>([&](const auto& field) {
    for (const auto& other : others(plain.*field.member)) {
      TypeParam changed;
      changed.*field.member = other;
      EXPECT_FALSE(changed == plain) << field.name;
      const auto found = attribute_changes(plain, changed);
      ASSERT_EQ(found.size(), 1u) << field.name;
      const std::string attribute = attribute_of(field.name, plain.*field.member, other);
      EXPECT_EQ(found[0].attribute, attribute);
      EXPECT_NE(found[0].actual, found[0].declared) << "a reader cannot see what differs";
      const auto back = attribute_changes(changed, plain);
      EXPECT_EQ(back, (std::vector<AttributeChange>{{attribute, found[0].declared, found[0].actual}}));
    }
  });
}

TYPED_TEST(EveryField, HasANameOfItsOwn) {
  std::set<std::string> names;
  for_each_field<TypeParam>(
      [&](const auto& field) { EXPECT_TRUE(names.insert(field.name).second) << field.name; });
}

TEST(Fields, LeaveAsideWhoNamedAConstraintAndWhereItStands) {
  Check a = check("ck", "x > 0"), b = a;
  b.named_by = NamedBy::kServer;
  b.source = Source{"schema.json", 3, 4};
  EXPECT_EQ(a, b);
  EXPECT_EQ(attribute_changes(a, b), std::vector<AttributeChange>{});
}

TEST(Fields, OfOptionsAreToldOneByOne) {
  Index a, b;
  a.options = {{"clustered", "true"}, {"tablespace", "slow"}, {"with.fillfactor", "70"}};
  b.options = {{"replica_identity", "true"}, {"tablespace", "fast"}, {"with.fillfactor", "70"}};
  EXPECT_EQ(attribute_changes(a, b), (std::vector<AttributeChange>{{"clustered", "true", ""},
                                                                   {"replica_identity", "", "true"},
                                                                   {"tablespace", "slow", "fast"}}));
}

TEST(Fields, AreShownAsTheDeclarationSpellsThem) {
  ForeignKey a = foreign_key("fk", {"user_id"}, "users", {"id"}), b = a;
  b.ondelete = Action::kCascade;
  b.deferrable = b.initially_deferred = true;
  b.validated = false;
  EXPECT_EQ(attribute_changes(a, b), (std::vector<AttributeChange>{{"ondelete", "NO ACTION", "CASCADE"},
                                                                   {"deferrable", "false", "true"},
                                                                   {"initially", "IMMEDIATE", "DEFERRED"},
                                                                   {"validated", "true", "false"}}));
}

}  // namespace
}  // namespace tenon::test
