#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Catalog parent_and_child(Constraint key, const std::string& type = "integer") {
  return catalog({table("child", {column("code", type)}, {foreign_key("fk", {"code"}, "parent", {"code"})}),
                  table("parent", {column("code", type, false), column("other")}, {std::move(key)})});
}

TEST(RecreateDependents, PutsAForeignKeyBackAroundAReplacedKey) {
  Unique wider = unique("uq", {"code"});
  wider.include = ns({"other"});
  EXPECT_EQ(story_of(parent_and_child(unique("uq", {"code"})), parent_and_child(wider)),
            (Story{"drop_constraint public.child.fk", "drop_constraint public.parent.uq",
                   "add_constraint public.parent.uq", "add_constraint public.child.fk"}));
}

TEST(RecreateDependents, PutsAForeignKeyBackAroundANewTypeOfAColumnThatItsKeyOnlyIncludes) {
  const auto of = [](const std::string& type) {
    Unique wide = unique("uq", {"code"});
    wide.include = ns({"other"});
    Catalog made = parent_and_child(wide);
    made.tables[1].columns[1].type = ty(type);
    return made;
  };
  EXPECT_EQ(story_of(of("integer"), of("bigint")),
            (Story{"drop_constraint public.child.fk", "alter_column public.parent.other",
                   "add_constraint public.child.fk"}));
}

TEST(RecreateDependents, MindsAUniqueThatBecomesAUniqueIndexOfTheSameName) {
  Index same = index("uq", {"code"});
  same.unique = true;
  const auto plan = plan_of(parent_and_child(unique("uq", {"code"})), parent_and_child(same));
  EXPECT_EQ(story_of(plan), (Story{"drop_constraint public.child.fk", "drop_constraint public.parent.uq",
                                   "add_constraint public.parent.uq", "add_constraint public.child.fk"}));
  EXPECT_EQ(all<AddConstraint>(plan).front(), (AddConstraint{q("parent"), same}));
}

TEST(RecreateDependents, LeavesAForeignKeyWhereItsKeyIsOnlyRenamed) {
  EXPECT_EQ(story_of(parent_and_child(unique("uq", {"code"})), parent_and_child(unique("uq_2", {"code"}))),
            (Story{"rename_constraint public.parent.uq_2"}));
}

TEST(RecreateDependents, LeavesAForeignKeyWhereOnlyTheStorageOfItsKeyChanges) {
  Unique packed = unique("uq", {"code"});
  packed.options = with_option({}, "with.fillfactor", "70");
  EXPECT_EQ(story_of(parent_and_child(unique("uq", {"code"})), parent_and_child(packed)),
            (Story{"alter_constraint public.parent.uq"}));
}

Catalog told_apart_by(Constraint key, bool nullable = false) {
  return catalog(
      {table("t", {column("a", "integer", nullable), column("b", "integer", false)}, {std::move(key)})});
}

Index rows_of(const std::string& name, std::initializer_list<std::string_view> columns,
              bool is_identity = true) {
  Index made = index(name, columns);
  made.unique = true;
  if (is_identity) made.options = {{"replica_identity", "true"}};
  return made;
}

TEST(RecreateDependents, PutsAReplicaIdentityBackWithItsIndex) {
  const auto plan = plan_of(told_apart_by(rows_of("ix", {"a"})), told_apart_by(rows_of("ix", {"a", "b"})));
  EXPECT_EQ(story_of(plan), (Story{"drop_constraint public.t.ix", "add_constraint public.t.ix"}));
  EXPECT_EQ(all<AddConstraint>(plan).front(), (AddConstraint{q("t"), rows_of("ix", {"a", "b"})}));
}

TEST(RecreateDependents, TakesAReplicaIdentityFromOneIndexBeforeAnotherGetsIt) {
  const auto both = [](bool first) {
    return catalog({table("t", {column("a", "integer", false)},
                          {rows_of("ix_1", {"a"}, first), rows_of("ix_2", {"a"}, !first)})});
  };
  EXPECT_EQ(story_of(both(true), both(false)),
            (Story{"alter_constraint public.t.ix_1", "alter_constraint public.t.ix_2"}));
  EXPECT_EQ(story_of(both(false), both(true)),
            (Story{"alter_constraint public.t.ix_2", "alter_constraint public.t.ix_1"}));
}

TEST(RecreateDependents, TakesAReplicaIdentityFromAnIndexBeforeTheTableHasItsOwn) {
  Catalog full = told_apart_by(rows_of("ix", {"a"}, false));
  full.tables[0].options = {{"replica_identity", "full"}};
  EXPECT_EQ(story_of(told_apart_by(rows_of("ix", {"a"})), full),
            (Story{"alter_constraint public.t.ix", "alter_table public.t"}));
  EXPECT_EQ(story_of(full, told_apart_by(rows_of("ix", {"a"}))),
            (Story{"alter_table public.t", "alter_constraint public.t.ix"}));
}

TEST(RecreateDependents, KeepsTheColumnsOfAReplicaIdentityNotNullAsLongAsItIsOne) {
  EXPECT_EQ(story_of(told_apart_by(rows_of("ix", {"a"})), told_apart_by(rows_of("ix", {"a"}, false), true)),
            (Story{"alter_constraint public.t.ix", "alter_column public.t.a"}));
  EXPECT_EQ(story_of(told_apart_by(rows_of("ix", {"a"}, false), true), told_apart_by(rows_of("ix", {"a"}))),
            (Story{"alter_column public.t.a", "alter_constraint public.t.ix"}));
}

TEST(RecreateDependents, PutsAForeignKeyBackAroundNewTypesOnBothItsSides) {
  EXPECT_EQ(story_of(parent_and_child(unique("uq", {"code"}), "integer"),
                     parent_and_child(unique("uq", {"code"}), "text")),
            (Story{"drop_constraint public.child.fk", "alter_column public.child.code",
                   "alter_column public.parent.code", "add_constraint public.child.fk"}));
}

TEST(RecreateDependents, ReplacesAComputedColumnWhoseSourceIsRetyped) {
  const auto of = [](const std::string& type) {
    return catalog({table("t", {column("a", type), computed(column("b"), "a + 1")}, {index("ix", {"b"})})});
  };
  EXPECT_EQ(story_of(of("integer"), of("bigint")),
            (Story{"drop_constraint public.t.ix", "drop_column public.t.b", "alter_column public.t.a",
                   "add_column public.t.b", "add_constraint public.t.ix"}));
}

TEST(RecreateDependents, ReplacesAColumnThatIsComputedInAnotherWayAndWhatNamesIt) {
  const auto of = [](const std::string& sql) {
    return catalog({table("child", {column("b")}, {foreign_key("fk", {"b"}, "t", {"b"})}),
                    table("t", {column("a"), computed(column("b"), sql)},
                          {unique("uq", {"b"}), check("ck", "b > 0"), check("ck_a", "a > 0")})});
  };
  EXPECT_EQ(
      story_of(of("a + 1"), of("a + 2")),
      (Story{"drop_constraint public.child.fk", "drop_constraint public.t.ck", "drop_constraint public.t.uq",
             "drop_column public.t.b", "add_column public.t.b", "add_constraint public.t.uq",
             "add_constraint public.t.ck", "add_constraint public.child.fk"}));
}

TEST(RecreateDependents, KeepsTheValuesOfAColumnThatIsComputedNoLonger) {
  const auto before = catalog({table("t", {column("a"), computed(column("b"), "a + 1")})});
  const auto after = catalog({table("t", {column("a"), column("b")})});
  EXPECT_EQ(story_of(planned(diff(before, after), before, after)), (Story{"alter_column public.t.b"}));
}

TEST(RecreateDependents, DropsTheSourceOfAColumnThatIsComputedNoLongerWhateverElseTheTableChanges) {
  auto before = catalog({table("t", {column("a"), computed(column("b"), "a + 1")})});
  auto after = catalog({table("t", {column("b")})});
  after.tables[0].options = with_option({}, "with.fillfactor", "70");
  EXPECT_EQ(story_of(planned(diff(before, after), before, after)),
            (Story{"alter_table public.t", "alter_column public.t.b", "drop_column public.t.a"}));
}

TEST(RecreateDependents, RecreatesAPartialIndexAroundAColumnOfAnotherKind) {
  const auto of = [](const std::string& type) {
    Index partial = index("ix", {"id"});
    partial.where = x("active");
    return catalog({table("t", {column("id"), column("active", type)}, {partial})});
  };
  EXPECT_EQ(
      story_of(of("integer"), of("boolean")),
      (Story{"drop_constraint public.t.ix", "alter_column public.t.active", "add_constraint public.t.ix"}));
}

TEST(RecreateDependents, LeavesAnIndexWhereAColumnOnlyGetsLonger) {
  const auto of = [](const std::string& type) {
    Index partial = index("ix", {"name"});
    partial.where = x("name <> ''");
    return catalog({table("t", {column("name", type)}, {partial})});
  };
  EXPECT_EQ(story_of(of("character varying(10)"), of("character varying(20)")),
            (Story{"alter_column public.t.name"}));
}

TEST(RecreateDependents, RecreatesForeignKeysBetweenTablesThatBecomeUnlogged) {
  const auto of = [](const std::string& unlogged) {
    Catalog made = parent_and_child(unique("uq", {"code"}));
    for (auto& one : made.tables) one.options = with_option({}, "unlogged", unlogged);
    return made;
  };
  EXPECT_EQ(story_of(of(""), of("true")),
            (Story{"drop_constraint public.child.fk", "alter_table public.child", "alter_table public.parent",
                   "add_constraint public.child.fk"}));
}

TEST(RecreateDependents, MovesThePrimaryKeyToAnotherColumn) {
  const auto of = [](const char* key) {
    return catalog({table("t", {column("a", "integer", false), column("b", "integer", false)},
                          {primary_key(key[0] == 'a' ? "pk_a" : "pk_b", {key})})});
  };
  const auto before = of("a");
  const auto after = of("b");
  EXPECT_EQ(story_of(before, after),
            (Story{"drop_constraint public.t.pk_a", "add_constraint public.t.pk_b"}));
}

}  // namespace
}  // namespace tenon::this_file
