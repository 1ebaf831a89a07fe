#include "model/fields.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/builders.h"
#include "tests/support/other_values.h"

namespace tenon::test::this_file {
namespace {

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

TYPED_TEST(EveryField, IsAnotherMember) {
  const TypeParam object;
  std::set<const void*> members;
  for_each_field<TypeParam>(
      [&](const auto& field) { EXPECT_TRUE(members.insert(&(object.*field.member)).second) << field.name; });
}

/// What a complete list beside a struct looks like, and one that lacks a member.
struct Whole {
  std::optional<Expression> value;
  std::vector<Name> columns;
  bool flag = true;
  NotCompared<Source> source;
};
constexpr auto fields(std::type_identity<Whole>) {
  return std::tuple{Field{"value", &Whole::value}, Field{"columns", &Whole::columns},
                    Field{"flag", &Whole::flag}};
}

TEST(Fields, AreCountedAgainstTheMembers) {
  static_assert(lists_all_but<Whole, 1>);
  static_assert(!lists_all_but<Whole, 0>, "the source is a member too");
  static_assert(!lists_all_but<Whole, 2>);
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
}  // namespace tenon::test::this_file
