#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

const Dialect& kLite = kSqlite;

Column col(std::string_view name, std::string type = "INTEGER", bool nullable = true) {
  return column(name, std::move(type), nullable, kLite);
}

Table tab(std::string_view name, std::vector<Column> columns, std::vector<Constraint> constraints = {}) {
  return table(name, std::move(columns), std::move(constraints), kLite);
}

Catalog lite(std::vector<Table> tables) { return catalog(std::move(tables), kLite); }

Index ix(std::string_view name, std::initializer_list<std::string_view> columns) {
  return index(name, columns, kLite);
}

ForeignKey fk(std::string_view name, std::initializer_list<std::string_view> columns, std::string_view to) {
  return foreign_key(name, columns, to, {"id"}, kLite);
}

Column defaulted(Column column, std::string text) { return with_default(std::move(column), std::move(text)); }

TEST(Rebuild, FoldsEverythingOfATableIntoOneOp) {
  const auto before = lite({tab("t", {col("a"), col("b"), col("gone")}, {ix("ix_a", {"a"})})});
  const auto after =
      lite({tab("t", {col("a", "TEXT"), col("b"), col("new")},
                {ix("ix_b", {"b"}), check("ck", "b > 0", kLite), unique("uq", {"b"}, kLite)})});
  EXPECT_EQ(plan_of(before, after).steps,
            (std::vector<Step>{{true, {RebuildTable{before.tables[0], after.tables[0], {}}}}}));
}

TEST(Rebuild, CarriesTheTriggersOfTheTable) {
  auto before = lite({tab("t", {col("a")}), tab("u", {col("a")})});
  const auto trigger = [](std::string_view name, std::string_view table) {
    return UnmodelledObject{"trigger", q(name, kLite), q(table, kLite), "CREATE TRIGGER"};
  };
  before.unmodelled = {trigger("one", "t"), trigger("two", "u"), {"view", q("v", kLite), {}, "CREATE VIEW"}};
  before = sorted(std::move(before));
  auto after = before;
  after.tables[0].columns[0].type = ty("TEXT");
  EXPECT_EQ(all<RebuildTable>(plan_of(before, after))[0].triggers,
            (std::vector<UnmodelledObject>{trigger("one", "t")}));
}

TEST(Rebuild, BringsBackTheTriggersOfATableThatWasDropped) {
  auto before = lite({tab("t", {col("a")}), tab("u", {col("a")})});
  const UnmodelledObject trigger{"trigger", q("one", kLite), q("u", kLite), "CREATE TRIGGER"};
  before.unmodelled = {trigger};
  auto after = lite({tab("t", {col("a")})});
  after.unmodelled = before.unmodelled;
  EXPECT_EQ(migration(diff(before, after), before, after).down.steps,
            (std::vector<Step>{{true, {CreateTable{before.tables[1], {trigger}}}}}));
}

TEST(Rebuild, IsNeededToDropAColumnBesideViewsAndTriggersWhichMayNotCompile) {
  auto before = lite({tab("t", {col("a"), col("b")}), tab("u", {col("x")})});
  const auto dropping = [&](std::vector<UnmodelledObject> unmodelled) {
    before.unmodelled = std::move(unmodelled);
    auto after = before;
    after.tables[0].columns.pop_back();
    return all<RebuildTable>(planned(diff(before, after), before, after)).size();
  };
  EXPECT_EQ(dropping({}), 0U);
  EXPECT_EQ(dropping({{"virtual table", q("w", kLite), {}, "CREATE VIRTUAL TABLE w USING fts5(b)"}}), 0U);
  EXPECT_EQ(dropping({{"view", q("v", kLite), {}, "CREATE VIEW v AS SELECT 1"}}), 1U);
  EXPECT_EQ(dropping({{"trigger", q("r", kLite), q("u", kLite), "CREATE TRIGGER r"}}), 1U);
}

TEST(Rebuild, IsNeededWhereATextLeavesUnsaidTheColumnsOfAKeyThatChanges) {
  const auto child = [](std::string_view name, std::string stored) {
    Table made = tab(name, {col("x")}, {fk("fk", {"x"}, "p")});
    made.stored_sql = std::move(stored);
    return made;
  };
  const auto parent = [](std::string_view key) {
    return tab("p", {col("id"), col("b")}, {primary_key("pk", {key}, kLite)});
  };
  const Table implied =
      child("c", "CREATE TABLE c (-- it's a child\n  x REFERENCES \"P\" ON DELETE CASCADE)");
  const Table said = child("d", "CREATE TABLE d (x REFERENCES p (id))");
  const auto plan = plan_of(lite({parent("id"), implied, said}), lite({parent("b"), implied, said}));
  const auto rebuilt = all<RebuildTable>(plan);
  ASSERT_EQ(rebuilt.size(), 2U);
  const auto& op = rebuilt[0].actual.name == implied.name ? rebuilt[0] : rebuilt[1];
  EXPECT_EQ(op.actual, implied);
  EXPECT_EQ(op.rekeyed_parents, (std::vector<RekeyedTable>{{q("p", kLite), {n("b", kLite)}}}));
  EXPECT_EQ(*op.actual.stored_sql, *implied.stored_sql);
}

TEST(Rebuild, IsNotNeededForNamedChecksWhereTheLibraryAltersThem) {
  auto before = lite({tab("t", {col("a"), col("gone")}, {check("old", "gone > 0", kLite)})});
  auto after = lite({tab("t", {col("a")}, {check("new", "a > 0", kLite)})});
  before.dialect = after.dialect = &at_version(kLite, "3.53.0");
  EXPECT_EQ(story_of(before, after),
            (Story{"drop_constraint t.old", "drop_column t.gone", "add_constraint t.new"}));
  after.tables[0].constraints = {unique("u", {"a"}, kLite)};
  EXPECT_EQ(all<RebuildTable>(plan_of(before, after)).size(), 1U);
  before.dialect = after.dialect = &at_version(kLite, "3.52.9");
  after.tables[0].constraints = {check("new", "a > 0", kLite)};
  EXPECT_EQ(all<RebuildTable>(plan_of(before, after)).size(), 1U);
}

TEST(Rebuild, IsNotNeededForIndexes) {
  const auto before = lite({tab("t", {col("a"), col("b")}, {ix("ix_1", {"a"}), ix("ix_2", {"b"})})});
  const auto after = lite({tab("t", {col("a"), col("b")}, {ix("ix_3", {"a"}), ix("ix_2", {"b", "a"})})});
  EXPECT_EQ(story_of(before, after), (Story{"drop_constraint t.ix_2", "drop_constraint t.ix_1",
                                            "add_constraint t.ix_2", "add_constraint t.ix_3"}));
}

TEST(Rebuild, IsNeededToRenameAConstraint) {
  EXPECT_EQ(story_of(lite({tab("t", {col("a")}, {check("one", "a > 0", kLite)})}),
                     lite({tab("t", {col("a")}, {check("two", "a > 0", kLite)})})),
            (Story{"rebuild_table t"}));
}

TEST(Rebuild, IsNotNeededForAColumnThatAnyRowsTake) {
  const std::vector<Column> taken{
      col("a"),
      defaulted(col("b", "TEXT", false), "'it''s'"),
      defaulted(col("c", "INTEGER", false), "-1"),
      defaulted(col("d", "BOOLEAN", false), "TRUE"),
      defaulted(col("e", "BLOB", false), "x'00ff'"),
      defaulted(col("f", "REAL"), "+1.5e10"),
      computed(col("g"), "id + 1", false),
  };
  for (const auto& added : taken)
    EXPECT_EQ(story_of(plan_of(lite({tab("t", {col("id")})}), lite({tab("t", {col("id"), added})}))),
              (Story{"add_column t." + added.name.text}));
}

TEST(Rebuild, IsNeededForAColumnThatSomeRowsMayNotTake) {
  const std::vector<Column> refused{
      col("a", "TEXT", false),
      defaulted(col("b", "TEXT"), "CURRENT_TIMESTAMP"),
      defaulted(col("c", "TEXT"), "(1 + 1)"),
      defaulted(col("d", "TEXT"), "'a' || 'b'"),
      computed(col("e"), "id + 1", true),
      computed(col("f", "INTEGER", false), "id + 1", false),
  };
  for (const auto& added : refused)
    EXPECT_EQ(story_of(plan_of(lite({tab("t", {col("id")})}), lite({tab("t", {col("id"), added})}))),
              (Story{"rebuild_table t"}));
}

Story story_of_dropping(Table from, std::vector<UnmodelledObject> unmodelled = {}) {
  Catalog before = lite({std::move(from)});
  before.unmodelled = std::move(unmodelled);
  Catalog after = before;
  auto& table = after.tables[0];
  std::erase_if(table.columns, [](const Column& c) { return c.name.text == "gone"; });
  std::erase_if(table.constraints, [](const Constraint& c) { return name_of(c).text == "goes_too"; });
  return story_of(plan_of(before, after));
}

TEST(Rebuild, IsNotNeededToDropAColumnThatNothingNames) {
  EXPECT_EQ(story_of_dropping(tab("t", {col("a"), col("gone")}, {check("ck", "a <> 'gone'", kLite)})),
            (Story{"drop_column t.gone"}));
  EXPECT_EQ(story_of_dropping(tab("t", {col("a"), col("gone")}, {ix("goes_too", {"gone"})})),
            (Story{"drop_constraint t.goes_too", "drop_column t.gone"}));
}

TEST(Rebuild, IsNeededToDropAColumnThatSomethingNames) {
  const Story rebuilt{"rebuild_table t"};
  EXPECT_EQ(story_of_dropping(tab("t", {col("a"), col("gone")}, {unique("goes_too", {"gone"}, kLite)})),
            rebuilt);
  EXPECT_EQ(story_of_dropping(tab("t", {col("a"), col("gone")}, {fk("goes_too", {"gone"}, "t")})), rebuilt);
  EXPECT_EQ(story_of_dropping(tab("t", {col("gone"), computed(col("b"), "1", false)})), rebuilt);
  const UnmodelledObject view{"view", q("v", kLite), {}, "CREATE VIEW v AS SELECT \"Gone\" FROM t"};
  EXPECT_EQ(story_of_dropping(tab("t", {col("a"), col("gone")}), {view}), rebuilt);
}

TEST(Rebuild, DropsTheTablesOfARingAsWellAsItCan) {
  const auto ring =
      lite({tab("a", {col("b")}, {fk("fk_a", {"b"}, "b")}), tab("b", {col("a")}, {fk("fk_b", {"a"}, "a")}),
            tab("c", {col("a")}, {fk("fk_c", {"a"}, "a")})});
  EXPECT_EQ(story_of(ring, lite({})), (Story{"drop_table c", "drop_table b", "drop_table a"}));
}

TEST(Rebuild, TakesAForeignKeyOffBeforeItsParentIsDropped) {
  const auto before = lite({tab("a", {col("id")}), tab("z", {col("p")}, {fk("fk", {"p"}, "a")})});
  const auto after = lite({tab("z", {col("p")})});
  EXPECT_EQ(story_of(before, after), (Story{"rebuild_table z", "drop_table a"}));
}

TEST(Rebuild, LetsTwoRebuiltTablesSwapTheNamesOfTheirIndexes) {
  const auto of = [](const char* on_a, const char* on_b, const std::string& type) {
    return lite(
        {tab("a", {col("x", type)}, {ix(on_a, {"x"})}), tab("b", {col("x", type)}, {ix(on_b, {"x"})})});
  };
  EXPECT_EQ(story_of(of("i", "j", "INTEGER"), of("j", "i", "TEXT")),
            (Story{"drop_constraint b.j", "drop_constraint a.i", "rebuild_table a", "rebuild_table b"}));
}

TEST(Rebuild, KeepsForeignKeysInsideTheTable) {
  const auto after =
      lite({tab("a", {col("b")}, {fk("fk_a", {"b"}, "b"), ix("ix", {"b"})}), tab("b", {col("id")})});
  Table bare = after.tables[0];
  std::erase_if(bare.constraints, [](const Constraint& c) { return std::holds_alternative<Index>(c); });
  EXPECT_EQ(all<CreateTable>(plan_of(lite({}), after))[0], (CreateTable{bare}));
}

TEST(Rebuild, GoesBackToTheTextThatWasStored) {
  auto before = lite({tab("t", {col("a")})});
  before.tables[0].stored_sql = std::string("CREATE TABLE t(a INTEGER -- the old text\n)");
  auto after = lite({tab("t", {col("a", "TEXT")})});
  const auto plans = migration(diff(before, after), before, after);
  EXPECT_EQ(*all<RebuildTable>(plans.down)[0].declared.stored_sql, *before.tables[0].stored_sql);
}

}  // namespace
}  // namespace tenon::this_file
