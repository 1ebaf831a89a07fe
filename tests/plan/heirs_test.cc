#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Table inheriting(Table table, std::vector<std::string> parents) {
  for (const auto& parent : parents) table.parents.push_back(q(parent));
  return table;
}

Table partition(Table table, std::string parent) {
  table.options = with_option(table.options, "partition_bound", "FOR VALUES IN (1)");
  return inheriting(std::move(table), {std::move(parent)});
}

Table partitioned(Table table) {
  table.options = with_option(table.options, "partition_by", "LIST (a)");
  return table;
}

Column inherited(Column column, Inheritance how = Inheritance::kInherited) {
  column.inheritance = how;
  return column;
}

const Catalog kNothing = catalog({});

/// The check is made with its table, and the column is altered behind that.
TEST(Heirs, AreMadeWithADefaultUnderACheckOfTheirOwn) {
  const Catalog declared =
      catalog({inheriting(table("child", {inherited(with_default(column("a"), "4"))}, {check("ck", "a = 4")}),
                          {"parent"}),
               table("parent", {column("a")})});
  EXPECT_EQ(story_of(kNothing, declared), (Story{"create_table public.parent", "create_table public.child",
                                                 "alter_column public.child.a"}));
}

TEST(Heirs, AreMadeWithoutTheDefaultThatTheirParentsHandDown) {
  const Catalog declared =
      catalog({inheriting(table("child", {inherited(column("a"), Inheritance::kMerged)}), {"parent"}),
               table("parent", {with_default(column("a"), "4")})});
  EXPECT_EQ(story_of(kNothing, declared), (Story{"create_table public.parent", "create_table public.child",
                                                 "alter_column public.child.a"}));
}

/// CREATE TABLE would give the identity the default as well.
TEST(Heirs, AreMadeWithAnIdentityWhereTheirParentsHandDownADefault) {
  Column own = inherited(column("a", "integer", false), Inheritance::kMerged);
  own.identity.emplace();
  const Catalog declared = catalog(
      {inheriting(table("child", {own}), {"parent"}), table("parent", {with_default(column("a"), "4")})});
  EXPECT_EQ(story_of(kNothing, declared), (Story{"create_table public.parent", "create_table public.child",
                                                 "alter_column public.child.a"}));
  const auto made = all<CreateTable>(plan_of(kNothing, declared));
  EXPECT_FALSE(made.back().table.columns.front().identity);
}

/// PostgreSQL refuses ALTER COLUMN on the parent, as it reaches the identity.
TEST(Heirs, WithAnIdentityRefuseWhatTheParentWouldDoToIt) {
  const auto above = [](Column parents) {
    Column own = inherited(column("a", "integer", false));
    own.identity.emplace();
    return catalog({inheriting(table("child", {own}), {"parent"}), table("parent", {std::move(parents)})});
  };
  const auto not_null = [] { return column("a", "integer", false); };
  EXPECT_THROW(story_of(above(column("a")), above(with_default(column("a"), "4"))), Error);
  EXPECT_THROW(story_of(above(not_null()), above(column("a"))), Error);
  const Catalog nullable = above(column("a"));
  const Catalog strict = above(not_null());
  EXPECT_EQ(story_of(planned(diff(nullable, strict), nullable, strict)),
            (Story{"alter_column public.parent.a"}));
}

TEST(Heirs, GetTheFirstDefaultOfSeveralParents) {
  const auto of_two = [](Column childs) {
    return catalog({inheriting(table("child", {std::move(childs)}), {"one", "two"}),
                    table("one", {column("a")}),
                    table("two", {with_default(column("a", "integer", false), "4")})});
  };
  const Column handed_down = inherited(with_default(column("a", "integer", false), "4"));
  EXPECT_EQ(story_of(kNothing, of_two(handed_down)),
            (Story{"create_table public.one", "create_table public.two", "create_table public.child"}));
}

TEST(Heirs, CannotBeMadeWithTwoDefaultsThatTheirParentsHandDown) {
  const auto of_two = [](Inheritance how) {
    return catalog({inheriting(table("child", {inherited(column("a"), how)}), {"one", "two"}),
                    table("one", {with_default(column("a"), "3")}),
                    table("two", {with_default(column("a"), "4")})});
  };
  EXPECT_THROW(story_of(kNothing, of_two(Inheritance::kInherited)), Error);
  EXPECT_EQ(story_of(kNothing, of_two(Inheritance::kMerged)).back(), "alter_column public.child.a");
}

/// The partition goes before its whole, and the whole refers to the partition.
TEST(Heirs, AreDroppedWhereTheyAreReferredToFromAbove) {
  Table whole = partitioned(table("whole", {column("a")}, {primary_key("pk", {"a"})}));
  whole.constraints.push_back(foreign_key("fk", {"a"}, "part", {"a"}));
  const Catalog actual = catalog({partition(table("part", {column("a")}), "whole"), whole});
  EXPECT_EQ(story_of(actual, kNothing).back(), "drop_table public.whole");
  const Catalog plain =
      catalog({inheriting(table("child", {inherited(column("a"))}, {unique("uq", {"a"})}), {"top"}),
               table("top", {column("a")}, {foreign_key("fk", {"a"}, "child", {"a"})})});
  EXPECT_EQ(story_of(plain, kNothing).back(), "drop_table public.top");
}

Catalog with_keys(std::vector<Constraint> wholes, std::vector<Constraint> parts) {
  const auto a = [] { return column("a", "integer", false); };
  return catalog({partition(table("part", {a()}, std::move(parts)), "whole"),
                  partitioned(table("whole", {a()}, std::move(wholes)))});
}

/// The unique takes in the primary key, which has to be there before.
TEST(Heirs, GetTheirKeysBeforeTheIndexThatTakesThemIn) {
  const Catalog none = with_keys({}, {});
  EXPECT_EQ(story_of(none, with_keys({primary_key("pk", {"a"})}, {unique("own", {"a"})})),
            (Story{"add_constraint public.part.own", "add_constraint public.whole.pk"}));
}

/// The server drops the primary key of the partition together with the unique of the whole.
TEST(Heirs, KeepTheirKeysWhenTheIndexThatHasTakenThemInGoes) {
  const Constraint own = primary_key("own", {"a"});
  EXPECT_EQ(
      story_of(with_keys({unique("uq", {"a"})}, {own}), with_keys({}, {own})),
      (Story{"detach_table public.part", "drop_constraint public.whole.uq", "attach_table public.part"}));
  EXPECT_EQ(
      story_of(with_keys({unique("uq", {"a"})}, {own}), with_keys({unique("uq", {"a"})}, {})),
      (Story{"detach_table public.part", "drop_constraint public.part.own", "attach_table public.part"}));
}

/// The part is there, by whatever name, and the partition has `own` beside it.
Catalog with_own_beside(Constraint wholes, Constraint own, std::string bound = "FOR VALUES IN (1)") {
  Catalog made = with_keys({wholes}, {std::move(own)});
  for (Table& table : made.tables)
    if (is_partition(table)) {
      table.options = with_option(table.options, "partition_bound", bound);
      table.inherited_constraints->push_back(renamed(wholes, n("part_of_it"), NamedBy::kUser));
    }
  return made;
}

/// The server takes an index of the partition for its part of a new one that is like it.
TEST(Heirs, GetTheIndexBesideTheirPartAfterThePart) {
  const Constraint own = index("own", {"a"});
  EXPECT_EQ(story_of(with_keys({}, {}), with_own_beside(index("ix", {"a"}), own)),
            (Story{"add_constraint public.whole.ix", "add_constraint public.part.own"}));
  EXPECT_EQ(story_of(with_keys({}, {own}), with_own_beside(index("ix", {"a"}), own)),
            (Story{"drop_constraint public.part.own", "add_constraint public.whole.ix",
                   "add_constraint public.part.own"}));
}

/// A key that the index of the whole would take in as well.
TEST(Heirs, GetTheKeyBesideTheirPartAfterThePart) {
  const Constraint own = primary_key("own", {"a"});
  EXPECT_EQ(story_of(with_keys({}, {}), with_own_beside(unique("uq", {"a"}), own)),
            (Story{"add_constraint public.whole.uq", "add_constraint public.part.own"}));
  EXPECT_EQ(story_of(with_keys({unique("uq", {"a"})}, {}), with_own_beside(unique("uq", {"a"}), own)),
            (Story{"add_constraint public.part.own"}));
}

/// Attached again, the partition has but one index that the server could take.
TEST(Heirs, AreAttachedAgainWithoutTheIndexBesideTheirPart) {
  const Constraint own = index("own", {"a"});
  const Catalog actual = with_own_beside(index("ix", {"a"}), own);
  const Catalog declared = with_own_beside(index("ix", {"a"}), own, "FOR VALUES IN (2)");
  EXPECT_EQ(story_of(actual, declared),
            (Story{"drop_constraint public.part.own", "detach_table public.part", "attach_table public.part",
                   "add_constraint public.part.own"}));
}

TEST(Heirs, JoinWithoutTheIndexThatTheyHaveBesideTheirPart) {
  const Constraint own = index("own", {"a"});
  Catalog actual = with_keys({index("ix", {"a"})}, {own});
  for (Table& table : actual.tables)
    if (is_partition(table)) {
      table.parents.clear();
      table.options.clear();
    }
  EXPECT_EQ(story_of(actual, with_own_beside(index("ix", {"a"}), own)),
            (Story{"drop_constraint public.part.own", "add_constraint public.part.part_of_it",
                   "attach_table public.part", "add_constraint public.part.own"}));
}

/// A key that the whole's index has taken in is dropped while the partition is detached, which then takes the
/// bound that it is to have.
TEST(Heirs, GetAKeyInsteadOfTheirPartUnderTheBoundThatTheyAreToHave) {
  const Constraint own = primary_key("own", {"a"});
  Catalog actual = with_own_beside(unique("uq", {"a"}), own);
  for (Table& table : actual.tables) std::erase(table.constraints, own);
  Catalog declared = with_keys({unique("uq", {"a"})}, {own});
  for (Table& table : declared.tables)
    if (is_partition(table))
      table.options = with_option(table.options, "partition_bound", "FOR VALUES IN (2)");
  const Plan plan = planned(diff(actual, declared), actual, declared);
  EXPECT_EQ(*option(find_table(applied(actual, plan), q("part"))->options, "partition_bound"),
            "FOR VALUES IN (2)");
}

/// The foreign key depends on the partitions of the whole, which it is about to leave.
TEST(Heirs, LeaveWithoutAForeignKeyOfTheirOwnToTheWhole) {
  const Table whole =
      partitioned(table("whole", {column("a", "integer", false)}, {primary_key("pk", {"a"})}));
  const auto part = [](std::vector<Constraint> own) {
    return table("part", {column("a", "integer", false)}, own);
  };
  const Catalog actual =
      catalog({partition(part({foreign_key("fk", {"a"}, "whole", {"a"})}), "whole"), whole});
  const Plan plan = planned(diff(actual, catalog({part({}), whole})), actual, catalog({part({}), whole}));
  EXPECT_EQ(story_of(plan).front(), "drop_constraint public.part.fk");
}

/// Between NO INHERIT and INHERIT the column is the table's own, and remains declared by it.
TEST(Heirs, CannotChangeTheParentThatAloneHandsDownAColumn) {
  const auto below = [](std::vector<std::string> parents, Inheritance how) {
    return catalog({inheriting(table("child", {inherited(column("a"), how)}), std::move(parents)),
                    table("one", {column("a")}), table("two", {column("a")})});
  };
  EXPECT_THROW(story_of(below({"one"}, Inheritance::kInherited), below({"two"}, Inheritance::kInherited)),
               Error);
  EXPECT_EQ(story_of(below({"one"}, Inheritance::kMerged), below({"two"}, Inheritance::kMerged)),
            (Story{"detach_table public.child", "attach_table public.child"}));
  EXPECT_EQ(story_of(below({"one"}, Inheritance::kInherited), below({"one", "two"}, Inheritance::kInherited)),
            (Story{"attach_table public.child"}));
}

}  // namespace
}  // namespace tenon::this_file
