#include <gtest/gtest.h>

#include "render/report/catalog_text.h"
#include "render/report/failure.h"
#include "render/report/lint_text.h"
#include "render/report/names_text.h"
#include "render/report/report_json.h"
#include "render/report/report_text.h"
#include "render/report/report_words.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

Report report_of(std::vector<Change> changes) {
  Report made;
  made.actual = {"postgresql", "postgresql://***@/shop", "", "15.4"};
  made.declared = {"json", "", "schema.json", ""};
  made.compared = {2, 6, 3, 0};
  made.changes = std::move(changes);
  return made;
}

Key key_of_table(std::string_view name) { return {Kind::kTable, n("public"), {}, n(name)}; }

std::vector<Column> columns(std::size_t count) {
  std::vector<Column> all;
  for (std::size_t i = 1; i <= count; ++i) all.push_back(column("column_" + std::to_string(i)));
  return all;
}

TEST(ShortText, CutsALongExpressionBetweenCharactersAndSaysItsLength) {
  EXPECT_EQ(shortened(repeated("\xC3\xBC", 300)), repeated("\xC3\xBC", 300));
  EXPECT_EQ(shortened(repeated("\xC3\xBC", 1234)),
            repeated("\xC3\xBC", 240) + "\xE2\x80\xA6 (1,234 characters)");
  EXPECT_EQ(shortened(repeated("x", 1234567)), repeated("x", 240) + "\xE2\x80\xA6 (1,234,567 characters)");
}

TEST(ShortText, ATableIsWrittenOnLinesWhereOneWouldBeLong) {
  const std::string brief =
      report_text(report_of({Added{key_of_table("t"), table("t", columns(2), {})}}), kPostgresql, {});
  EXPECT_NE(brief.find("      declared  CREATE TABLE t (column_1 integer, column_2 integer)\n"),
            std::string::npos)
      << brief;
  const std::string text =
      report_text(report_of({Dropped{key_of_table("t"), table("t", columns(5), {})}}), kPostgresql, {});
  EXPECT_NE(text.find("      actual    CREATE TABLE t (\n"
                      "                  column_1 integer,\n"
                      "                  column_2 integer,\n"
                      "                  column_3 integer,\n"
                      "                  column_4 integer,\n"
                      "                  column_5 integer\n"
                      "                )\n"),
            std::string::npos)
      << text;
  const std::string many =
      report_text(report_of({Added{key_of_table("t"), table("t", columns(100), {})}}), kPostgresql, {});
  EXPECT_NE(many.find("                  column_19 integer,\n"
                      "                  and 81 more\n"
                      "                )\n"),
            std::string::npos)
      << many;
}

TEST(ShortText, JsonHasAll) {
  const std::string long_text = repeated("x", 1000);
  const std::string json = report_json(
      report_of(
          {Added{key_of_table("t"), table("t", columns(100), {check("c", "a = '" + long_text + "'")})}}),
      kPostgresql);
  EXPECT_NE(json.find(long_text), std::string::npos);
  EXPECT_NE(json.find("column_100 integer"), std::string::npos);
}

TEST(ShortText, NotesAndWhatIsLeftOutAreAFew) {
  Report made = report_of({});
  made.notes = std::vector<std::string>(12, "so");
  made.left_out = {"table:public.a", "table:public.b"};
  made.compared.ignored = 2;
  EXPECT_EQ(report_text(made, kPostgresql, {}),
            "postgresql://***@/shop (postgresql 15.4)   declared schema.json\n"
            "2 tables, 6 constraints and 3 indexes compared, 2 left out\n"
            "left out: 2 tables (table:public.a, table:public.b)\n" +
                repeated("note: so\n", 10) + "and 2 notes more (-o json has all)\nin sync (exit 0)\n");
}

TEST(ShortText, WhatIsNotModelledIsALineForAKindAndADifference) {
  Report made = report_of({});
  std::vector<UnmodelledEntry> views;
  for (const char* name : {"a", "b", "c", "d"}) views.push_back({q(name), {}, true, false, "", "", true});
  views.push_back({q("e"), {}, true, true, "1", "2", true});
  made.not_modelled = {{"view", views}};
  const std::string text = report_text(made, kPostgresql, {});
  EXPECT_NE(
      text.find("  ? view public.e: its definition differs\n"
                "  ? 4 views (public.a, public.b, public.c and 1 more): only the actual side has them\n"),
      std::string::npos)
      << text;
}

TEST(ShortText, InShortCountsByKindAndByTable) {
  Report made = report_of({Added{key_of_table("t"), table("t", columns(1), {})},
                           Dropped{{Kind::kCheck, n("public"), n("u"), n("c")}, check("c", "x > 0")}});
  TextStyle style;
  style.summary = true;
  style.wording = Wording::kOps;
  EXPECT_EQ(report_text(made, kPostgresql, style),
            "postgresql://***@/shop (postgresql 15.4)   declared schema.json\n"
            "2 tables, 6 constraints and 3 indexes compared\n\n"
            "  check  1 drop\n"
            "  table  1 add\n\n"
            "  public.t  1 add\n"
            "  public.u  1 drop\n\n"
            "2 changes: 1 add, 1 drop\n");
}

TEST(ShortText, InShortOfManyTablesIsTheFirst) {
  std::vector<Change> changes;
  for (int i = 10; i < 40; ++i)
    changes.push_back(Added{key_of_table("t" + std::to_string(i)), table("t" + std::to_string(i), {}, {})});
  TextStyle style;
  style.summary = true;
  const std::string text = report_text(report_of(changes), kPostgresql, style);
  EXPECT_NE(text.find("  public.t29  1 missing\n  and 10 tables more (-o json has all)\n"), std::string::npos)
      << text;
}

TEST(ShortText, InShortOfACatalogOfLintAndOfNames) {
  const Catalog one = catalog({table("t", columns(2), {check("c", "x > 0"), check("d", "x > 0")})});
  EXPECT_EQ(catalog_text(one, {"json", "", "schema.json", ""}, true),
            "schema.json\n1 table\n  public.t  2 columns, 2 checks\n");
  LintReport lint;
  lint.source = {"json", "", "schema.json", ""};
  lint.looked_at.tables = 1;
  lint.findings = {{&lint_rules().front(), key_of_table("t"), "m", "d", {}},
                   {&lint_rules().front(), key_of_table("t"), "m", "d", {}}};
  const std::string text = lint_text(lint, {.color = false, .summary = true});
  EXPECT_NE(text.find("\n  public.t  2 " + std::string(lint_rules().front().code) + "\n\n2 findings\n"),
            std::string::npos)
      << text;
  NamesReport names;
  names.source = {"json", "", "schema.json", ""};
  names.convention_from = "schema.json";
  NameVerdict verdict;
  verdict.key = {Kind::kCheck, n("public"), n("t"), n("c")};
  verdict.keeping = Keeping::kDiffers;
  names.names = {verdict, verdict};
  EXPECT_EQ(names_text(names, {.color = false, .summary = true}),
            "schema.json\nconvention: schema.json\n\n  public.t  2 to rename\n\n"
            "2 names: 0 by the convention, 2 to rename\nnames differ from the convention (exit 2)\n");
}

TEST(FailureText, IsALineInTextAndACommentInSql) {
  const Failure failure{Reason::kLock, "first\nsecond", 1};
  EXPECT_EQ(failure_text(failure), "first\nsecond\ncould not tell: lock (exit 1)\n");
  EXPECT_EQ(failure_sql(failure), "-- first\n-- second\n-- could not tell: lock (exit 1)\n");
}

}  // namespace
}  // namespace tenon::test::this_file
