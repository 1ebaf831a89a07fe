#include "plan/effects/consequences.h"

#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Story consequences_of(const Catalog& actual, const Catalog& declared) {
  const std::vector<Change> changes = diff(actual, declared);
  Story all;
  for (const Consequence& one : consequences(planned(changes, actual, declared), changes, actual, declared))
    all.push_back(describe(one));
  return all;
}

/// A table with a generated column, an index over that, a check, and a table that refers to it.
Catalog orders(const std::string& type) {
  return catalog(
      {table("item", {column("order_id", type)}, {foreign_key("fk", {"order_id"}, "orders", {"id"})}),
       table("orders", {column("id", type, false), computed(column("twice", type), "id * 2")},
             {primary_key("pk", {"id"}), index("ix", {"twice"}), check("ck", "id > 0")})});
}

TEST(Consequences, AreAllThatGoesAndComesAroundANewType) {
  EXPECT_EQ(consequences_of(orders("integer"), orders("bigint")),
            (Story{"rewrite table public.item: column order_id changes from integer to bigint",
                   "rewrite table public.orders: column id changes from integer to bigint; column twice is "
                   "computed for each row",
                   "recreate column public.orders.twice: column public.orders.id changes its type",
                   "recreate index public.orders.ix: column public.orders.twice is recreated",
                   "recreate check public.orders.ck: column public.orders.id changes its type",
                   "recreate foreign_key public.item.fk: column public.item.order_id changes its type"}));
}

TEST(Consequences, OfTheRowsAreThoseThatPostgresqlRewrites) {
  const auto of = [](Column before, Column after) {
    return consequences_of(catalog({table("t", {column("id"), std::move(before)})}),
                           catalog({table("t", {column("id"), std::move(after)})}));
  };
  EXPECT_EQ(of(column("c", "character varying(3)"), column("c", "character varying(5)")), Story{});
  EXPECT_EQ(of(column("c", "character varying(3)"), column("c", "text")), Story{});
  EXPECT_EQ(of(column("c", "text"), column("c", "character varying(3)")),
            Story{"rewrite table public.t: column c changes from text to character varying(3)"});
  EXPECT_EQ(
      of(column("c", "mood"), column("c", "humour")),
      Story{"rewrite table public.t: column c changes from mood to humour, unless both are stored alike"});
}

TEST(Consequences, OfANewColumnDependOnItsDefault) {
  const auto of = [](Column added) {
    return consequences_of(catalog({table("t", {column("id")})}),
                           catalog({table("t", {column("id"), std::move(added)})}));
  };
  EXPECT_EQ(of(column("c")), Story{});
  EXPECT_EQ(of(with_default(column("c"), "1")), Story{});
  EXPECT_EQ(of(with_default(column("c", "timestamp with time zone"), "now()")), Story{});
  EXPECT_EQ(of(with_default(column("c", "double precision"), "random()")),
            Story{"rewrite table public.t: column c gets a value of random() for each row"});
  EXPECT_EQ(of(with_default(column("c"), "app.f()")),
            Story{"rewrite table public.t: column c gets a value of f(), if that function is volatile"});
  EXPECT_EQ(of(computed(column("c"), "id + 1")),
            Story{"rewrite table public.t: column c is computed for each row"});
}

TEST(Consequences, ReachTheTablesThatInherit) {
  const auto of = [](const std::string& type) {
    Table parent = table("p", {column("id", type)});
    parent.options = with_option({}, "partition_by", "RANGE (id)");
    Table child = table("c", {column("id", type)});
    child.columns.front().inheritance = Inheritance::kInherited;
    child.parents = {q("p")};
    child.options = with_option({}, "partition_bound", "FOR VALUES FROM (1) TO (2)");
    return catalog({table("u", {column("id")}), parent, child});
  };
  Catalog unlogged = of("integer");
  for (Table& each : unlogged.tables)
    if (each.name == q("c")) each.options = with_option(each.options, "unlogged", "true");
  EXPECT_EQ(consequences_of(of("integer"), unlogged),
            Story{"rewrite table public.c: it changes its logging"});
}

TEST(Consequences, SayNothingOfWhatAChangeSays) {
  const Catalog before = catalog({table("t", {column("a"), column("b")}, {check("ck", "a > 0")})});
  const Catalog after = catalog({table("t", {column("a")}, {check("ck", "a > 1"), index("ix", {"a"})}),
                                 table("u", {column("a")}, {index("iu", {"a"})})});
  EXPECT_EQ(consequences_of(before, after), Story{});
}

TEST(Consequences, NameTheRebuildOfATableAndWhatItFills) {
  Column wanted = with_default(column("c", "INTEGER", false, kSqlite), "7");
  const auto of = [](Column c) {
    return catalog({table("t", {column("id", "INTEGER", true, kSqlite), std::move(c)},
                          {index("ix", {"id"}, kSqlite)}, kSqlite)},
                   kSqlite);
  };
  EXPECT_EQ(
      consequences_of(of(column("c", "INTEGER", true, kSqlite)), of(wanted)),
      (Story{"rebuild table t: ALTER TABLE cannot make the change; its rows are copied, and its 1 index "
             "created again",
             "fill column t.c: NULL becomes its default 7"}));
}

}  // namespace
}  // namespace tenon::this_file
