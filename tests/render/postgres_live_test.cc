#include <gtest/gtest.h>

#include "render/sql_script.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"
#include "tests/support/shell.h"

namespace tenon::this_file {
namespace {

using namespace test;

/// A database of its own for every test: they run side by side.
class PostgresScriptLive : public testing::Test {
 protected:
  Ran psql(std::string_view sql) const {
    return shell("psql -X -q -A -t -v ON_ERROR_STOP=1 " + shell_quoted(database_.url()), sql);
  }

  void run(std::vector<Op> ops) const {
    const std::string script = sql_script({&kPostgresql, {{true, std::move(ops)}}});
    const Ran ran = psql("SET client_min_messages = warning; SET search_path = '';\n" + script);
    EXPECT_EQ(ran.err, "") << script;
  }

  static QualifiedName in_shop(std::string_view name) { return kPostgresql.qualified("Shop.1", name); }

  static Table shop_table(std::string_view name, std::vector<Column> columns,
                          std::vector<Constraint> constraints) {
    Table made = table(name, std::move(columns), std::move(constraints));
    made.name = in_shop(name);
    return made;
  }

 private:
  TemporaryDatabase database_{"CREATE SCHEMA \"Shop.1\";"};
};

Identity identity(std::string start = "1") {
  return {false, {.type = "integer", .start = std::move(start), .maximum = "2147483647"}};
}

TEST_F(PostgresScriptLive, CreatesEverythingItWrites) {
  Enum mood;
  mood.name = in_shop("mood");
  mood.labels = {"sad", "it's"};
  mood.comment = "how it is";
  Sequence numbers;
  numbers.name = in_shop("numbers");
  numbers.options = {.type = "integer",
                     .start = "-1",
                     .increment = "-1",
                     .minimum = "-50",
                     .maximum = "-1",
                     .cache = "5",
                     .cycle = true};
  Column id = column("id", "integer", false);
  id.identity = identity("7");
  Column name = column("user", "character varying(30)", false);
  name.collation = searched("C");
  name.default_value = x("'x'");
  name.comment = "the 'name'";
  Column feeling = column("feeling", "\"Shop.1\".mood[]");
  Column span = column("span", "int4range");
  Column twice = column("twice", "integer");
  twice.generated = Generated{x("id * 2"), true};
  PrimaryKey pk = primary_key("pk", {"id"});
  pk.include = ns({"user"});
  pk.options = {{"with.fillfactor", "80"}};
  pk.comment = "key";
  Unique uq = unique("uq", {"user", "id"});
  uq.nulls_not_distinct = uq.deferrable = uq.initially_deferred = true;
  Check ck = check("ck", "id > 0");
  ck.no_inherit = true;
  ck.validated = false;
  Exclusion ex;
  ex.name = n("ex");
  ex.method = n("gist");
  IndexElement over;
  over.what = n("span");
  ex.elements = {{over, searched("&&")}};
  ex.where = x("id > 1");
  ex.deferrable = true;
  Index ix = index("ix", {"user"});
  ix.elements[0].opclass = searched("text_pattern_ops");
  ix.elements[0].descending = true;
  ix.elements.push_back(over);
  ix.elements[1].what = x("lower(\"user\")");
  ix.unique = ix.nulls_not_distinct = true;
  ix.include = ns({"id"});
  ix.where = x("id > 3");
  ix.options = {{"with.fillfactor", "70"}};
  ix.comment = "index";
  ForeignKey fk = foreign_key("fk", {"id", "up"}, "parent", {"a", "b"});
  fk.referred_table = in_shop("parent");
  fk.ondelete = Action::kSetNull;
  fk.ondelete_columns = ns({"id"});
  fk.deferrable = fk.initially_deferred = true;
  fk.validated = false;
  Table orders = shop_table("or\"ders", {id, name, feeling, span, twice, column("up")}, {pk, uq, ck, ex});
  orders.comment = "orders";
  orders.options = {{"with.fillfactor", "90"}};
  run({CreateEnum{mood}, CreateSequence{numbers},
       CreateTable{shop_table("parent", {column("a"), column("b")}, {unique("parent_key", {"a", "b"})})},
       CreateTable{orders}, AddConstraint{orders.name, ix}, AddConstraint{orders.name, fk},
       ValidateConstraint{orders.name, ck}, ValidateConstraint{orders.name, fk},
       RenameConstraint{orders.name, uq, n("uq2")}, RenameConstraint{orders.name, fk, n("fk2")}});
  EXPECT_EQ(
      psql("SELECT conname, convalidated, condeferrable, pg_get_constraintdef(oid) FROM pg_constraint "
           "WHERE conrelid = '\"Shop.1\".\"or\"\"ders\"'::regclass ORDER BY 1;")
          .out,
      "ck|t|f|CHECK ((id > 0)) NO INHERIT\n"
      "ex|t|t|EXCLUDE USING gist (span WITH &&) WHERE ((id > 1)) DEFERRABLE\n"
      "fk2|t|t|FOREIGN KEY (id, up) REFERENCES \"Shop.1\".parent(a, b) ON DELETE SET NULL (id) DEFERRABLE "
      "INITIALLY DEFERRED\n"
      "pk|t|f|PRIMARY KEY (id) INCLUDE (\"user\")\n"
      "uq2|t|t|UNIQUE NULLS NOT DISTINCT (\"user\", id) DEFERRABLE INITIALLY DEFERRED\n");
  EXPECT_EQ(psql("SELECT reloptions FROM pg_class WHERE relname = 'pk';").out, "{fillfactor=80}\n");
  EXPECT_EQ(psql("SELECT pg_get_indexdef('\"Shop.1\".ix'::regclass);").out,
            "CREATE UNIQUE INDEX ix ON \"Shop.1\".\"or\"\"ders\" USING btree (\"user\" text_pattern_ops DESC "
            "NULLS LAST, "
            "lower((\"user\")::text)) INCLUDE (id) NULLS NOT DISTINCT WITH (fillfactor='70') WHERE (id "
            "> 3)\n");
}

TEST_F(PostgresScriptLive, TurnsASerialIntoAnIdentityAndBackWithoutGivingANumberOutTwice) {
  psql("CREATE TABLE \"Shop.1\".t (id serial, x text); INSERT INTO \"Shop.1\".t (x) VALUES ('a'), ('b');");
  const QualifiedName t = in_shop("t");
  Sequence seq;
  seq.name = in_shop("t_id_seq");
  seq.options = {.type = "integer", .maximum = "2147483647"};
  Sequence owned = seq;
  owned.owned_by = ColumnName{t, n("id")};
  Column serial = column("id", "integer", false);
  serial.default_value = x("nextval('\"Shop.1\".t_id_seq'::regclass)");
  Column counted = column("id", "integer", false);
  counted.identity = identity();
  run({AlterColumn{t, serial, counted}, DropSequence{owned}});
  EXPECT_EQ(psql("INSERT INTO \"Shop.1\".t (x) VALUES ('c') RETURNING id;").out, "3\n");
  run({CreateSequence{seq}, AlterColumn{t, counted, serial}, AlterSequence{seq, owned}});
  EXPECT_EQ(psql("INSERT INTO \"Shop.1\".t (x) VALUES ('d') RETURNING id;").out, "4\n");
}

TEST_F(PostgresScriptLive, ReplacesAnEnumUnderDefaultsAndArrays) {
  psql(
      "SET search_path = \"Shop.1\"; CREATE TYPE mood AS ENUM ('a', 'b', 'c');"
      "CREATE TABLE t (x mood NOT NULL DEFAULT 'b', y mood[] DEFAULT '{a}'); INSERT INTO t DEFAULT VALUES;");
  ReplaceEnum op{{in_shop("mood"), {"a", "b", "c"}, "", {}}, {in_shop("mood"), {"b", "a"}, "mind", {}}, {}};
  op.users = {{{in_shop("t"), n("x")}, ty("\"Shop.1\".mood"), x("'b'::\"Shop.1\".mood")},
              {{in_shop("t"), n("y")}, ty("\"Shop.1\".mood[]"), x("'{a}'::\"Shop.1\".mood[]")}};
  run({op});
  EXPECT_EQ(psql("INSERT INTO \"Shop.1\".t DEFAULT VALUES; SELECT * FROM \"Shop.1\".t;").out,
            "b|{a}\nb|{a}\n");
}

TEST_F(PostgresScriptLive, ChangesTypesWithDefaultsAndRefusesToCutValues) {
  psql(
      "CREATE TABLE \"Shop.1\".t (a text DEFAULT '5', b integer DEFAULT 1, c text); INSERT INTO \"Shop.1\".t "
      "(c) VALUES ('long');");
  const QualifiedName t = in_shop("t");
  Column a = column("a", "text");
  a.default_value = x("'5'::text");
  Column a_number = column("a", "integer", false);
  a_number.default_value = x("7");
  Column b = column("b");
  b.default_value = x("1");
  Column b_text = column("b", "text");
  b_text.collation = searched("C");
  b_text.default_value = x("'x'::text");
  run({AlterColumn{t, a, a_number}, AlterColumn{t, b, b_text}});
  EXPECT_EQ(psql("INSERT INTO \"Shop.1\".t DEFAULT VALUES; SELECT a, b FROM \"Shop.1\".t;").out,
            "5|1\n7|x\n");
  const AlterColumn cut{t, column("c", "text"), column("c", "character varying(2)")};
  const Ran ran = psql(sql_script({&kPostgresql, {{true, {cut}}}}));
  EXPECT_NE(ran.err.find("value too long"), std::string::npos) << ran.err;
}

TEST_F(PostgresScriptLive, MovesASequenceIntoOtherBounds) {
  Sequence up;
  up.name = in_shop("s");
  Sequence down = up;
  down.options = {.type = "integer", .start = "-1", .increment = "-1", .minimum = "-9", .maximum = "-1"};
  run({CreateSequence{up}, AlterSequence{up, down}});
  EXPECT_EQ(psql("SELECT nextval('\"Shop.1\".s');").out, "-1\n");
  run({AlterSequence{down, up}});
  EXPECT_EQ(psql("SELECT nextval('\"Shop.1\".s'), nextval('\"Shop.1\".s');").out, "1|2\n");
  Sequence from_two = up;
  from_two.options.minimum = "2";
  from_two.options.start = "2";
  run({AlterSequence{up, from_two}});
  EXPECT_EQ(psql("SELECT nextval('\"Shop.1\".s');").out, "3\n");
}

TEST_F(PostgresScriptLive, AltersInPlace) {
  psql(
      "CREATE TABLE \"Shop.1\".t (id integer GENERATED ALWAYS AS IDENTITY, CONSTRAINT pk PRIMARY KEY (id),"
      "up integer CONSTRAINT fk REFERENCES \"Shop.1\".t); CREATE SEQUENCE \"Shop.1\".s;");
  const Table t = shop_table("t", {}, {});
  Table unlogged = t;
  unlogged.options = {{"unlogged", "true"}, {"with.fillfactor", "50"}};
  PrimaryKey pk = primary_key("pk", {"id"});
  PrimaryKey packed = pk;
  packed.options = {{"with.fillfactor", "60"}};
  ForeignKey fk = foreign_key("fk", {"up"}, "t", {"id"});
  ForeignKey deferred = fk;
  deferred.deferrable = deferred.initially_deferred = true;
  Column id = column("id", "integer", false);
  id.identity = Identity{true, identity().sequence};
  Column wide = column("id", "bigint", false);
  wide.identity = Identity{false, {.increment = "3"}};
  Sequence s;
  s.name = in_shop("s");
  Sequence small = s;
  small.options = {
      .type = "smallint", .start = "5", .increment = "5", .minimum = "5", .maximum = "32767", .cycle = true};
  run({AlterTable{t, unlogged}, AlterConstraint{t.name, pk, packed}, AlterConstraint{t.name, fk, deferred},
       AlterColumn{t.name, id, wide}, AlterSequence{s, small}});
  EXPECT_EQ(
      psql("SELECT relname, relpersistence, reloptions FROM pg_class WHERE relname IN ('pk', 't') ORDER BY 1;"
           "SELECT condeferred FROM pg_constraint WHERE conname = 'fk';"
           "SELECT data_type, increment_by, max_value, cycle FROM pg_sequences WHERE schemaname = 'Shop.1' "
           "ORDER BY sequencename;")
          .out,
      "pk|u|{fillfactor=60}\nt|u|{fillfactor=50}\nt\nsmallint|5|32767|t\nbigint|3|9223372036854775807|f\n");
  run({AlterTable{unlogged, t}, AlterConstraint{t.name, packed, pk}, AlterConstraint{t.name, deferred, fk},
       AlterColumn{t.name, wide, id}, AlterSequence{small, s}});
  EXPECT_EQ(
      psql("SELECT relname, relpersistence, reloptions FROM pg_class WHERE relname IN ('pk', 't') ORDER BY 1;"
           "SELECT data_type, start_value, increment_by, max_value, cycle FROM pg_sequences WHERE schemaname "
           "= "
           "'Shop.1' ORDER BY sequencename;")
          .out,
      "pk|p|\nt|p|\nbigint|1|1|9223372036854775807|f\ninteger|1|1|2147483647|f\n");
}

}  // namespace
}  // namespace tenon::this_file
