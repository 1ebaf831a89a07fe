#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "render/alembic.h"
#include "render/sql.h"
#include "tests/support/alembic.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

// Every migration runs twice: by Alembic, and as bare statements by psql beside it. pg_dump must not be able
// to tell the two databases apart, and the way down must lead back.

namespace tenon {
namespace {

using test::column;
using test::n;
using test::ns;
using test::q;
using test::x;

std::string statements(const Plan& plan) {
  std::string sql;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops)
      for (const std::string& statement : sql_statements(op, *plan.dialect)) sql += statement + ";\n";
  return sql;
}

Migration up_and_down(std::vector<Op> up, std::vector<Op> down) {
  return {test::plan_of(kPostgresql, std::move(up)), test::plan_of(kPostgresql, std::move(down))};
}

std::string revision_text(const Migration& migration) {
  return alembic_revision(migration,
                          {"0123456789ab", std::nullopt, "it's \"one\" \\ revision", "2025-01-31"});
}

/// pg_dump's without what Alembic keeps for itself.
std::string dump(const test::TemporaryDatabase& database) {
  return test::output_of("pg_dump --schema-only --no-owner --exclude-table=alembic_version " +
                         test::shell_quoted(database.url()) + " | grep -v -e '^.\\(un\\)\\?restrict '");
}

/// Returns the revision file for what else is to be said of it.
std::string expect_same(const std::string& before, const Migration& migration) {
  const test::TemporaryDatabase alembic(before);
  const test::TemporaryDatabase plain(before);
  const std::string start = dump(alembic);
  const std::string text = revision_text(migration);
  const test::AlembicEnvironment environment(alembic.url());
  environment.write_revision("0123456789ab", text);

  const test::Ran up = environment.run("upgrade head");
  EXPECT_EQ(up.code, 0) << up.err << text;
  plain.run(statements(migration.up));
  EXPECT_EQ(dump(alembic), dump(plain)) << text;
  const test::Ran down = environment.run("downgrade base");
  EXPECT_EQ(down.code, 0) << down.err << text;
  EXPECT_EQ(dump(alembic), start) << text;
  return text;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

IndexElement element(std::variant<Name, Expression> what) {
  IndexElement made;
  made.what = std::move(what);
  return made;
}

Op create(Table table) { return CreateTable{std::move(table)}; }
Op drop(Table table) { return DropTable{std::move(table)}; }

Migration creation(const Table& table) { return up_and_down({create(table)}, {drop(table)}); }

/// The same tables once more in each of so many schemas s0, s1 ..., for so many cases in one run.
std::string in_schemas(std::size_t cases, const std::string& sql) {
  std::string all;
  for (std::size_t i = 0; i < cases; ++i) {
    const std::string schema = "s" + std::to_string(i);
    all += "CREATE SCHEMA " + schema + "; SET search_path = " + schema + ", public;" + sql + ";\n";
  }
  return all;
}

QualifiedName in_schema(std::size_t i, const std::string& name) {
  return {n("s" + std::to_string(i)), n(name)};
}

void expect_added(const std::string& before, std::vector<Constraint> constraints) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    auto* key = std::get_if<ForeignKey>(&constraints[i]);
    if (key && key->referred_table.schema == n("public"))
      key->referred_table.schema = in_schema(i, "").schema;
    up.push_back(AddConstraint{in_schema(i, "t"), constraints[i]});
    down.push_back(DropConstraint{in_schema(i, "t"), constraints[i]});
  }
  expect_same(in_schemas(constraints.size(), before), up_and_down(up, down));
}

void expect_altered(const std::string& before, const Column& actual, const std::vector<Column>& declared) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    up.push_back(AlterColumn{in_schema(i, "t"), actual, declared[i]});
    down.push_back(AlterColumn{in_schema(i, "t"), declared[i], actual});
  }
  expect_same(in_schemas(declared.size(), before), up_and_down(up, down));
}

TEST(AlembicPostgres, AddsTheForeignKeyOfTheManualWithJustItsArguments) {
  const Constraint key = test::foreign_key("fk_user_address", {"user_id"}, "user", {"id"});
  const std::string text =
      expect_same("CREATE TABLE \"user\" (id integer PRIMARY KEY); CREATE TABLE address (user_id integer)",
                  up_and_down({AddConstraint{q("address"), key}}, {DropConstraint{q("address"), key}}));
  EXPECT_EQ(
      count(text, "op.create_foreign_key(op.f('fk_user_address'), 'address', 'user', ['user_id'], ['id'])\n"),
      1U);
  EXPECT_EQ(count(text, "op.drop_constraint(op.f('fk_user_address'), 'address', type_='foreignkey')\n"), 1U);
}

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

TEST(AlembicPostgres, CreatesConstraintsOfEveryKind) {
  Unique deferred = test::unique("u1", {"a"});
  deferred.deferrable = deferred.initially_deferred = true;
  deferred.comment = "50% :u1";
  Unique rich = test::unique("u2", {"a", "b"});
  rich.include = ns({"c"});
  rich.nulls_not_distinct = true;
  rich.options = with_option({}, "with.fillfactor", "70");
  Check plain = test::check("c1", "c <> ' :x 5%' AND c ~ '\\:y'");
  Check own = test::check("c2", "a > 0");
  own.no_inherit = true;
  own.comment = "own";
  Check late = test::check("c3", "b > 0");
  late.validated = false;
  Exclusion exclusion;
  exclusion.name = n("x1");
  exclusion.method = n("gist");
  exclusion.elements = {{element(n("r")), "&&"}, {element(x("int4range(a, b)")), "&&"}};
  exclusion.where = x("c <> ' :w'");
  exclusion.deferrable = true;
  PrimaryKey key = test::primary_key("p", {"b", "a"});
  key.deferrable = true;
  expect_same("", creation(test::table("t",
                                       {column("a", "integer", false), column("b", "integer", false),
                                        column("c", "text"), column("r", "int4range")},
                                       {key, deferred, rich, plain, own, late, exclusion})));
}

TEST(AlembicPostgres, KeepsAKeyThatRepeatsAnother) {
  const Table table =
      test::table("t", {column("a", "integer", false)},
                  {test::primary_key("p", {"a"}), test::unique("u", {"a"}), test::unique("v", {"a"})});
  const test::TemporaryDatabase database;
  const test::AlembicEnvironment environment(database.url());
  environment.write_revision("0123456789ab", revision_text(creation(table)));
  const test::Ran up = environment.run("upgrade head");
  EXPECT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(
      database.query("SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint WHERE conrelid = "
                     "'t'::regclass"),
      "p,u,v");
}

TEST(AlembicPostgres, AddsAndDropsConstraintsOfEveryKind) {
  const std::string before = "CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, c text, r int4range)";
  PrimaryKey rich = test::primary_key("p", {"a"});
  rich.include = ns({"c"});
  Unique timed = test::unique("u", {"a", "b"});
  timed.deferrable = true;
  Unique nulls = test::unique("u", {"b"});
  nulls.nulls_not_distinct = true;
  Check late = test::check("c", "c <> ':x'");
  late.validated = false;
  late.comment = "late";
  Exclusion exclusion;
  exclusion.name = n("x");
  exclusion.method = n("gist");
  exclusion.elements = {{element(n("r")), "&&"}};
  expect_added(before, {test::primary_key("p", {"b", "a"}), rich, timed, nulls, test::check("c", "a % 2 = 0"),
                        late, exclusion});
}

TEST(AlembicPostgres, AddsForeignKeysWithEveryOption) {
  const std::string before =
      "CREATE TABLE two (a integer, b integer, PRIMARY KEY (a, b)); CREATE TABLE p (a integer PRIMARY KEY); "
      "CREATE TABLE \"d.p\" (a integer PRIMARY KEY);"
      "CREATE TABLE t (a integer UNIQUE, b integer, c integer, UNIQUE (a, b))";
  ForeignKey composite = test::foreign_key("f", {"a", "b"}, "two", {"a", "b"});
  composite.match = Match::kFull;
  composite.onupdate = Action::kCascade;
  composite.ondelete = Action::kSetNull;
  composite.deferrable = composite.initially_deferred = true;
  ForeignKey partly = composite;
  partly.ondelete_columns = ns({"b"});
  ForeignKey late = test::foreign_key("f", {"a"}, "p", {"a"});
  late.validated = false;
  late.ondelete = Action::kRestrict;
  late.comment = "50% :late";
  ForeignKey across = test::foreign_key("f", {"a"}, "p", {"a"});
  across.referred_table.schema = n("s0");
  expect_added(before, {composite, partly, late, across, test::foreign_key("f", {"a"}, "d.p", {"a"}),
                        test::foreign_key("f", {"b"}, "t", {"a"}),
                        test::foreign_key("f", {"a", "c"}, "t", {"a", "b"})});
}

Index every_element() {
  Index made = test::index("i", {"a", "b"});
  made.elements[0].descending = true;
  made.elements[1].nulls_first = true;
  made.elements.push_back(element(x("lower(c)")));
  made.elements.push_back(element(x("a % 7")));
  made.elements.push_back(element(n("c")));
  made.elements.back().opclass = test::searched("text_pattern_ops");
  made.elements.back().collation = test::searched("C");
  return made;
}

TEST(AlembicPostgres, AddsIndexesOfEveryKind) {
  const std::string before = "CREATE TABLE t (a integer, b integer, c text, j jsonb)";
  Index rich = test::index("i", {"a"});
  rich.unique = true;
  rich.include = ns({"b", "c"});
  rich.where = x("c <> ' :x 5%'");
  rich.options = {{"with.fillfactor", "70"}};
  rich.comment = "50% :i";
  Index nulls = test::index("i", {"a"});
  nulls.unique = nulls.nulls_not_distinct = true;
  Index gin = test::index("i", {"j"});
  gin.method = n("gin");
  gin.elements[0].opclass = test::searched("jsonb_path_ops");
  gin.options = {{"with.fastupdate", "off"}, {"with.gin_pending_list_limit", "64"}};
  Index spread = test::index("i", {"a"});
  spread.method = n("brin");
  spread.elements[0].opclass = test::searched("int4_minmax_multi_ops");
  spread.elements[0].opclass_options = {{"values_per_range", "16"}};
  Index marked = test::index("i", {"a"});
  marked.options = {{"clustered", "true"}};
  expect_added(before, {test::index("i", {"b", "a"}), every_element(), rich, nulls, gin, spread, marked});
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
      {n("s :x"), n("seq")}, {"integer", "5", "2", "1", "100", "3", true}, std::nullopt, "seq", {}};
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

TEST(AlembicPostgres, ValidatesAndReplaces) {
  Check late = test::check("c", "a > 0");
  late.validated = false;
  Check valid = late;
  valid.validated = true;
  const Enum two{q("mood"), {"a", "b"}, "", {}};
  const Enum one{q("mood"), {"b"}, "", {}};
  const std::vector<TypeUser> users = {{{q("t"), n("m")}, test::ty("public.mood"), x("'b'::public.mood")}};
  expect_same(
      "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (a integer, m mood DEFAULT 'b');"
      "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
      up_and_down(
          {ValidateConstraint{q("t"), late}, ReplaceEnum{two, one, users}},
          {ReplaceEnum{one, two, users}, DropConstraint{q("t"), valid}, AddConstraint{q("t"), late}}));
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
}  // namespace tenon
