#include "diff/filter.h"

#include <gtest/gtest.h>

#include <utility>

#include "diff/diff.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

using Strings = std::vector<std::string>;

Table in(std::string_view schema, Table made) {
  made.name.schema = n(schema);
  return made;
}

Schema schema(std::string_view name) {
  Schema made;
  made.name = n(name);
  return made;
}

/// public.orders, public.tmp_x, app.orders with a key, a check and an index each.
Catalog shop() {
  const std::vector<Column> columns = {column("id"), column("note", "text")};
  const std::vector<Constraint> constraints = {primary_key("pk", {"id"}), check("ck", "length(note) > 1"),
                                               index("ix", {"note"})};
  Catalog made = catalog({table("orders", columns, constraints), table("tmp_x", columns, constraints),
                          in("app", table("orders", columns, constraints))});
  made.schemas.push_back(schema("app"));
  return sorted(made);
}

Strings names(const Catalog& catalog) {
  Strings all;
  for (const auto& s : catalog.schemas) all.push_back("schema " + s.name.text);
  for (const auto& e : catalog.enums) all.push_back("enum " + to_string(e.name));
  for (const auto& s : catalog.sequences) all.push_back("sequence " + to_string(s.name));
  for (const auto& t : catalog.tables) {
    std::string line = to_string(t.name) + ":";
    for (const auto& c : t.columns) line += " " + c.name.text;
    for (const auto& c : t.constraints) line += " " + name_of(c).text;
    all.push_back(line);
  }
  return all;
}

TEST(Filter, LeavesEverythingWhenNothingIsAsked) {
  const Filtered found = filtered(shop(), {});
  EXPECT_EQ(found.catalog, shop());
  EXPECT_EQ(found.ignored, Strings{});
}

TEST(Filter, KeepsTheSchemasThatAreAskedFor) {
  const Filtered found = filtered(shop(), {.schemas = {"ap*"}, .include = {}, .exclude = {}});
  EXPECT_EQ(names(found.catalog), (Strings{"schema app", "schema public", "app.orders: id note pk ix ck"}));
  EXPECT_EQ(found.ignored, (Strings{"table:public.orders", "table:public.tmp_x"}));
}

TEST(Filter, KeepsAllSchemasButOne) {
  EXPECT_EQ(filtered(shop(), {.schemas = {"!app"}, .include = {}, .exclude = {}}).ignored,
            (Strings{"schema:app", "table:app.orders"}));
}

TEST(Filter, LeavesOutWhatIsExcluded) {
  const Filtered found = filtered(shop(), {.schemas = {}, .include = {}, .exclude = {"table:tmp_*"}});
  EXPECT_EQ(found.ignored, (Strings{"table:public.tmp_x"}));
  EXPECT_EQ(found.catalog.tables.size(), 2u);
}

TEST(Filter, LeavesOutWhatIsExcludedOnATable) {
  const Filtered found = filtered(
      shop(),
      {.schemas = {"public"}, .include = {"public.orders"}, .exclude = {"check:*", "public.orders.ix"}});
  EXPECT_EQ(names(found.catalog), (Strings{"schema public", "public.orders: id note pk"}));
  EXPECT_EQ(found.ignored, (Strings{"schema:app", "table:app.orders", "table:public.tmp_x",
                                    "index:public.orders.ix", "check:public.orders.ck"}));
}

TEST(Filter, ReadsANameAloneAsATable) {
  // `note` and `pk` are a column and a key of every table.
  EXPECT_EQ(filtered(shop(), {.schemas = {}, .include = {}, .exclude = {"note", "pk"}}).catalog, shop());
}

TEST(Filter, KeepsWhatIsIncludedWithWhatItNames) {
  const Filtered found =
      filtered(shop(), {.schemas = {}, .include = {"check:public.orders.*"}, .exclude = {}});
  EXPECT_EQ(names(found.catalog), (Strings{"schema public", "public.orders: note ck"}));
}

TEST(Filter, LetsTheLastPatternWin) {
  EXPECT_EQ(filtered(shop(), {.schemas = {}, .include = {"!tmp_*"}, .exclude = {}}).ignored,
            (Strings{"table:public.tmp_x"}));
  EXPECT_EQ(filtered(shop(), {.schemas = {}, .include = {}, .exclude = {"orders", "!app.orders"}}).ignored,
            (Strings{"table:public.orders"}));
}

TEST(Filter, ExcludesASchemaWithAllInside) {
  EXPECT_EQ(filtered(shop(), {.schemas = {}, .include = {}, .exclude = {"schema:app"}}).ignored,
            (Strings{"schema:app", "table:app.orders"}));
}

TEST(Filter, LeavesOutTheBooksOfMigrationRunners) {
  Catalog made =
      catalog({table("alembic_version", {column("version_num")}), table("orders", {column("id")}),
               table("goose_db_version", {column("id")}), table("__EFMigrationsHistory", {column("id")}),
               in("sqitch", table("changes", {column("id")}))});
  made.schemas.push_back(schema("sqitch"));
  Sequence seq;
  seq.name = q("goose_db_version_id_seq");
  seq.owned_by = ColumnName{q("goose_db_version"), n("id")};
  made.sequences.push_back(seq);
  made = sorted(made);
  const Filtered found = filtered(made, {});
  EXPECT_EQ(names(found.catalog), (Strings{"schema public", "public.orders: id"}));
  EXPECT_EQ(found.ignored, (Strings{"schema:sqitch", "sequence:public.goose_db_version_id_seq",
                                    "table:public.__EFMigrationsHistory", "table:public.alembic_version",
                                    "table:public.goose_db_version", "table:sqitch.changes"}));
  EXPECT_EQ(filtered(made, {.schemas = {}, .include = {}, .exclude = {}, .runner_tables = true}).catalog,
            made);
}

TEST(Filter, FoldsTheNamesOfRunnersAsTheDatabaseDoes) {
  const Catalog sqlite = catalog({table("DATABASECHANGELOG", {column("id")}, {}, kSqlite)}, kSqlite);
  EXPECT_EQ(filtered(sqlite, {}).ignored, (Strings{"table:DATABASECHANGELOG"}));
}

TEST(Filter, TakesASequenceWithTheColumnThatOwnsIt) {
  Catalog made = shop();
  Sequence owned, used, free;
  owned.name = q("owned");
  owned.owned_by = ColumnName{q("orders"), n("id")};
  used.name = q("used");
  free.name = q("free");
  made.sequences = {owned, used, free};
  find_table(made, q("orders"))->columns[0].default_value = x("nextval('public.used'::regclass)");
  made = sorted(made);
  EXPECT_EQ(filtered(made, {.schemas = {}, .include = {"public.orders"}, .exclude = {}}).ignored,
            (Strings{"schema:app", "sequence:public.free", "table:app.orders", "table:public.tmp_x"}));
  EXPECT_EQ(filtered(made, {.schemas = {}, .include = {}, .exclude = {"public.orders"}}).ignored,
            (Strings{"sequence:public.owned", "table:public.orders"}));
}

TEST(Filter, KeepsTheTypesOfTheColumnsThatItKeeps) {
  Catalog made = shop();
  Enum mood, other;
  mood.name = q("mood");
  other.name = q("other");
  made.enums = {mood, other};
  find_table(made, q("orders"))->columns[1].type = ty("public.mood");
  EXPECT_EQ(filtered(made, {.schemas = {}, .include = {"public.orders"}, .exclude = {}}).ignored,
            (Strings{"schema:app", "enum:public.other", "table:app.orders", "table:public.tmp_x"}));
}

TEST(Filter, KeepsAForeignKeyToATableThatIsLeftOut) {
  const Table child = table("child", {column("a")}, {foreign_key("fk", {"a"}, "parent", {"id"})});
  const Catalog made = catalog({child, table("parent", {column("id")}, {primary_key("pk", {"id"})})});
  EXPECT_EQ(filtered(made, {.schemas = {}, .include = {}, .exclude = {"parent"}}).catalog.tables,
            std::vector<Table>{child});
}

TEST(Filter, TakesWhatIsNotModelledWithItsTable) {
  Catalog made = shop();
  made.unmodelled = {
      {"trigger", q("audit"), q("tmp_x"), ""}, {"view", q("v"), {}, ""}, {"view", q("w"), {}, ""}};
  const Filtered found = filtered(made, {.schemas = {}, .include = {}, .exclude = {"tmp_x", "view:w"}});
  EXPECT_EQ(found.catalog.unmodelled, (std::vector<UnmodelledObject>{{"view", q("v"), {}, ""}}));
}

TEST(Filter, KeepsWhatSitsOnAViewThatItKeeps) {
  Catalog made = catalog({});
  const UnmodelledObject on_v{"trigger", q("on_v"), q("v"), ""};
  made.unmodelled = {
      on_v, {"trigger", q("on_w"), q("w"), ""}, {"view", q("v"), {}, ""}, {"view", q("w"), {}, ""}};
  const Filtered found = filtered(made, {.schemas = {}, .include = {}, .exclude = {"view:w"}});
  EXPECT_EQ(found.catalog.unmodelled, (std::vector<UnmodelledObject>{on_v, {"view", q("v"), {}, ""}}));
}

TEST(Filter, WorksWithoutSchemas) {
  const Catalog made = catalog(
      {table("orders", {column("id", "INTEGER", true, kSqlite)}, {check("ck", "id > 0", kSqlite)}, kSqlite),
       table("tmp_x", {column("id", "INTEGER", true, kSqlite)}, {}, kSqlite)},
      kSqlite);
  EXPECT_EQ(filtered(made, {.schemas = {}, .include = {}, .exclude = {"TMP_*", "orders.ck"}}).ignored,
            (Strings{"table:tmp_x", "check:orders.ck"}));
}

}  // namespace
}  // namespace tenon::test::this_file
