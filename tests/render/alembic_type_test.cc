#include "render/alembic/type.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sql/key.h"
#include "sql/searched_name.h"
#include "tests/support/alembic.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

Column typed(const std::string& text, const Dialect& dialect, const std::string& collation = "") {
  Column column = test::column("c", text, true, dialect);
  column.type = type(text, dialect);
  column.collation = searched_name(collation, dialect);
  return column;
}

std::string written(const std::string& text, const Dialect& dialect, const std::string& collation = "") {
  Draft draft(dialect);
  return alembic_type(typed(text, dialect, collation), draft);
}

TEST(AlembicType, SpellsPostgresqlTypesAsSqlalchemyDoes) {
  EXPECT_EQ(written("int", kPostgresql), "sa.Integer()");
  EXPECT_EQ(written("varchar(30)", kPostgresql), "sa.String(length=30)");
  EXPECT_EQ(written("varchar(30)", kPostgresql, "C"), "sa.String(length=30, collation='C')");
  EXPECT_EQ(written("numeric(10,2)", kPostgresql), "sa.Numeric(precision=10, scale=2)");
  EXPECT_EQ(written("timestamptz", kPostgresql), "sa.DateTime(timezone=True)");
  EXPECT_EQ(written("timestamp(3)", kPostgresql), "postgresql.TIMESTAMP(precision=3)");
  EXPECT_EQ(written("jsonb", kPostgresql), "postgresql.JSONB()");
  EXPECT_EQ(written("text[]", kPostgresql), "postgresql.ARRAY(sa.Text())");
}

TEST(AlembicType, KeepsWhatSqlalchemyDoesNotKnowByItsText) {
  EXPECT_EQ(written("citext", kPostgresql), "_Type('citext')");
  EXPECT_EQ(written("app.\"Mood\"[]", kPostgresql), "_Type('app.\"Mood\"[]')");
  EXPECT_EQ(written("citext", kPostgresql, "C"), "_Type('citext COLLATE \"C\"')");
  EXPECT_EQ(written("TINYINT", kSqlite), "_Type('TINYINT')");
  EXPECT_EQ(written("", kSqlite), "_Type('')");
  EXPECT_EQ(written("VARCHAR(30, 4)", kSqlite), "_Type('VARCHAR(30, 4)')");
  EXPECT_EQ(written("INTEGER", kSqlite, "NOCASE"), "_Type('INTEGER COLLATE \"NOCASE\"')");
}

TEST(AlembicType, SpellsEnumsWithTheLabelsThatAreKnown) {
  const std::vector<Enum> enums{{test::q("mood"), {"sad", "it's"}, "", {}},
                                {{test::n("S s"), test::n("M m")}, {"a"}, "", {}},
                                {test::q("point"), {"a"}, "", {}},
                                {test::q("empty"), {}, "", {}}};
  const auto spelled = [&](const std::string& text) {
    Draft draft(kPostgresql, &enums);
    return alembic_type(typed(text, kPostgresql), draft);
  };
  const std::string mood =
      "postgresql.ENUM('sad', \"it's\", name='mood', schema='public', create_type=False)";
  EXPECT_EQ(spelled("public.mood"), mood);
  EXPECT_EQ(spelled("mood[]"), "postgresql.ARRAY(" + mood + ")");
  EXPECT_EQ(spelled("\"S s\".\"M m\""), "postgresql.ENUM('a', name='M m', schema='S s', create_type=False)");
  EXPECT_EQ(spelled("point"), "_Type('point')");
  EXPECT_EQ(spelled("public.point"),
            "postgresql.ENUM('a', name='point', schema='public', create_type=False)");
  EXPECT_EQ(spelled("public.empty"), "_Type('public.empty')");
  EXPECT_EQ(spelled("other.mood"), "_Type('other.mood')");
}

// Alembic compares _type_affinity to decide whether it casts (ddl/sqlite.py, cast_for_batch_migrate).
TEST(AlembicType, KnowsWhereBatchModeCasts) {
  const std::vector<std::string> texts{"INTEGER", "BIGINT",   "SMALLINT",      "TEXT",      "VARCHAR(30)",
                                       "CHAR(3)", "NCHAR(5)", "NVARCHAR(9)",   "CLOB",      "BLOB",
                                       "REAL",    "FLOAT",    "NUMERIC(5, 2)", "DECIMAL",   "BOOLEAN",
                                       "DATE",    "DATETIME", "TIME",          "TIMESTAMP", "JSON"};
  std::string script = "import sqlalchemy as sa\nall = [";
  Draft draft(kSqlite);
  for (const std::string& text : texts) script += alembic_type(typed(text, kSqlite), draft) + ", ";
  script +=
      "]\nfor a in all:\n    print(''.join('.' if a._type_affinity is b._type_affinity else 'c' for b in "
      "all))\n";
  const test::Ran ran = test::shell(test::python() + " -", script);
  ASSERT_EQ(ran.err, "");
  std::size_t uncast = 0;
  for (std::size_t a = 0; a < texts.size(); ++a)
    for (std::size_t b = 0; b < texts.size(); ++b) {
      const bool casts = ran.out[a * (texts.size() + 1) + b] == 'c';
      const bool expected = casts_in_batch(typed(texts[a], kSqlite), typed(texts[b], kSqlite), kSqlite);
      EXPECT_TRUE(expected || !casts) << texts[a] << " to " << texts[b];
      uncast += expected ? 0 : 1;
    }
  EXPECT_GT(uncast, texts.size());
  EXPECT_TRUE(casts_in_batch(typed("TINYINT", kSqlite), typed("INTEGER", kSqlite), kSqlite));
}

TEST(AlembicType, IsNotExactAboutAPercentSign) {
  Draft draft(kPostgresql);
  alembic_type(typed("\"my%type\"", kPostgresql), draft);
  EXPECT_FALSE(draft.exact());
}

// What SQLAlchemy makes of each type, one a line.
std::vector<std::string> compiled(const std::vector<std::string>& texts, const Dialect& dialect) {
  Draft draft(dialect);
  std::string script = "import sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql, sqlite\n" +
                       std::string(custom_type_class()) + "for t in [";
  for (const std::string& text : texts) script += alembic_type(typed(text, dialect), draft) + ", ";
  script += "]:\n    print(t.compile(dialect=" + std::string(dialect.name) + ".dialect()))\n";
  const test::Ran ran = test::shell(test::python() + " -", script);
  EXPECT_EQ(ran.err, "");
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < ran.out.size();) {
    const std::size_t end = ran.out.find('\n', at);
    lines.push_back(ran.out.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void expect_round_trip(const std::vector<std::string>& texts, const Dialect& dialect) {
  const std::vector<std::string> lines = compiled(texts, dialect);
  ASSERT_EQ(lines.size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(type(lines[i], dialect).key, type(texts[i], dialect).key) << texts[i];
}

TEST(AlembicType, MeansTheSameTypeInPostgresql) {
  expect_round_trip({"integer",
                     "bigint",
                     "smallint",
                     "text",
                     "varchar",
                     "varchar(30)",
                     "char(5)",
                     "char",
                     "bpchar",
                     "\"char\"",
                     "numeric",
                     "numeric(10)",
                     "numeric(10,2)",
                     "numeric(5,-2)",
                     "float",
                     "float(3)",
                     "double precision",
                     "real",
                     "boolean",
                     "date",
                     "timestamp",
                     "timestamp(3)",
                     "timestamptz",
                     "timestamp(0) with time zone",
                     "time",
                     "time(2)",
                     "timetz",
                     "time(3) with time zone",
                     "interval",
                     "interval(3)",
                     "interval day to second",
                     "interval day to second(3)",
                     "uuid",
                     "json",
                     "jsonb",
                     "bytea",
                     "inet",
                     "cidr",
                     "macaddr",
                     "macaddr8",
                     "money",
                     "oid",
                     "regclass",
                     "tsvector",
                     "tsquery",
                     "xml",
                     "bit(3)",
                     "bit",
                     "bit varying",
                     "bit varying(5)",
                     "int4range",
                     "int8range",
                     "numrange",
                     "daterange",
                     "tsrange",
                     "tstzrange",
                     "int4multirange",
                     "point",
                     "integer[]",
                     "varchar(30)[]",
                     "timestamptz[]",
                     "timestamp(3)[]",
                     "numeric(10,2)[]",
                     "citext",
                     "app.mood",
                     "\"My Type\"",
                     "\"integer\"",
                     "geometry(Point,4326)",
                     "app.\"M\"[]",
                     "jsonb[]"},
                    kPostgresql);
}

TEST(AlembicType, MeansTheSameTypeInSqlite) {
  expect_round_trip({"INTEGER",
                     "int",
                     "BIGINT",
                     "SMALLINT",
                     "TINYINT",
                     "TEXT",
                     "VARCHAR",
                     "VARCHAR(30)",
                     "CHAR(3)",
                     "NCHAR(55)",
                     "NVARCHAR(100)",
                     "CLOB",
                     "BLOB",
                     "REAL",
                     "FLOAT",
                     "FLOAT(3)",
                     "DOUBLE",
                     "DOUBLE PRECISION",
                     "NUMERIC",
                     "NUMERIC(10)",
                     "NUMERIC(10, 2)",
                     "DECIMAL(10,5)",
                     "BOOLEAN",
                     "DATE",
                     "DATETIME",
                     "TIME",
                     "TIMESTAMP",
                     "JSON",
                     "",
                     "UNSIGNED BIG INT",
                     "VARYING CHARACTER(255)",
                     "ANY",
                     "VARCHAR(MAX)",
                     "timestamp with time zone",
                     "integer[]"},
                    kSqlite);
}

}  // namespace
}  // namespace tenon::this_file
