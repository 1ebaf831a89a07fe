#include "sql/pg_parse.h"

#include <gtest/gtest.h>

#include <string>

namespace tenon::this_file {
namespace {

using Names = std::vector<std::vector<std::string>>;

TEST(PgParse, KnowsOneExpressionFromAnythingElse) {
  struct Case {
    const char* text;
    bool is_one;
  };
  const Case cases[] = {
      {"a > 0", true},
      {"(a > 0)", true},
      {"a > 0 -- and a remark", true},
      {"a /* remark */ > 0", true},
      {"(a, b) = (1, 2)", true},
      {"a in ('x', 'y')", true},
      {"case when a then b else c end", true},
      {"'one; two'", true},
      {"a::app.mood[]", true},
      {"row(a, b)", true},
      {"\"odd )\" > 0", true},
      {"", false},
      {"-- nothing", false},
      {"a, b", false},
      {"a) , (b", false},
      {"a) + (b", false},
      {"a); drop table t; select (1", false},
      {"a) from t where (true", false},
      {"a order by b", false},
      {"distinct a", false},
      {"variadic a", false},
      {"*", false},
      {"a) filter (where b", false},
      {"a) over (order by b", false},
      {"a) within group (order by b", false},
      {"x => 1", false},
      {"(select 1)", false},
      {"a in (select 1)", false},
      {"exists (select 1)", false},
      {"array(select 1)", false},
      {"$1 > 0", false},
      {"a /* unfinished", false},
      {"'unfinished", false},
      {"select 1", false},
      {"a as b", false},
      {"default", false},
  };
  for (const Case& each : cases) EXPECT_EQ(is_one_expression(each.text), each.is_one) << each.text;
  EXPECT_FALSE(is_one_expression(std::string("a > 0\0 or true", 14)));
}

TEST(PgParse, KnowsOneTypeFromAnythingElse) {
  for (const char* text :
       {"integer", "character varying(30)", "app.\"Mood\"[]", "timestamp(3) with time zone",
        "interval day to second(2)", "numeric(10, 2)", "double precision", "bit varying(4)[3]"})
    EXPECT_TRUE(is_one_type(text)) << text;
  for (const char* text :
       {"", "integer, 1", "integer + 1", "integer as b", "integer from t", "integer collate \"C\"",
        "integer; select 1", "integer)", "integer::text is null", "not a type at all"})
    EXPECT_FALSE(is_one_type(text)) << text;
}

TEST(PgParse, KnowsNullUnderCasts) {
  for (const char* text :
       {"NULL", "null", "NULL::character varying", "(NULL::integer)::bigint", "cast(null as text)"})
    EXPECT_TRUE(is_null_constant(text)) << text;
  for (const char* text : {"'NULL'", "nullif(a, b)", "0", "NULL::integer + 1", "", "a IS NULL"})
    EXPECT_FALSE(is_null_constant(text)) << text;
}

TEST(PgParse, TellsWhatAnExpressionNames) {
  const auto parsed = parsed_expression(
      R"(lower(b COLLATE "C") > app.f(t.a) and a between 1 and 2 and t.* is not null and c OPERATOR(app.===) 1)");
  ASSERT_TRUE(parsed);
  ParsedExpression expected;
  expected.columns = {"a", "b", "c"};
  expected.has_star = true;
  expected.collations = {{{"C"}, "b"}};
  expected.functions = {{"app", "f"}, {"lower"}};
  expected.operators = {{">"}, {"app", "==="}};
  EXPECT_EQ(*parsed, expected);
}

TEST(PgParse, SeesTheSameCollationInBothSpellingsOfAnExpression) {
  const auto collations = [](const char* text) { return parsed_expression(text)->collations; };
  EXPECT_EQ(
      collations(R"(a collate "C" between 'x' and 'y')"),
      collations(R"((((a)::text COLLATE "C") >= 'x'::text) AND (((t.a)::text COLLATE "C") <= 'y'::text))"));
  EXPECT_NE(collations(R"(a collate "C" > 'x')"), collations(R"(a collate "POSIX" > 'x')"));
  EXPECT_NE(collations(R"(a collate "C" > 'x' and b > 'y' collate "C")"),
            collations(R"(a collate "C" > 'x' and b > 'y')"));
}

TEST(PgParse, BringsBothWaysToCallAFunctionIntoOneForm) {
  EXPECT_EQ(without_call_syntax("(a AT TIME ZONE 'UTC'::text)"),
            without_call_syntax("timezone('UTC'::text, a)"));
  EXPECT_EQ(without_call_syntax("SUBSTRING(b FROM 1 FOR 2)"), without_call_syntax("\"substring\"(b, 1, 2)"));
  EXPECT_NE(without_call_syntax("(a AT TIME ZONE 'UTC'::text)"),
            without_call_syntax("timezone('CET'::text, a)"));
  EXPECT_EQ(without_call_syntax("lower(a)"), std::nullopt);
}

TEST(PgParse, TakesACollationFromTheTopOfAnExpressionAlone) {
  const auto both = [](const char* text, std::vector<std::string> collation) {
    return Uncollated{text, std::move(collation)};
  };
  EXPECT_EQ(without_collation(R"(lower(a) COLLATE "C")"), both("lower(a)", {"C"}));
  EXPECT_EQ(without_collation(R"(((((d -> 'y'))::text) collate s."x""y"))"),
            both("(((d -> 'y'))::text)", {"s", "x\"y"}));
  EXPECT_EQ(without_collation(R"((a COLLATE "C") COLLATE "POSIX")"), both("a", {"POSIX"}));
  EXPECT_EQ(without_collation(R"(/* ( */ ((a || b) /* ( */ COLLATE "C"))"), both("(a || b)", {"C"}));
  EXPECT_EQ(without_collation(R"(a || b COLLATE "C")"), both(R"(a || b COLLATE "C")", {}));
  EXPECT_EQ(without_collation("a +"), both("a +", {}));
}

TEST(PgParse, TellsWhichIndexElementsAreCollated) {
  EXPECT_EQ(collated_elements(R"(CREATE INDEX i ON app.t USING btree (a, lower(b) COLLATE "C", c DESC))"),
            (std::vector<bool>{false, true, false}));
  EXPECT_EQ(collated_elements("CREATE TABLE t ()"), std::vector<bool>());
}

}  // namespace
}  // namespace tenon::this_file
