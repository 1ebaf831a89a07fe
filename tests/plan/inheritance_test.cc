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

Column inherited(Column column) {
  column.inheritance = Inheritance::kInherited;
  return column;
}

Column merged(Column column) {
  column.inheritance = Inheritance::kMerged;
  return column;
}

/// A parent with the columns and a child that has them from it.
Catalog family(const std::vector<Column>& columns, std::vector<Column> childs = {}) {
  for (const auto& each : columns) childs.push_back(inherited(each));
  return catalog({inheriting(table("child", std::move(childs)), {"parent"}), table("parent", columns)});
}

TEST(Inheritance, LetsAColumnComeAndGoWithTheParents) {
  const Catalog one = family({column("a")});
  const Catalog two = family({column("a"), column("b")});
  EXPECT_EQ(story_of(one, two), (Story{"add_column public.parent.b"}));
  EXPECT_EQ(story_of(two, one), (Story{"drop_column public.parent.b"}));
}

TEST(Inheritance, LetsAColumnChangeWithTheParents) {
  EXPECT_EQ(story_of(family({column("a")}), family({column("a", "bigint", false)})),
            (Story{"alter_column public.parent.a"}));
}

TEST(Inheritance, HasNoTypeChangedOfAColumnThatTwoParentsHandDown) {
  const auto both = [](const char* type, std::vector<std::string> parents) {
    return catalog({inheriting(table("child", {inherited(column("a", type))}), std::move(parents)),
                    table("one", {column("a", type)}), table("two", {column("a", type)})});
  };
  const Catalog actual = both("integer", {"one", "two"});
  const Catalog declared = both("bigint", {"one", "two"});
  EXPECT_THROW(planned(diff(actual, declared), actual, declared), Error);
  EXPECT_EQ(story_of(both("integer", {"one"}), both("bigint", {"one"})),
            (Story{"alter_column public.one.a", "alter_column public.two.a"}));
}

/// Both ways to the child begin at one table, so the server changes all of them at once.
TEST(Inheritance, ChangesATypeThatComesDownOnTwoWays) {
  const auto diamond = [](const char* type) {
    const Column handed = inherited(column("a", type));
    return catalog({inheriting(table("child", {handed}), {"one", "two"}),
                    inheriting(table("one", {handed}), {"top"}), table("top", {column("a", type)}),
                    inheriting(table("two", {handed}), {"top"})});
  };
  EXPECT_EQ(story_of(diamond("integer"), diamond("bigint")), (Story{"alter_column public.top.a"}));
}

/// A table cannot drop an inherited column, so a computed one cannot be recreated.
TEST(Inheritance, HasNoComputedColumnMadeAnewThatAParentHandsDown) {
  Column computed = merged(column("b"));
  computed.generated = Generated{x("a * 2"), true};
  const auto with = [&](const char* type) {
    return catalog({inheriting(table("child", {inherited(column("a", type)), computed}), {"parent"}),
                    table("parent", {column("a", type), column("b")})});
  };
  EXPECT_THROW(story_of(with("integer"), with("bigint")), Error);
}

TEST(Inheritance, GivesAChildBackWhatTheParentsChangeTakes) {
  Catalog actual = family({column("a")});
  Catalog declared = family({with_default(column("a"), "1")});
  declared.tables[0].columns[0].default_value.reset();
  EXPECT_EQ(story_of(actual, declared),
            (Story{"alter_column public.parent.a", "alter_column public.child.a"}));
}

TEST(Inheritance, AddsByItselfWhatAChildDeclaresAsWell) {
  Catalog declared = family({column("a"), column("b")});
  declared.tables[0].columns[1] = merged(column("b"));
  EXPECT_EQ(story_of(family({column("a")}), declared),
            (Story{"add_column public.child.b", "add_column public.parent.b"}));
}

TEST(Inheritance, KeepsAColumnThatTheParentAloneDrops) {
  Catalog declared = family({column("a")}, {column("b")});
  const Catalog actual = family({column("a"), column("b")});
  const Plan plan = planned(diff(actual, declared), actual, declared);
  expect_leads(plan, actual, declared);
  EXPECT_EQ(story_of(plan), (Story{"drop_column public.parent.b"}));
  EXPECT_TRUE(all<DropColumn>(plan).front().only);
  EXPECT_THROW(planned(diff(declared, actual), declared, actual), Error) << "it would be declared twice";
}

TEST(Inheritance, PartsAndJoins) {
  const Catalog apart = catalog({table("child", {column("a")}), table("parent", {column("a")})});
  const Catalog joined = catalog(
      {inheriting(table("child", {merged(column("a"))}), {"parent"}), table("parent", {column("a")})});
  EXPECT_EQ(story_of(apart, joined), (Story{"attach_table public.child"}));
  EXPECT_EQ(story_of(joined, apart), (Story{"detach_table public.child"}));
}

TEST(Inheritance, GivesAParentsCheckToATableOnceItHasJoined) {
  const std::vector<Constraint> ck{check("ck", "a > 0")};
  const auto child = [](std::vector<Constraint> own) {
    return inheriting(table("child", {merged(column("a"))}, std::move(own)), {"parent"});
  };
  const Table bare = table("child", {column("a")});
  const Table parent = table("parent", {column("a")}, ck);
  EXPECT_EQ(story_of(catalog({bare, table("parent", {column("a")})}), catalog({child({}), parent})),
            (Story{"attach_table public.child", "add_constraint public.parent.ck"}));
  EXPECT_EQ(story_of(catalog({bare, parent}), catalog({child({}), parent})),
            (Story{"drop_constraint public.parent.ck", "attach_table public.child",
                   "add_constraint public.parent.ck"}));
  EXPECT_EQ(
      story_of(catalog({bare}), catalog({child({}), parent})),
      (Story{"create_table public.parent", "attach_table public.child", "add_constraint public.parent.ck"}));
  EXPECT_EQ(story_of(catalog({child(ck), parent}), catalog({child({}), parent})),
            (Story{"drop_constraint public.parent.ck", "drop_constraint public.child.ck",
                   "add_constraint public.parent.ck"}));
}

TEST(Inheritance, TakesTheKeyOfTheWholeForOneOfThePartition) {
  const Table whole = partitioned(table("t", {column("a", "integer", false)}, {primary_key("pk", {"a"})}));
  const Table part = partition(table("p1", {column("a", "integer", false)}), "t");
  const Table from = table("z", {column("a")}, {foreign_key("f", {"a"}, "p1", {"a"})});
  Table keyless = whole;
  keyless.constraints.clear();
  Table own = part;
  own.constraints = {primary_key("pk1", {"a"})};
  EXPECT_EQ(story_of(sorted(catalog({whole, part})), sorted(catalog({whole, part, from}))),
            (Story{"create_table public.z", "add_constraint public.z.f"}));
  EXPECT_EQ(story_of(sorted(catalog({whole, part, from})), sorted(catalog({keyless, own, from}))),
            (Story{"drop_constraint public.z.f", "drop_constraint public.t.pk",
                   "add_constraint public.p1.pk1", "add_constraint public.z.f"}));
}

TEST(Inheritance, RefusesWhatCannotBeHandedDownAnew) {
  const Catalog apart = catalog({table("child", {column("a")}), table("parent", {column("a")})});
  EXPECT_THROW(planned(diff(apart, family({column("a")})), apart, family({column("a")})), Error);
}

TEST(Inheritance, MovesAPartitionToAnotherBound) {
  Catalog actual =
      catalog({partition(table("p1", {column("a")}), "t"), partitioned(table("t", {column("a")}))});
  Catalog declared = actual;
  declared.tables[0].options =
      with_option(declared.tables[0].options, "partition_bound", "FOR VALUES IN (2)");
  EXPECT_EQ(story_of(actual, declared), (Story{"detach_table public.p1", "attach_table public.p1"}));
}

TEST(Inheritance, KeepsTheIndexesOfATableThatPartsUnderTheirNames) {
  Catalog whole = catalog({partition(table("p1", {column("a")}), "t"),
                           partitioned(table("t", {column("a")}, {index("t_a", {"a"})}))});
  *whole.tables[0].inherited_constraints = {index("p1_a", {"a"})};
  Catalog apart = catalog({table("p1", {column("a")}, {index("p1_b", {"a"})}),
                           partitioned(table("t", {column("a")}, {index("t_a", {"a"})}))});
  EXPECT_EQ(story_of(whole, apart), (Story{"detach_table public.p1", "rename_constraint public.p1.p1_b"}));
  EXPECT_EQ(story_of(apart, whole), (Story{"rename_constraint public.p1.p1_a", "attach_table public.p1"}));
}

/// A declaration that does not list what its partition inherits.
TEST(Inheritance, KnowsWhatAPartitionIsHandedDownByWhatIsThere) {
  const std::vector<Constraint> own{index("p1_a", {"a"}), check("ck", "a > 0")};
  const std::vector<Constraint> parents{index("t_a", {"a"}), check("ck", "a > 0")};
  const Catalog whole = sorted(
      catalog({partition(table("p1", {column("a")}), "t"), partitioned(table("t", {column("a")}, parents))}));
  const Catalog apart =
      sorted(catalog({table("p1", {column("a")}, own), partitioned(table("t", {column("a")}, parents))}));
  EXPECT_EQ(story_of(apart, whole), (Story{"attach_table public.p1"}));
  EXPECT_EQ(story_of(whole, apart), (Story{"detach_table public.p1"}));
  const Catalog bare = sorted(catalog(
      {table("p1", {column("a")}, {check("ck", "a > 0")}), partitioned(table("t", {column("a")}, parents))}));
  EXPECT_EQ(story_of(whole, bare), (Story{"detach_table public.p1", "drop_constraint public.p1.p1_a_idx"}));
}

TEST(Inheritance, MovesAPartitionToAnotherBoundWithItsPartsOfTheParent) {
  const std::vector<Constraint> parents{index("t_a", {"a"})};
  Catalog actual =
      catalog({partition(table("p1", {column("a")}), "t"), partitioned(table("t", {column("a")}, parents))});
  Catalog declared = actual;
  *actual.tables[0].inherited_constraints = {index("p1_odd", {"a"})};
  declared.tables[0].options =
      with_option(declared.tables[0].options, "partition_bound", "FOR VALUES IN (2)");
  const Story moved{"detach_table public.p1", "attach_table public.p1"};
  EXPECT_EQ(story_of(actual, declared), moved);
  EXPECT_EQ(story_of(declared, actual), moved);
}

TEST(Inheritance, MakesAPartitionAsItsParentHasItOrByItself) {
  const Catalog parent =
      catalog({partitioned(table("t", {with_default(column("a"), "1")}, {check("ck", "a > 0")}))});
  Catalog alike = parent;
  alike.tables.push_back(partition(table("p1", {with_default(column("a"), "1")}), "t"));
  EXPECT_EQ(story_of(parent, sorted(alike)), (Story{"create_table public.p1"}));
  Catalog other = parent;
  other.tables.push_back(partition(table("p1", {column("a")}), "t"));
  const Plan plan = plan_of(parent, sorted(other));
  EXPECT_EQ(story_of(plan), (Story{"create_table public.p1", "attach_table public.p1"}));
  EXPECT_EQ(all<CreateTable>(plan).front().table.constraints,
            (std::vector<Constraint>{check("ck", "a > 0")}));
}

TEST(Inheritance, DropsAChildBeforeItsParent) {
  EXPECT_EQ(story_of(family({column("a")}), catalog({})),
            (Story{"drop_table public.child", "drop_table public.parent"}));
  EXPECT_EQ(story_of(catalog({}), family({column("a")})),
            (Story{"create_table public.parent", "create_table public.child"}));
}

Domain domain(std::string_view name, std::string_view type, std::vector<DomainCheck> checks = {}) {
  Domain made;
  made.name = q(name);
  made.type = ty(std::string(type));
  made.checks = std::move(checks);
  return made;
}

Catalog with_domain(Domain made) {
  Catalog all = catalog({table("t", {column("a", "public." + made.name.name.text)})});
  all.domains = {std::move(made)};
  return all;
}

TEST(UserTypes, AreMadeBeforeTheColumnsThatHaveThem) {
  EXPECT_EQ(story_of(catalog({}), with_domain(domain("word", "text"))),
            (Story{"create_type public.word", "create_table public.t"}));
  EXPECT_EQ(story_of(with_domain(domain("word", "text")), catalog({})),
            (Story{"drop_table public.t", "drop_type public.word"}));
}

TEST(UserTypes, FollowTheTablesWhoseRowsTheyAreMadeOf) {
  Catalog rows = catalog({table("aged", {column("d", "public.deep[]")}), table("zone", {column("a")})});
  rows.domains = {domain("deep", "public.zone")};
  EXPECT_EQ(story_of(catalog({}), rows),
            (Story{"create_table public.zone", "create_type public.deep", "create_table public.aged"}));
  EXPECT_EQ(story_of(rows, catalog({})),
            (Story{"drop_table public.aged", "drop_type public.deep", "drop_table public.zone"}));
}

TEST(UserTypes, ChangeInPlaceWhereTheyCan) {
  const Plan plan = plan_of(with_domain(domain("word", "text")),
                            with_domain(domain("word", "text", {{n("ck"), x("length(value) > 1"), true}})));
  EXPECT_EQ(story_of(plan), (Story{"alter_type public.word"}));
  EXPECT_TRUE(all<AlterType>(plan).front().users.empty());
}

TEST(UserTypes, AreMadeAnewUnderTheColumnsThatHaveThem) {
  const Plan plan = plan_of(with_domain(domain("word", "integer")), with_domain(domain("word", "bigint")));
  EXPECT_EQ(story_of(plan), (Story{"alter_type public.word"}));
  EXPECT_EQ(all<AlterType>(plan).front().users,
            (std::vector<TypeUser>{{{q("t"), n("a")}, ty("public.word"), std::nullopt}}));
}

TEST(UserTypes, TakeAlongTheTypesThatAreMadeOfThem) {
  Catalog actual = catalog({});
  actual.domains = {domain("outer", "public.word"), domain("word", "integer")};
  Catalog declared = actual;
  declared.domains[1] = domain("word", "bigint");
  EXPECT_EQ(story_of(actual, declared),
            (Story{"drop_type public.outer", "alter_type public.word", "create_type public.outer"}));
  for (Catalog* one : {&actual, &declared}) one->tables = {table("t", {column("a", "public.outer")})};
  EXPECT_EQ(story_of(actual, declared),
            (Story{"alter_column public.t.a", "drop_type public.outer", "alter_type public.word",
                   "create_type public.outer", "alter_column public.t.a"}));
}

/// The values of a row type would change places on their way through text.
TEST(UserTypes, OfOtherAttributesAreNotTakenAlong) {
  Catalog actual = catalog({table("t", {column("a", "public.pair")})});
  actual.domains = {domain("word", "integer")};
  const TypeAttribute one{n("one"), ty("public.word"), {}};
  const TypeAttribute two{n("two"), ty("integer"), {}};
  actual.composite_types = {{.name = q("pair"), .attributes = {one, two}, .comment = "", .source = {}}};
  Catalog declared = actual;
  declared.domains = {domain("word", "bigint")};
  declared.composite_types[0].attributes = {two, one};
  EXPECT_THROW(planned(diff(actual, declared), actual, declared), Error);
}

TEST(UserTypes, FollowTheTypesThatTheyAreMadeOf) {
  Catalog declared = catalog({});
  declared.domains = {domain("alpha", "public.beta"), domain("beta", "text")};
  EXPECT_EQ(story_of(catalog({}), declared), (Story{"create_type public.beta", "create_type public.alpha"}));
}

TEST(PartitionKeys, AreOfTheTypesThatTheyWereMadeWith) {
  const auto parted = [](const char* type) {
    return catalog({partitioned(table("t", {column("a", type), column("b", type)}))});
  };
  EXPECT_THROW(story_of(parted("integer"), parted("bigint")), Error);
  Catalog declared = parted("integer");
  declared.tables[0].columns[1] = column("b", "bigint");
  EXPECT_EQ(story_of(parted("integer"), declared), (Story{"alter_column public.t.b"}));
  declared.tables[0].columns.erase(declared.tables[0].columns.begin());
  EXPECT_THROW(story_of(parted("integer"), declared), Error);
}

/// A label that was added for a partition stays on the way back: the key cannot be recast.
TEST(PartitionKeys, KeepTheLabelsOfTheirEnumsOnTheWayBack) {
  Catalog actual = catalog({partitioned(table("t", {column("a", "public.word")}))});
  actual.domains = {domain("word", "public.mood")};
  actual.enums = {{.name = q("mood"), .labels = {"sad"}, .comment = "", .source = {}}};
  Catalog declared = actual;
  declared.enums[0].labels = {"sad", "ok"};
  const Migration both = migration(diff(actual, declared), actual, declared);
  EXPECT_EQ(all<AddEnumLabel>(both.up).size(), 1U);
  EXPECT_EQ(all<ReplaceEnum>(both.down),
            (std::vector<ReplaceEnum>{{declared.enums[0], actual.enums[0], {}, true}}));
  EXPECT_EQ(applied(declared, both.down), declared);
  EXPECT_THROW(migration(diff(declared, actual), declared, actual), Error);
}

/// PostgreSQL rewrites no table whose rows are in a column; a column without a default rewrites nothing.
TEST(RowTypes, KeepTheirTablesFromBeingRewritten) {
  const auto holding = [](std::vector<Column> columns) {
    return catalog({table("p", std::move(columns)), table("t", {column("id"), column("p", "public.p[]")})});
  };
  const Catalog actual = holding({column("a")});
  EXPECT_THROW(story_of(actual, holding({column("a", "bigint")})), Error);
  EXPECT_THROW(story_of(actual, holding({column("a"), with_default(column("b"), "1")})), Error);
  EXPECT_EQ(story_of(actual, holding({column("a"), column("b")})), (Story{"add_column public.p.b"}));
  Catalog without = holding({column("a", "bigint")});
  without.tables[1].columns.pop_back();
  EXPECT_EQ(story_of(actual, without), (Story{"drop_column public.t.p", "alter_column public.p.a"}));
  EXPECT_EQ(story_of(without, actual), (Story{"alter_column public.p.a", "add_column public.t.p"}));
}

TEST(TypedTables, ChangeWithTheirTypesOnly) {
  Catalog actual = catalog({table("t", {column("one")})});
  actual.composite_types = {
      {.name = q("pair"), .attributes = {{n("one"), ty("integer"), {}}}, .comment = "", .source = {}}};
  Catalog wider = actual;
  wider.tables[0].columns.push_back(column("two"));
  Catalog other = actual;
  other.composite_types[0].attributes[0].type = ty("bigint");
  Catalog commented = actual;
  commented.tables[0].columns[0].comment = "the one";
  commented.composite_types[0].comment = "a pair";
  EXPECT_NO_THROW(migration(diff(actual, wider), actual, wider));
  EXPECT_NO_THROW(migration(diff(actual, other), actual, other));
  const UnmodelledObject typed{"typed_table", q("t"), q("t"), "OF pair"};
  for (Catalog* one : {&wider, &other, &commented}) one->unmodelled = {typed};
  EXPECT_NO_THROW(migration(diff(actual, wider), actual, wider)) << "it is by itself while it changes";
  actual.unmodelled = {typed};
  EXPECT_THROW(migration(diff(actual, wider), actual, wider), Error);
  EXPECT_THROW(migration(diff(actual, other), actual, other), Error);
  EXPECT_NO_THROW(migration(diff(actual, commented), actual, commented));
}

TEST(Extensions, ComeFirstAndGoLast) {
  Catalog declared = catalog({table("t", {column("a", "public.citext")})});
  Extension citext;
  citext.name = n("citext");
  citext.schema = n("public");
  citext.version = "1.6";
  declared.extensions = {citext};
  EXPECT_EQ(story_of(catalog({}), declared), (Story{"create_extension citext", "create_table public.t"}));
  EXPECT_EQ(story_of(declared, catalog({})), (Story{"drop_table public.t", "drop_extension citext"}));
}

TEST(Extensions, AreNotTakenWhereTheServerHasNoUpdate) {
  Extension one;
  one.name = n("x");
  one.version = "1";
  one.updates = std::optional(std::vector<std::string>{"1--2", "2--3"});
  Extension two = one;
  two.version = "2";
  Catalog actual = catalog({});
  Catalog declared = catalog({});
  actual.extensions = {one};
  declared.extensions = {two};
  const Migration both = migration(diff(actual, declared), actual, declared);
  EXPECT_FALSE(all<AlterExtension>(both.up).front().keeps_version);
  EXPECT_TRUE(all<AlterExtension>(both.down).front().keeps_version);
  EXPECT_THROW(migration(diff(declared, actual), declared, actual), Error) << "2 cannot become 1";
  actual.extensions.front().updates = NotCompared<std::optional<std::vector<std::string>>>();
  declared.extensions.front().updates = NotCompared<std::optional<std::vector<std::string>>>();
  EXPECT_FALSE(
      all<AlterExtension>(migration(diff(declared, actual), declared, actual).up).front().keeps_version)
      << "an inspection does not say what the server can";
}

}  // namespace
}  // namespace tenon::this_file
