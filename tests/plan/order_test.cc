#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Column id() { return column("id", "integer", false); }

Table with_id(std::string_view name, std::vector<Column> columns, std::vector<Constraint> constraints) {
  columns.insert(columns.begin(), id());
  constraints.insert(constraints.begin(), primary_key("pk_" + std::string(name), {"id"}));
  return table(name, std::move(columns), std::move(constraints));
}

Catalog ring() {
  return catalog({with_id("a", {column("b_id")}, {foreign_key("fk_a_b", {"b_id"}, "b", {"id"})}),
                  with_id("b", {column("c_id")}, {foreign_key("fk_b_c", {"c_id"}, "c", {"id"})}),
                  with_id("c", {column("a_id")}, {foreign_key("fk_c_a", {"a_id"}, "a", {"id"})})});
}

TEST(Order, IsEmptyWithoutChanges) { EXPECT_TRUE(plan_of(ring(), ring()).steps.empty()); }

TEST(Order, CreatesARingOfTablesWithItsForeignKeysLast) {
  EXPECT_EQ(story_of(catalog({}), ring()),
            (Story{"create_table public.a", "create_table public.b", "create_table public.c",
                   "add_constraint public.a.fk_a_b", "add_constraint public.b.fk_b_c",
                   "add_constraint public.c.fk_c_a"}));
}

TEST(Order, CutsARingOfTablesBeforeItDropsThem) {
  EXPECT_EQ(story_of(ring(), catalog({})),
            (Story{"drop_constraint public.c.fk_c_a", "drop_constraint public.b.fk_b_c",
                   "drop_constraint public.a.fk_a_b", "drop_table public.c", "drop_table public.b",
                   "drop_table public.a"}));
}

TEST(Order, DropsChildrenBeforeParentsWithTheirForeignKeysInside) {
  const auto chain =
      catalog({with_id("grandchild", {column("p")}, {foreign_key("fk_g", {"p"}, "kid", {"id"})}),
               with_id("kid", {column("p")}, {foreign_key("fk_k", {"p"}, "parent", {"id"})}),
               with_id("parent", {}, {})});
  EXPECT_EQ(story_of(chain, catalog({})),
            (Story{"drop_table public.grandchild", "drop_table public.kid", "drop_table public.parent"}));
}

TEST(Order, LeavesASelfReferenceToItsTable) {
  const auto tree =
      catalog({with_id("node", {column("up")}, {foreign_key("fk_up", {"up"}, "node", {"id"})})});
  EXPECT_EQ(story_of(catalog({}), tree),
            (Story{"create_table public.node", "add_constraint public.node.fk_up"}));
  EXPECT_EQ(story_of(tree, catalog({})), (Story{"drop_table public.node"}));
}

TEST(Order, DropsTheForeignKeyOfAChildThatStaysBeforeItsParent) {
  const auto both = catalog({with_id("kid", {column("p")}, {foreign_key("fk_k", {"p"}, "parent", {"id"})}),
                             with_id("parent", {}, {})});
  const auto kid = catalog({with_id("kid", {column("p")}, {})});
  EXPECT_EQ(story_of(both, kid), (Story{"drop_constraint public.kid.fk_k", "drop_table public.parent"}));
}

TEST(Order, AddsAKeyBeforeTheForeignKeyOfATableEarlierInTheAlphabet) {
  const auto before =
      catalog({with_id("a", {column("code", "text")}, {}), with_id("z", {column("code", "text")}, {})});
  const auto after =
      catalog({with_id("a", {column("code", "text")}, {foreign_key("fk_a_z", {"code"}, "z", {"code"})}),
               with_id("z", {column("code", "text")}, {unique("uq_z", {"code"})})});
  EXPECT_EQ(story_of(before, after),
            (Story{"add_constraint public.z.uq_z", "add_constraint public.a.fk_a_z"}));
}

TEST(Order, AddsAUniqueIndexBeforeTheForeignKeyThatLeansOnIt) {
  Index key = index("uix_z", {"code"});
  key.unique = true;
  const auto before = catalog({with_id("a", {column("code")}, {}), with_id("z", {column("code")}, {})});
  const auto after = catalog({with_id("a", {column("code")}, {foreign_key("fk", {"code"}, "z", {"code"})}),
                              with_id("z", {column("code")}, {key})});
  EXPECT_EQ(story_of(before, after), (Story{"add_constraint public.z.uix_z", "add_constraint public.a.fk"}));
}

TEST(Order, FreesTheNameOfAnIndexBeforeAnotherTableTakesIt) {
  const auto before =
      catalog({with_id("a", {column("x")}, {}), with_id("b", {column("x")}, {index("ix_x", {"x"})})});
  const auto after =
      catalog({with_id("a", {column("x")}, {index("ix_x", {"x"})}), with_id("b", {column("x")}, {})});
  EXPECT_EQ(story_of(before, after),
            (Story{"drop_constraint public.b.ix_x", "add_constraint public.a.ix_x"}));
}

TEST(Order, FreesTheNameOfATypeBeforeATableTakesIt) {
  const auto before =
      with_enums(catalog({with_id("a", {column("m", "mood")}, {})}), {enumeration("mood", {"sad"})});
  const auto after = catalog({with_id("a", {column("m", "text")}, {}), with_id("mood", {}, {})});
  EXPECT_EQ(story_of(before, after),
            (Story{"alter_column public.a.m", "drop_enum public.mood", "create_table public.mood"}));
}

TEST(Order, CreatesASchemaFirstAndDropsItLast) {
  auto away = with_id("t", {}, {});
  away.name = kPostgresql.qualified("app", "t");
  Catalog with = catalog({away});
  Schema app;
  app.name = n("app");
  with.schemas.push_back(app);
  with = sorted(std::move(with));
  EXPECT_EQ(story_of(catalog({}), with), (Story{"create_schema app", "create_table app.t"}));
  EXPECT_EQ(story_of(with, catalog({})), (Story{"drop_table app.t", "drop_schema app"}));
}

TEST(Order, AddsColumnsInTheOrderOfTheDeclaration) {
  const auto before = catalog({with_id("t", {}, {})});
  const auto after = catalog({with_id("t", {column("z"), column("m"), column("a")}, {})});
  EXPECT_EQ(story_of(before, after),
            (Story{"add_column public.t.z", "add_column public.t.m", "add_column public.t.a"}));
}

TEST(Order, KeepsACheckThatIsNotValidatedOutOfTheTable) {
  Check loose = check("ck", "id > 0");
  loose.validated = false;
  const auto after = catalog({with_id("t", {}, {loose, check("ck_2", "id > 1")})});
  EXPECT_EQ(story_of(catalog({}), after), (Story{"create_table public.t", "add_constraint public.t.ck"}));
}

TEST(Order, KeepsConstraintsOverTheSameColumnsApart) {
  const auto after = catalog({with_id("t", {}, {unique("uq", {"id"}), unique("uq_2", {"id"})})});
  EXPECT_EQ(story_of(catalog({}), after),
            (Story{"create_table public.t", "add_constraint public.t.uq", "add_constraint public.t.uq_2"}));
}

TEST(Order, LetsTheSequenceOfASerialGoBeforeAnIdentityTakesItsName) {
  Column serial = with_default(id(), "nextval('public.t_id_seq'::regclass)");
  Column always = id();
  always.identity = Identity{true, {.type = "integer", .maximum = "2147483647"}};
  const auto before =
      with_sequences(catalog({table("t", {serial})}), {owned(sequence("t_id_seq"), "t", "id")});
  const auto after = catalog({table("t", {always})});
  EXPECT_EQ(story_of(before, after),
            (Story{"alter_column public.t.id", "drop_sequence public.t_id_seq", "alter_column public.t.id"}));
  EXPECT_EQ(story_of(after, before), (Story{"alter_column public.t.id", "create_sequence public.t_id_seq",
                                            "alter_column public.t.id", "alter_sequence public.t_id_seq"}));
}

}  // namespace
}  // namespace tenon::this_file
