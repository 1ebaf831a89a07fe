#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Table below(Table table, std::vector<std::string> parents) {
  for (const auto& parent : parents) table.parents.push_back(q(parent));
  return table;
}

Column handed(Column column, Inheritance how = Inheritance::kInherited) {
  column.inheritance = how;
  return column;
}

Column both(Column column) { return handed(std::move(column), Inheritance::kMerged); }

Table part_of(std::string whole, Table table) {
  table.options = with_option(table.options, "partition_bound", "FOR VALUES IN (1)");
  return below(std::move(table), {std::move(whole)});
}

Table split(Table table) {
  table.options = with_option(table.options, "partition_by", "LIST (a)");
  return table;
}

Column a() { return column("a", "integer", false); }

std::string refusal(const Catalog& from, const Catalog& to) {
  try {
    planned(diff(from, to), from, to);
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kUnsupported);
    return error.what();
  }
  return "";
}

/// A table may sort after those below it.
TEST(HeirsColumns, HaveTheDefaultOfTheirParentsOverThreeLevels) {
  const auto level = [](std::string_view name, std::vector<std::string> parents) {
    Column column = with_default(test::column("a"), "4");
    if (!parents.empty()) column = both(std::move(column));
    return below(table(name, {std::move(column)}), std::move(parents));
  };
  EXPECT_EQ(
      story_of(catalog({}), catalog({level("one", {"two"}), level("three", {}), level("two", {"three"})})),
      (Story{"create_table public.three", "create_table public.two", "create_table public.one"}));
}

/// DROP DEFAULT and SET DEFAULT on the top reach every table below, whatever stands between.
TEST(HeirsColumns, KeepADefaultThatTheTableBetweenDoesNotHave) {
  const auto levels = [](const std::string& type) {
    const Column plain = handed(column("a", type));
    return catalog({below(table("low", {with_default(plain, "4")}), {"mid"}),
                    below(table("mid", {plain}), {"top"}),
                    table("top", {with_default(column("a", type), "4")})});
  };
  EXPECT_EQ(story_of(levels("integer"), levels("bigint")),
            (Story{"alter_column public.top.a", "alter_column public.mid.a", "alter_column public.low.a"}));
}

TEST(HeirsColumns, KeepADefaultThatTheTopComesToHaveAsTheTableBetweenHasIt) {
  const auto levels = [](std::string_view top) {
    const auto is = [](std::string_view value) { return with_default(column("a"), std::string(value)); };
    return catalog({below(table("low", {handed(is("3"))}), {"mid"}),
                    below(table("mid", {handed(is("2"))}), {"top"}), table("top", {is(top)})});
  };
  EXPECT_EQ(story_of(levels("1"), levels("2")),
            (Story{"alter_column public.top.a", "alter_column public.low.a"}));
}

/// The table between is no owner of the column: it hands the drop on unless it is dropped from it alone too.
TEST(HeirsColumns, StayWhereTheyAreDroppedFromTwoLevelsAbove) {
  const auto levels = [](std::vector<Column> above, std::vector<Column> between, Column low) {
    return catalog({below(table("low", {std::move(low)}), {"mid"}),
                    below(table("mid", std::move(between)), {"top"}), table("top", std::move(above))});
  };
  const Catalog before = levels({column("a")}, {handed(column("a"))}, handed(column("a")));
  const Catalog after = levels({}, {}, column("a"));
  const Plan plan = planned(diff(before, after), before, after);
  EXPECT_EQ(story_of(plan), (Story{"drop_column public.top.a", "drop_column public.mid.a"}));
  expect_leads(plan, before, after);
}

TEST(HeirsColumns, AreTheirOwnWhileTheyChangeTheirParents) {
  const auto under = [](std::string parent, std::string value) {
    return catalog(
        {below(table("child", {both(with_default(column("a"), std::move(value)))}), {std::move(parent)}),
         table("one", {column("a")}), table("two", {column("a")})});
  };
  EXPECT_EQ(story_of(under("one", "1"), under("two", "2")),
            (Story{"detach_table public.child", "alter_column public.child.a", "attach_table public.child"}));
}

TEST(HeirsColumns, CannotChangeWhoDeclaresThem) {
  const auto under = [](Inheritance how) {
    return catalog({below(table("child", {handed(column("a"), how)}), {"top"}), table("top", {column("a")})});
  };
  const Catalog inherited = under(Inheritance::kInherited);
  const Catalog merged = under(Inheritance::kMerged);
  EXPECT_NE(refusal(inherited, merged).find("column a of table public.child is inherited and cannot become"),
            std::string::npos);
  EXPECT_NE(refusal(merged, inherited).find("is declared by the table itself"), std::string::npos);
  EXPECT_NE(refusal(catalog({table("child", {column("b")}), table("top", {column("a")})}),
                    catalog({below(table("child", {handed(column("a")), column("b")}), {"top"}),
                             table("top", {column("a")})}))
                .find("is declared by the table itself"),
            std::string::npos);
}

TEST(HeirsColumns, CannotBePartitionedOtherwise) {
  const Catalog plain = catalog({table("t", {a()})});
  EXPECT_NE(refusal(plain, catalog({split(table("t", {a()}))})).find("differs in partition_by"),
            std::string::npos);
}

/// A computed column that its parent no longer has is the table's, which creates it again.
TEST(HeirsColumns, AreCreatedAgainWhereTheParentDropsThem) {
  const auto tree = [](const std::string& type, bool above) {
    const Column g = computed(column("g", "bigint"), "a * 2");
    std::vector<Column> columns{column("a", type)};
    if (above) columns.push_back(g);
    return catalog({below(table("child", {handed(column("a", type)), above ? both(g) : g}), {"top"}),
                    table("top", std::move(columns))});
  };
  EXPECT_EQ(story_of(tree("integer", true), tree("bigint", false)),
            (Story{"drop_column public.top.g", "drop_column public.child.g", "alter_column public.top.a",
                   "add_column public.child.g"}));
}

/// INHERIT refuses a table without the checks of the parent, and a check reaches those that have joined.
TEST(HeirsColumns, JoinWithTheirChecksAfterThoseBelowHaveJoined) {
  const Constraint ck = check("ck", "a > 0");
  const auto tree = [&](bool joined) {
    Table top = table("top", {column("a")}, {ck});
    Table mid =
        joined ? below(table("mid", {both(column("a"))}, {ck}), {"top"}) : table("mid", {column("a")});
    Table low = below(table("low", {both(column("a"))}, {ck}), {"top"});
    if (joined) low.parents.push_back(q("mid"));
    return catalog({std::move(low), std::move(mid), std::move(top)});
  };
  EXPECT_EQ(story_of(tree(false), tree(true)),
            (Story{"attach_table public.low", "add_constraint public.mid.ck", "attach_table public.mid"}));
}

/// The whole refers to a partition, and its foreign key depends on the partitions that leave.
TEST(HeirsColumns, LeaveAfterAForeignKeyOfTheWholeToOneOfThem) {
  const Constraint fk = foreign_key("fk", {"a"}, "mid", {"a"});
  const Constraint pk = primary_key("pk", {"a"});
  const Catalog before =
      catalog({split(table("whole", {a()}, {fk})), part_of("whole", split(table("mid", {a()}, {pk}))),
               part_of("mid", table("low", {a()}))});
  const Catalog after = catalog({split(table("whole", {a()})),
                                 part_of("whole", split(table("mid", {a()}, {pk}))), table("low", {a()})});
  EXPECT_EQ(story_of(planned(diff(before, after), before, after)).front(), "drop_constraint public.whole.fk");
}

/// What the whole loses first, the partition that leaves no longer has.
TEST(HeirsColumns, DropNoForeignKeyThatHasGoneFromTheWhole) {
  const auto tree = [](bool whole) {
    Table part = table("part", {a()});
    Table top = split(table("whole", {a()}, {primary_key("pk", {"a"})}));
    if (whole) {
      const Constraint fk = foreign_key("fk", {"a"}, "whole", {"a"});
      top.constraints.push_back(fk);
      part.inherited_constraints->push_back(fk);
      part = part_of("whole", std::move(part));
    }
    return catalog({std::move(part), std::move(top)});
  };
  EXPECT_EQ(story_of(tree(true), tree(false)),
            (Story{"drop_constraint public.whole.fk", "detach_table public.part"}));
}

/// A check that a partition keeps when it leaves names a column that is created again.
TEST(HeirsColumns, CreateAgainTheChecksThatTheyKeepWhenTheyLeave) {
  const Constraint ck = check("ck", "g > 0");
  Table part = table("part", {a(), column("g")});
  part.inherited_constraints->push_back(ck);
  const Catalog before = catalog({part_of("whole", part), split(table("whole", {a(), column("g")}, {ck}))});
  const Catalog after = catalog({table("part", {a(), computed(column("g"), "a * 2")}, {ck}),
                                 split(table("whole", {a(), column("g")}, {ck}))});
  EXPECT_EQ(story_of(before, after),
            (Story{"detach_table public.part", "drop_constraint public.part.ck", "drop_column public.part.g",
                   "add_column public.part.g", "add_constraint public.part.ck"}));
}

/// ATTACH PARTITION would make the part of the index under a name of its own, which no way back knows.
TEST(HeirsColumns, JoinWithTheirPartsOfIndexesUnderTheNamesThatTheyAreToHave) {
  Table part = table("part", {a()});
  const Table whole = split(table("whole", {a()}, {unique("uq", {"a"})}));
  const Catalog before = catalog({part, whole});
  part.inherited_constraints->push_back(unique("by_hand", {"a"}));
  EXPECT_EQ(story_of(before, catalog({part_of("whole", part), whole})),
            (Story{"add_constraint public.part.by_hand", "attach_table public.part"}));
}

}  // namespace
}  // namespace tenon::this_file
