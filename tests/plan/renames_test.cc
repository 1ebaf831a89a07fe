// Renames of tables and columns in a plan: they are nodes of the graph, before all others on the way up and
// after all others on the way down.
#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using test::Story;
using test::story_of;

/// `b` was `a`, and its column `y` was `x`; a new table takes the old name, and a column comes and one goes.
struct Renamed {
  Catalog found =
      test::catalog({test::table("a", {test::column("x"), test::column("gone")}), test::table("z", {})});
  Catalog actual =
      test::catalog({test::table("b", {test::column("y"), test::column("gone")}), test::table("z", {})});
  Catalog declared = test::catalog(
      {test::table("a", {test::column("id")}), test::table("b", {test::column("y"), test::column("x")})});
  std::vector<RenameStep> steps{
      {.object = test::q("a"), .to = test::n("b")},
      {.kind = Kind::kColumn, .object = test::q("b"), .column = test::n("x"), .to = test::n("y")}};
};

TEST(PlannedRenames, ComeFirstAndAreTakenBackLast) {
  const Renamed pair;
  const Migration both = migration(diff(pair.actual, pair.declared), pair.actual, pair.declared, pair.steps);
  EXPECT_EQ(story_of(both.up),
            (Story{"rename_table public.a", "rename_column public.b.x", "drop_column public.b.gone",
                   "drop_table public.z", "create_table public.a", "add_column public.b.x"}));
  EXPECT_EQ(story_of(both.down),
            (Story{"drop_column public.b.x", "drop_table public.a", "create_table public.z",
                   "add_column public.b.gone", "rename_column public.b.y", "rename_table public.b"}));
  test::expect_leads(both.up, pair.found, pair.declared);
  test::expect_leads(both.down, pair.declared, pair.found);
}

TEST(PlannedRenames, MakeASchemaAndDropItAgain) {
  Catalog actual = test::catalog({});
  actual.schemas.emplace_back().name = test::n("made");
  const std::vector<RenameStep> steps{
      {.object = test::q("a"), .to = test::n("a"), .schema = test::n("made"), .makes_schema = true}};
  const Migration both = migration({}, actual, actual, steps);
  EXPECT_EQ(story_of(both.up), (Story{"create_schema made", "move_table public.a"}));
  EXPECT_EQ(story_of(both.down), (Story{"move_table made.a", "drop_schema made"}));
}

/// A label is committed before anything else: what can fail stays in one transaction.
TEST(PlannedRenames, ShareTheTransactionOfTheChangesBehindNewLabels) {
  const Renamed pair;
  Catalog actual = pair.actual;
  Catalog declared = pair.declared;
  for (Catalog* side : {&actual, &declared}) side->enums.emplace_back().name = test::q("mood");
  actual.enums.back().labels = {"sad"};
  declared.enums.back().labels = {"sad", "glad"};
  const Migration both = migration(diff(actual, declared), actual, declared, pair.steps);
  ASSERT_EQ(both.up.steps.size(), 2U);
  EXPECT_EQ(both.up.steps[0].ops, (std::vector<Op>{AddEnumLabel{test::q("mood"), "glad", ""}}));
  EXPECT_EQ(both.up.steps[1].ops.front(), Op(RenameTable{test::q("a"), test::n("b")}));
  EXPECT_EQ(both.down.steps.back().ops.back(), Op(RenameTable{test::q("b"), test::n("a")}));
}

}  // namespace
}  // namespace tenon::this_file
