#include <gtest/gtest.h>

#include "model/dialect.h"
#include "sql/lone_strings.h"

namespace tenon::this_file {
namespace {

TEST(LoneStrings, AreToldFromNames) {
  const std::vector<Name> columns{kSqlite.name_of("A b"), kSqlite.name_of("c")};
  struct Row {
    const char* written;
    const char* told;
  };
  const Row rows[] = {
      {R"("a B" = "x")", R"("a B" = 'x')"},
      {R"("it's" || c)", R"('it''s' || c)"},
      {R"("say ""x""" <> c)", R"('say "x"' <> c)"},
      {R"("lower"("C") COLLATE "nocase")", R"("lower"("C") COLLATE "nocase")"},
      {R"(CAST("t"."c" AS "INT") + "rowid")", R"(CAST("t"."c" AS "INT") + "rowid")"},
      {R"([x] = `y`)", R"([x] = `y`)"},
  };
  for (const Row& row : rows) EXPECT_EQ(with_string_literals(row.written, columns), row.told);
}

TEST(LoneStrings, AreNoneWhereDoubleQuotesAlwaysNameSomething) {
  EXPECT_EQ(expression_over("\"x\" = 1", {}, kPostgresql).key, "x = 1");
  EXPECT_EQ(expression_over("\"x\" = 1", {}, kSqlite).key, "'x' = 1");
}

}  // namespace
}  // namespace tenon::this_file
