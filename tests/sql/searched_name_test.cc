#include "sql/searched_name.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

struct Case {
  const char* text;
  const char* schema;
  const char* name;
  const char* again;  ///< the text that is written for it
};

TEST(SearchedName, IsReadAndWrittenWithTheSchemaThatMatters) {
  const Case cases[] = {
      {"C", "", "C", "C"},
      {"en_US.utf8", "", "en_US.utf8", "en_US.utf8"},
      {"app.mine", "app", "mine", "app.mine"},
      {"pg_catalog.C", "", "C", "C"},
      {"public.mine", "", "mine", "mine"},
      {"\"a.b\".\"c\"", "a.b", "c", "\"a.b\".\"c\""},
      {"\"app\".\"mine\"", "app", "mine", "app.mine"},
      {"\"odd.one\"", "", "odd.one", "\"odd.one\""},
      {"\"q\"\"q\".\"c\"", "q\"q", "c", "q\"q.c"},
      {"\"open", "", "\"open", "\"open"},
  };
  for (const Case& row : cases) {
    const QualifiedName name = searched_name(row.text, kPostgresql);
    EXPECT_EQ(name.schema.key, row.schema) << row.text;
    EXPECT_EQ(name.name.key, row.name) << row.text;
    EXPECT_EQ(searched_text(name, kPostgresql), row.again) << row.text;
    EXPECT_EQ(searched_name(row.again, kPostgresql), name) << row.text;
  }
}

TEST(SearchedName, OfTheDefaultSchemaIsQualifiedInScriptsAndNoDifference) {
  const QualifiedName told = searched_name("public", "gin_trgm_ops", kPostgresql);
  EXPECT_EQ(told.schema.text, "public");
  EXPECT_EQ(told, searched_name("gin_trgm_ops", kPostgresql));
}

TEST(SearchedName, OfAnOperatorIsReadAndWrittenWithTheSchemaThatMatters) {
  const Case cases[] = {
      {"&&", "", "&&", "&&"},
      {"OPERATOR(pg_catalog.=)", "", "=", "="},
      {"operator ( public . -|- )", "", "-|-", "-|-"},
      {"OPERATOR(app.===)", "app", "===", "OPERATOR(\"app\".===)"},
      {"OPERATOR(App.===)", "app", "===", "OPERATOR(\"app\".===)"},
      {"OPERATOR(\"Far away\".&&)", "Far away", "&&", "OPERATOR(\"Far away\".&&)"},
  };
  for (const Case& row : cases) {
    const QualifiedName name = searched_operator(row.text, kPostgresql);
    EXPECT_EQ(name.schema.key, row.schema) << row.text;
    EXPECT_EQ(name.name.key, row.name) << row.text;
    EXPECT_EQ(operator_text(name, kPostgresql), row.again) << row.text;
    EXPECT_EQ(searched_operator(row.again, kPostgresql), name) << row.text;
  }
  EXPECT_EQ(sql_operator(searched_operator("OPERATOR(public.&&)", kPostgresql), kPostgresql),
            "OPERATOR(\"public\".&&)");
}

TEST(SearchedName, HasNoSchemaInADialectWithout) {
  const QualifiedName name = searched_name("a.b", kSqlite);
  EXPECT_EQ(name.name.text, "a.b");
  EXPECT_EQ(searched_text(name, kSqlite), "a.b");
}

}  // namespace
}  // namespace tenon::this_file
