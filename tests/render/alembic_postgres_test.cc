#include "tests/render/alembic_postgres.h"

#include <string>
#include <vector>

namespace tenon::this_file {
namespace {

using namespace test::postgres;
using test::column;
using test::n;
using test::ns;
using test::q;
using test::x;

TEST(AlembicPostgres, CreatesColumnsOfEveryType) {
  Table table = test::table("t", {}, {});
  for (const char* type : {"integer",
                           "bigint",
                           "text",
                           "character varying(30)",
                           "character(5)",
                           "numeric(10,2)",
                           "double precision",
                           "real",
                           "boolean",
                           "date",
                           "timestamp without time zone",
                           "timestamp(3) with time zone",
                           "time(2) without time zone",
                           "interval day to second(3)",
                           "uuid",
                           "json",
                           "jsonb",
                           "bytea",
                           "inet",
                           "money",
                           "bit(3)",
                           "bit varying(5)",
                           "int4range",
                           "integer[]",
                           "timestamp(3) without time zone[]",
                           "xml",
                           "point",
                           "\"char\"",
                           "name",
                           "macaddr8"})
    table.columns.push_back(
        column("c" + std::to_string(table.columns.size()), type, table.columns.size() % 2 == 0));
  table.columns[2].collation = test::searched("C");
  table.columns[3].collation = test::searched("POSIX");
  expect_same("", creation(table));
}

TEST(AlembicPostgres, CreatesNoSequenceBehindANumericKey) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (const char* type :
       {"integer", "bigint", "smallint", "numeric(10,2)", "numeric", "real", "double precision"}) {
    const Table table = test::table(type, {column("id", type, false)},
                                    {test::primary_key(std::string(type) + "_pkey", {"id"})});
    up.push_back(create(table));
    down.push_back(drop(table));
  }
  const std::string text = expect_same("", up_and_down(up, down));
  EXPECT_EQ(count(text, "sa.Column('id', sa.Integer(), autoincrement=False, nullable=False)"), 1U);
}

TEST(AlembicPostgres, CreatesColumnsWithAllTheirAttributes) {
  Table table = test::table("t", {column("id", "integer", false)}, {test::primary_key("t_pkey", {"id"})});
  table.columns[0].identity = Identity{true, {"integer", "5", "10", "5", "1000", "20", true}};
  Column down = column("down", "bigint", false);
  down.identity = Identity{false, {"bigint", "-1", "-1", "-9223372036854775808", "-1", "1", false}};
  Column text = column("text", "text");
  text.default_value = x("' :x 100% \\:y'::text || 'a'");
  text.comment = "it's 50% :x \\ \"q\"\nd\xc3\xa9j\xc3\xa0";
  Column logic = column("logic", "boolean");
  logic.default_value = x("1 IN (1, 2) AND true");
  Column computed = column("computed", "text");
  computed.generated = Generated{x("text || ' :z %'"), true};
  for (Column& c : std::vector<Column>{down, text, logic, computed}) table.columns.push_back(std::move(c));
  table.comment = "100% :table";
  table.options = with_option({}, "unlogged", "true");
  expect_same("", creation(table));
}

TEST(AlembicPostgres, AltersColumnsInEveryWay) {
  Column actual = column("c");
  actual.default_value = x("5");
  std::vector<Column> declared(10, actual);
  declared[0].type = test::ty("bigint");
  declared[1].nullable = false;
  declared[2].default_value.reset();
  declared[3].comment = "50% :c";
  declared[4].type = test::ty("text");
  declared[4].default_value = x("' :x'::text");
  declared[4].collation = test::searched("C");
  declared[4].nullable = false;
  declared[5].type = test::ty("numeric(10,2)");
  declared[6].default_value.reset();
  declared[6].nullable = false;
  declared[6].identity = Identity{false, {"integer", "1", "1", "1", "2147483647", "1", false}};
  declared[7].name = n("new \"name");
  declared[8].name = n("new");
  declared[8].default_value = x("6");
  declared[9].type = test::ty("smallint");
  expect_altered("CREATE TABLE t (c integer DEFAULT 5); INSERT INTO t VALUES (1)", actual, declared);
}

TEST(AlembicPostgres, CastsWhereNoCastIsAssigned) {
  Column actual = column("c", "text");
  actual.default_value = x("'ok'::text");
  Column declared = column("c", "public.mood");
  declared.default_value = x("'ok'::public.mood");
  expect_same(
      "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (c text DEFAULT 'ok'); INSERT INTO t VALUES "
      "('sad')",
      up_and_down({AlterColumn{q("t"), actual, declared}}, {AlterColumn{q("t"), declared, actual}}));
}

TEST(AlembicPostgres, AddsAndDropsColumns) {
  Column plain = column("c", "character varying(30)", false);
  plain.default_value = x("' :x'");
  plain.comment = "50%";
  Column custom = column("\"odd\" 100% name", "public.\"Mood\"[]");
  Column computed = column("g", "integer");
  computed.generated = Generated{x("a * 2"), true};
  Column counted = column("id", "integer", false);
  counted.identity = Identity{true, {"integer", "1", "1", "1", "2147483647", "1", false}};
  std::vector<Op> up;
  std::vector<Op> down;
  for (const Column& added : {plain, custom, computed, counted}) {
    up.push_back(AddColumn{q("t"), added});
    down.push_back(DropColumn{q("t"), added});
  }
  expect_same("CREATE TYPE \"Mood\" AS ENUM ('a'); CREATE TABLE t (a integer)", up_and_down(up, down));
}

TEST(AlembicPostgres, CarriesWhatAlembicHasNoDirectiveFor) {
  Schema schema{n("s :x"), "50% schema", {}};
  Enum mood{{n("s :x"), n("mood")}, {"it's", ":x", "50%"}, "moods", {}};
  Sequence sequence{
      {n("s :x"), n("seq")}, {"integer", "5", "2", "1", "100", "3", true}, std::nullopt, "", "seq", {}};
  Sequence faster = sequence;
  faster.options.increment = "4";
  const Constraint old = test::check("old", "a > 0");
  ForeignKey key = test::foreign_key("f", {"a"}, "t", {"a"});
  ForeignKey deferrable = key;
  deferrable.deferrable = true;
  expect_same(
      "CREATE TABLE t (a integer UNIQUE, CONSTRAINT old CHECK (a > 0), CONSTRAINT f FOREIGN KEY (a) "
      "REFERENCES t (a))",
      up_and_down(
          {CreateSchema{schema}, CreateEnum{mood}, CreateSequence{sequence}, AlterSequence{sequence, faster},
           RenameConstraint{q("t"), old, n("new")}, AlterConstraint{q("t"), key, deferrable},
           SetComment{{Kind::kTable, n("public"), {}, n("t")}, "", "50% :t"},
           SetComment{{Kind::kColumn, n("public"), n("t"), n("a")}, "", "50% :a"},
           SetComment{{Kind::kForeignKey, n("public"), n("t"), n("f")}, "", "50% :f"}},
          {SetComment{{Kind::kForeignKey, n("public"), n("t"), n("f")}, "50% :f", ""},
           SetComment{{Kind::kColumn, n("public"), n("t"), n("a")}, "50% :a", ""},
           SetComment{{Kind::kTable, n("public"), {}, n("t")}, "50% :t", ""},
           AlterConstraint{q("t"), deferrable, key},
           RenameConstraint{q("t"), test::check("new", "a > 0"), n("old")}, AlterSequence{faster, sequence},
           DropSequence{sequence}, DropEnum{mood}, DropSchema{schema}}));
}

TEST(AlembicPostgres, CommitsALabelBeforeItIsUsed) {
  Column column = test::column("m", "public.mood");
  column.default_value = x("'new'::public.mood");
  Migration migration = up_and_down({}, {});
  migration.up.steps = {{.in_transaction = false, .ops = {AddEnumLabel{q("mood"), "new", "old"}}},
                        {.in_transaction = true, .ops = {AddColumn{q("t"), column}}}};
  const test::TemporaryDatabase database;
  database.run("CREATE TYPE mood AS ENUM ('old'); CREATE TABLE t (a integer); INSERT INTO t VALUES (1)");
  const test::AlembicEnvironment environment(database.url());
  const std::string text = revision_text(migration);
  environment.write_revision("0123456789ab", text);
  const test::Ran up = environment.run("upgrade head");
  EXPECT_EQ(up.code, 0) << up.err << text;
  EXPECT_EQ(database.query("SELECT m FROM t; SELECT enum_range(NULL::mood)"), "new\n{new,old}");
}

// Everything that has a name has this one, as far as it can.
Migration named_all_through(const std::string& odd) {
  const std::string stem = odd.substr(0, 61);
  Table table = test::table(odd, {column(odd, "integer", false), column("b", "text")},
                            {test::unique(stem + "_u", {odd}), test::check(stem + "_c", "b <> ''")});
  table.name.schema = n(odd);
  table.columns[0].comment = odd;
  ForeignKey key = test::foreign_key(odd, {odd}, odd, {odd});
  key.referred_table = table.name;
  Index index = test::index(stem + "_i", {odd});
  index.elements[0].descending = true;
  index.include = ns({odd});
  const Column added = column(stem + "_2", "text");
  Column typed = added;
  typed.type = test::ty("character varying(30)");
  typed.nullable = false;
  return up_and_down(
      {CreateSchema{{n(odd), odd, {}}}, create(table), AddConstraint{table.name, key},
       AddConstraint{table.name, index}, AddColumn{table.name, added}, AlterColumn{table.name, added, typed},
       SetComment{{Kind::kTable, n(odd), {}, n(odd)}, "", odd}},
      {DropColumn{table.name, typed}, DropConstraint{table.name, index}, DropConstraint{table.name, key},
       drop(table), DropSchema{{n(odd), odd, {}}}});
}

TEST(AlembicPostgres, KeepsOddNamesThroughEverything) {
  Migration all = up_and_down({}, {});
  for (const char* odd : {"Mixed Case", "qu\"o\"te", "it's", "dotted.name", "100%% %(name)s %s", "two\nlines",
                          "d\xc3\xa9j\xc3\xa0", "back\\slash", ":colon :x", "select", "lateral", "collation",
                          "a(b)", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}) {
    const Migration one = named_all_through(odd);
    all.up.steps.push_back(one.up.steps[0]);
    all.down.steps.push_back(one.down.steps[0]);
  }
  expect_same("", all);
}

TEST(AlembicPostgres, CreatesThreeHundredTables) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (int i = 0; i < 300; ++i) {
    Table table = test::table("t" + std::to_string(i), {column("id", "integer", false), column("a", "text")},
                              {test::primary_key("p" + std::to_string(i), {"id"})});
    up.push_back(create(table));
    down.push_back(drop(table));
  }
  expect_same("", up_and_down(up, down));
}

TEST(AlembicPostgres, RunsOfflineToo) {
  const test::TemporaryDatabase database;
  Table table =
      test::table("t", {column("id", "integer", false)}, {test::check("c", "id <> 5 AND ':x' <> '%'")});
  const test::AlembicEnvironment environment(database.url());
  environment.write_revision("0123456789ab", revision_text(creation(table)));
  const test::Ran ran = environment.run("upgrade head --sql");
  ASSERT_EQ(ran.code, 0) << ran.err;
  database.run(ran.out);
  EXPECT_EQ(database.query("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'c'"),
            "CHECK (((id <> 5) AND (':x'::text <> '%'::text)))");
}

}  // namespace
}  // namespace tenon::this_file
