#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Catalog with(std::vector<Constraint> constraints) {
  return catalog({table("p", {column("id", "integer", false)}, {primary_key("pk_p", {"id"})}),
                  table("t", {column("a"), column("b")}, std::move(constraints))});
}

ForeignKey reference(std::string_view name = "fk") { return foreign_key(name, {"a"}, "p", {"id"}); }

/// A rename as a person may declare it: by name alone a swap looks like two changed definitions.
Change rename(const Constraint& actual, std::string_view to) {
  const Constraint declared = renamed(actual, n(to), NamedBy::kUser);
  const Key key{kind_of(actual), n("public"), n("t"), n(to)};
  return Renamed{key, name_of(actual), object_of(actual), object_of(declared), {}};
}

TEST(ConstraintPlan, SwapsTwoNamesOverAThird) {
  const auto before = with({index("i", {"a"}), index("j", {"b"})});
  const auto after = with({index("j", {"a"}), index("i", {"b"})});
  const auto plan = planned({rename(index("j", {"b"}), "i"), rename(index("i", {"a"}), "j")}, before, after);
  expect_leads(plan, before, after);
  EXPECT_EQ(story_of(plan), (Story{"rename_constraint public.t._tenon_swap_1", "rename_constraint public.t.j",
                                   "rename_constraint public.t.i"}));
}

TEST(ConstraintPlan, PassesNamesAlongAChainWithoutADetour) {
  const auto before = with({check("one", "a > 1"), check("two", "a > 2")});
  const auto after = with({check("two", "a > 1"), check("three", "a > 2")});
  const auto plan =
      planned({rename(check("two", "a > 2"), "three"), rename(check("one", "a > 1"), "two")}, before, after);
  expect_leads(plan, before, after);
  EXPECT_EQ(story_of(plan), (Story{"rename_constraint public.t.three", "rename_constraint public.t.two"}));
}

TEST(ConstraintPlan, RenamesAndChangesInPlaceInOneGo) {
  Check loose = check("ck", "a > 0");
  loose.validated = false;
  Check wanted = check("ck_2", "a > 0");
  wanted.comment = "why";
  EXPECT_EQ(story_of(with({loose}), with({wanted})),
            (Story{"rename_constraint public.t.ck_2", "validate_constraint public.t.ck_2",
                   "set_comment check:public.t.ck_2"}));
}

TEST(ConstraintPlan, AltersTheDeferrabilityOfAForeignKeyInPlace) {
  ForeignKey late = reference();
  late.deferrable = late.initially_deferred = true;
  EXPECT_EQ(plan_of(with({reference()}), with({late})).steps,
            (std::vector<Step>{{true, {AlterConstraint{q("t"), reference(), late}}}}));
}

TEST(ConstraintPlan, ValidatesInPlaceAndNeverTakesItBackInPlace) {
  ForeignKey loose = reference();
  loose.validated = false;
  EXPECT_EQ(story_of(with({loose}), with({reference()})), (Story{"validate_constraint public.t.fk"}));
  EXPECT_EQ(story_of(with({reference()}), with({loose})),
            (Story{"drop_constraint public.t.fk", "add_constraint public.t.fk"}));
}

TEST(ConstraintPlan, SaysACommentByItself) {
  Check said = check("ck", "a > 0");
  said.comment = "why";
  const Key key{Kind::kCheck, n("public"), n("t"), n("ck")};
  EXPECT_EQ(plan_of(with({check("ck", "a > 0")}), with({said})).steps,
            (std::vector<Step>{{true, {SetComment{key, "", "why"}}}}));
}

TEST(ConstraintPlan, DoesEveryStepOfAChangeInPlaceInTurn) {
  ForeignKey loose = reference();
  loose.validated = false;
  ForeignKey wanted = reference();
  wanted.deferrable = true;
  wanted.comment = "why";
  EXPECT_EQ(story_of(with({loose}), with({wanted})),
            (Story{"alter_constraint public.t.fk", "validate_constraint public.t.fk",
                   "set_comment foreign_key:public.t.fk"}));
}

TEST(ConstraintPlan, DropsAndAddsWhatHasAnotherDefinition) {
  EXPECT_EQ(story_of(with({check("ck", "a > 0")}), with({check("ck", "a > 1")})),
            (Story{"drop_constraint public.t.ck", "add_constraint public.t.ck"}));
  ForeignKey cascade = reference();
  cascade.ondelete = Action::kCascade;
  EXPECT_EQ(story_of(with({reference()}), with({cascade})),
            (Story{"drop_constraint public.t.fk", "add_constraint public.t.fk"}));
}

TEST(ConstraintPlan, DropsWhatNamesAColumnBeforeTheColumn) {
  const auto before = with({index("ix", {"b"}), check("ck", "b > 0")});
  auto after = with({});
  after.tables[1].columns.pop_back();
  EXPECT_EQ(story_of(before, after),
            (Story{"drop_constraint public.t.ck", "drop_constraint public.t.ix", "drop_column public.t.b"}));
}

TEST(ConstraintPlan, RefusesToRenameATable) {
  const Renamed change{{Kind::kTable, n("public"), {}, n("u")}, n("t"), table("t", {}), table("u", {}), {}};
  EXPECT_THROW(planned({change}, catalog({}), catalog({})), Error);
}

}  // namespace
}  // namespace tenon::this_file
