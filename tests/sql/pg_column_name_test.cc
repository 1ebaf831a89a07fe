#include "sql/pg_column_name.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

struct Case {
  const char* expression;
  const char* name;
};

void expect_names(const std::vector<Case>& cases) {
  for (const Case& each : cases)
    EXPECT_EQ(pg_column_name(pg_expression(each.expression)), each.name) << each.expression;
}

TEST(PgColumnName, IsTheColumnOrTheFunction) {
  expect_names({{"a", "a"},
                {"t.\"B b\"", "B b"},
                {"t.*", "t"},
                {"lower(a)", "lower"},
                {"s.f(a)", "f"},
                {"trim(a)", "btrim"},
                {"extract(day from a)", "extract"},
                {"a at time zone 'UTC'", "timezone"},
                {"lower(a) collate \"C\"", "lower"},
                {"a[1]", "a"},
                {"(f(a))[1:2]", "f"},
                {"(a).x", "x"},
                {"(a).x[1]", "x"}});
}

TEST(PgColumnName, OfACastIsTheOperandsIfThatIsStrong) {
  expect_names({{"a::int", "a"},
                {"lower(a)::varchar(5)", "lower"},
                {"'x'::text", "text"},
                {"(a + 1)::int", "int4"},
                {"(a + 1)::char(3)::s.mine", "mine"},
                {"date '2020-01-01'", "date"}});
}

TEST(PgColumnName, OfACaseIsTheElsesIfThatIsStrong) {
  expect_names({{"case when a then b end", "case"},
                {"case when a then b else c end", "c"},
                {"case when a then b else 'x'::text end", "case"},
                {"case when a then b else case when a then b else c end end", "c"},
                {"(case when a then b end)::int", "int4"}});
}

TEST(PgColumnName, IsTheWordOfASyntax) {
  expect_names({{"array[a, b]", "array"},
                {"array[a, b]::int[]", "array"},
                {"coalesce(a, b)", "coalesce"},
                {"greatest(a, b)", "greatest"},
                {"least(a, b)", "least"},
                {"nullif(a, b)", "nullif"},
                {"row(a, b)", "row"},
                {"current_date", "current_date"},
                {"current_time(3)", "current_time"},
                {"localtimestamp", "localtimestamp"},
                {"session_user", "session_user"},
                {"user", "user"},
                {"xmlconcat(a, b)", "xmlconcat"},
                {"xmlelement(name q)", "xmlelement"},
                {"xmlserialize(content a as text)", "xmlserialize"}});
}

TEST(PgColumnName, IsExprWhereNothingTellsOne) {
  expect_names({{"a + 1", "expr"},
                {"1", "expr"},
                {"-a", "expr"},
                {"not a", "expr"},
                {"a is null", "expr"},
                {"a is document", "expr"},
                {"a between 1 and 2", "expr"},
                {"case when a then b else c + 1 end || 'x'", "expr"}});
}

}  // namespace
}  // namespace tenon::this_file
