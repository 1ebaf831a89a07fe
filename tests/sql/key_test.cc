#include "sql/key.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

struct Row {
  std::string_view text;
  std::string_view key;
};

void expect_keys(std::initializer_list<Row> rows, const Dialect& dialect) {
  for (const Row& row : rows) EXPECT_EQ(canonical_key(row.text, dialect), row.key) << row.text;
}

TEST(CanonicalKey, OfPostgresql) {
  expect_keys(
      {
          {"A > 5", "a > 5"},
          {"((a>5))", "a > 5"},
          {"( \"a\" > 5 )", "a > 5"},
          {"(a) > (b)", "( a ) > ( b )"},
          {"(a > 1) and (b > 2)", "( a > 1 ) and ( b > 2 )"},
          {"\"A\" > 5", "\"A\" > 5"},
          {"\"user\" = user", "\"user\" = user"},
          {"\"a b\" = \"é\"", "\"a b\" = \"é\""},
          {"a != b", "a <> b"},
          {"a != -1", "a <> - 1"},
          {"a == b", "a == b"},
          {"name = 'O''Brien'::TEXT", "name = 'O''Brien' :: text"},
          {"Lower( x ) /* y */", "lower ( x )"},
          {"1.50e3", "1.50e3"},
          {"", ""},
          {"()", "( )"},
          {"É = 1", "É = 1"},
      },
      kPostgresql);
}

TEST(CanonicalKey, OfSqlite) {
  expect_keys(
      {
          {"[A] > `B`", "a > b"},
          {"\"a\" > 5", "a > 5"},
          // With no column ABC these are strings, and then their case counts.
          {"x <> \"ABC\"", "x <> \"ABC\""},
          {"[Two Words] = 1", "\"two words\" = 1"},
          {"[order] = true", "\"order\" = true"},
          {"\"true\" = 1", "\"true\" = 1"},
          {"a == b", "a = b"},
          {"a != b", "a <> b"},
          {"((a->>'$.x'))", "a ->> '$.x'"},
          {"X'AB' || 'x'", "X'AB' || 'x'"},
      },
      kSqlite);
}

TEST(Expression, KeepsItsTextWithoutBlanksAround) {
  const Expression made = expression(" (A > 5)\n", kPostgresql);
  EXPECT_EQ(made.text, "(A > 5)");
  EXPECT_EQ(made.key, "a > 5");
}

TEST(Type, OfPostgresqlIsSpelledAsFormatTypeSpellsIt) {
  for (const Row& row : std::initializer_list<Row>{
           {"int", "integer"},
           {"INT4", "integer"},
           {"pg_catalog.int4", "integer"},
           {"\"int4\"", "integer"},
           {"\"integer\"", "\"integer\""},
           {"int8", "bigint"},
           {"BigInt", "bigint"},
           {"int2", "smallint"},
           {"float8", "double precision"},
           {"Double  Precision", "double precision"},
           {"float", "double precision"},
           {"float(24)", "real"},
           {"float(25)", "double precision"},
           {"float4", "real"},
           {"bool", "boolean"},
           {"varchar(30)", "character varying(30)"},
           {"character varying ( 30 )", "character varying(30)"},
           {"varchar", "character varying"},
           {"national character varying(5)", "character varying(5)"},
           {"nchar(5)", "character(5)"},
           {"char", "character(1)"},
           {"character", "character(1)"},
           {"char(4)", "character(4)"},
           {"bpchar", "bpchar"},
           {"bpchar(4)", "character(4)"},
           {"\"char\"", "\"char\""},
           {"pg_catalog.\"char\"", "\"char\""},
           {"pg_catalog.char", "\"char\""},
           {"decimal", "numeric"},
           {"dec(8)", "numeric(8,0)"},
           {"numeric(10, 2)", "numeric(10,2)"},
           {"numeric(5,-2)", "numeric(5,-2)"},
           {"timestamp", "timestamp without time zone"},
           {"timestamptz", "timestamp with time zone"},
           {"timestamptz(3)", "timestamp(3) with time zone"},
           {"timestamp (3) with time zone", "timestamp(3) with time zone"},
           {"timestamp with time zone", "timestamp with time zone"},
           {"time", "time without time zone"},
           {"timetz(0)", "time(0) with time zone"},
           {"time(0) without time zone", "time(0) without time zone"},
           {"varbit(8)", "bit varying(8)"},
           {"bit varying", "bit varying"},
           {"bit", "bit(1)"},
           {"bit(3)", "bit(3)"},
           {"pg_catalog.bit", "\"bit\""},
           {"interval", "interval"},
           {"interval(3)", "interval(3)"},
           {"INTERVAL day TO second(3)", "interval day to second(3)"},
           {"interval year to month", "interval year to month"},
           {"int4[3]", "integer[]"},
           {"integer ARRAY", "integer[]"},
           {"integer array[4]", "integer[]"},
           {"int[][]", "integer[]"},
           {"varchar(10)[]", "character varying(10)[]"},
           {"timestamptz[]", "timestamp with time zone[]"},
           {"public.mood", "public.mood"},
           {"\"Mood\"[]", "\"Mood\"[]"},
           {"app.\"Mood\"", "app.\"Mood\""},
           {"geometry(Point, 4326)", "geometry(point,4326)"},
           {"TEXT", "text"},
           {"pg_catalog.text", "text"},
       })
    EXPECT_EQ(type(row.text, kPostgresql).key, row.key) << row.text;
}

TEST(Type, OfSqliteFoldsCaseAndSpaceOnly) {
  for (const Row& row : std::initializer_list<Row>{
           {"int", "INT"},
           {"integer", "INTEGER"},
           {"varchar ( 30 )", "VARCHAR(30)"},
           {"Decimal(10, 2)", "DECIMAL(10,2)"},
           {"decimal(10,-2)", "DECIMAL(10,-2)"},
           {"unsigned  big\nint", "UNSIGNED BIG INT"},
           {"native character(70) x", "NATIVE CHARACTER(70) X"},
           {"\"integer\"", "INTEGER"},
           {"[var char]", "VAR CHAR"},
           {"", ""},
       })
    EXPECT_EQ(type(row.text, kSqlite).key, row.key) << row.text;
}

TEST(Type, KeepsItsText) { EXPECT_EQ(type("Varchar(30)", kSqlite).text, "Varchar(30)"); }

}  // namespace
}  // namespace tenon::this_file
