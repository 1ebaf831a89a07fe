#include "model/change.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

TEST(Key, IsSpeltKindFirstThenWhereItIs) {
  EXPECT_EQ(to_string(Key{Kind::kForeignKey, n("public"), n("orders"), n("fk_orders_user_id_users")}),
            "foreign_key:public.orders.fk_orders_user_id_users");
  EXPECT_EQ(to_string(Key{Kind::kTable, n("public"), {}, n("orders")}), "table:public.orders");
  EXPECT_EQ(to_string(Key{Kind::kSchema, {}, {}, n("app")}), "schema:app");
  EXPECT_EQ(to_string(Key{Kind::kColumn, {}, n("orders", kSqlite), n("Id", kSqlite)}), "column:orders.Id");
}

TEST(Key, OfAColumnSaysItsTable) {
  EXPECT_EQ((Key{Kind::kColumn, n("app"), n("t"), n("c")}.table_name()), (QualifiedName{n("app"), n("t")}));
  EXPECT_EQ((Key{Kind::kTable, n("app"), {}, n("t")}.table_name()), (QualifiedName{n("app"), n("t")}));
}

TEST(Key, ComparesNamesAsTheDatabaseDoes) {
  EXPECT_EQ((Key{Kind::kTable, {}, {}, n("Orders", kSqlite)}),
            (Key{Kind::kTable, {}, {}, n("ORDERS", kSqlite)}));
  EXPECT_NE((Key{Kind::kTable, {}, {}, n("Orders")}), (Key{Kind::kTable, {}, {}, n("ORDERS")}));
}

TEST(Kind, HasAWordOfItsOwn) {
  std::set<std::string_view> words;
  for (int kind = 0; kind <= static_cast<int>(Kind::kForeignKey); ++kind) {
    EXPECT_FALSE(to_string(static_cast<Kind>(kind)).empty());
    // A range is a type to a reader; that it is another kind of one shows in its definition.
    if (static_cast<Kind>(kind) == Kind::kRange) continue;
    EXPECT_TRUE(words.insert(to_string(static_cast<Kind>(kind))).second);
  }
  EXPECT_EQ(to_string(Kind::kRange), to_string(Kind::kType));
}

TEST(Kind, IsInTheOrderInWhichThingsAreCreated) {
  EXPECT_LT(Kind::kSchema, Kind::kEnum);
  EXPECT_LT(Kind::kEnum, Kind::kSequence);
  EXPECT_LT(Kind::kSequence, Kind::kTable);
  EXPECT_LT(Kind::kTable, Kind::kColumn);
  EXPECT_LT(Kind::kUnique, Kind::kForeignKey);
}

TEST(Object, AndConstraintAreTheSameThing) {
  const std::vector<Constraint> all = {
      primary_key("pk", {"a"}), unique("uq", {"a"}), index("ix", {"a"}),
      check("ck", "a > 0"),     Exclusion{},         foreign_key("fk", {"a"}, "t", {"a"})};
  Kind before = Kind::kColumn;
  for (const Constraint& constraint : all) {
    EXPECT_EQ(constraint_of(object_of(constraint)), constraint);
    EXPECT_EQ(kind_of(object_of(constraint)), kind_of(constraint));
    EXPECT_LT(before, kind_of(constraint)) << "the alternatives of Constraint stand in the order of Kind";
    before = kind_of(constraint);
  }
  EXPECT_EQ(constraint_of(column("a")), std::nullopt);
  EXPECT_EQ(constraint_of(table("t", {})), std::nullopt);
}

TEST(Object, SaysWhereItWasDeclared) {
  Check made = check("ck", "a > 0");
  made.source = Source{"schema.json", 3, 4};
  EXPECT_EQ(source_of(Object(made)), (Source{"schema.json", 3, 4}));
  EXPECT_EQ(source_of(Constraint(made)), (Source{"schema.json", 3, 4}));
}

}  // namespace
}  // namespace tenon::test::this_file
