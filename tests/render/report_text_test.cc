#include <gtest/gtest.h>

#include "render/report/catalog_text.h"
#include "render/report/explanation.h"
#include "render/report/lint_text.h"
#include "render/report/names_text.h"
#include "render/report/report_text.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

/// It would clear the screen, and its second line says something that is not so.
constexpr const char* kEvil = "t\x1b[2J\nin sync (exit 0)";

/// Whether a text obeys a terminal, or has a line that only a name wrote.
bool is_fooled(const std::string& text) {
  return text.find('\x1b') != std::string::npos || text.find("\nin sync") != std::string::npos;
}

Report report_of(Change change) {
  Report made;
  made.actual = {"postgresql", kEvil, "", "15.4"};
  made.declared = {"json", "", kEvil, ""};
  made.compared = {1, 0, 0, 0};
  made.notes = {kEvil};
  made.not_modelled = {{"view", {{q(kEvil), q(kEvil), true, false, "", "", true}}}};
  made.changes = {std::move(change)};
  made.consequences = {{{Kind::kIndex, n("public"), n(kEvil), n(kEvil)}, Effect::kRecreate, kEvil}};
  return made;
}

TEST(ReportText, LetsNoNameActOnTheTerminalOrWriteALine) {
  Table t = table(kEvil, {column(kEvil)}, {check(kEvil, "a = 'x\x1b'")});
  t.source = Source{kEvil, 1, 1};
  Table commented = t;
  commented.comment = kEvil;
  const Key key{Kind::kTable, n("public"), {}, n(kEvil)};
  const Change changes[] = {Added{key, t}, Dropped{key, t},
                            Altered{key, t, commented, {{"comment", "", kEvil}}},
                            Renamed{key, n(kEvil), t, commented, {{"comment", "", kEvil}}}};
  for (const Change& change : changes) {
    const std::string text = report_text(report_of(change), kPostgresql, {});
    EXPECT_FALSE(is_fooled(text)) << text;
    EXPECT_NE(text.find("t\\x1b[2J\\nin sync (exit 0)"), std::string::npos) << text;
  }
}

TEST(ReportText, SaysWhatTheMigrationDoesBesidesTheChanges) {
  Table t = table("t", {column("a")});
  Report report = report_of(Added{{Kind::kTable, n("public"), {}, n("t")}, t});
  report.consequences = {{{Kind::kTable, n("public"), {}, n("t")}, Effect::kRewrite, "column a changes"},
                         {{Kind::kIndex, n("public"), n("t"), n("ix")}, Effect::kRecreate, "column a goes"},
                         {{Kind::kIndex, n("public"), n("t"), n("iy")}, Effect::kRecreate, "column a goes"}};
  EXPECT_NE(report_text(report, kPostgresql, {})
                .find("\nthe migration also does this\n"
                      "  * rewrite     table       public.t\n      why       column a changes\n"
                      "  * recreate    index       public.t.ix\n      why       column a goes\n"),
            std::string::npos);
  TextStyle brief;
  brief.summary = true;
  EXPECT_NE(
      report_text(report, kPostgresql, brief).find("\nthe migration also does this: 2 recreate, 1 rewrite\n"),
      std::string::npos);
  report.consequences.clear();
  EXPECT_EQ(report_text(report, kPostgresql, {}).find("also does"), std::string::npos);
}

TEST(ReportText, OfACatalogLetsNoNameActOnTheTerminal) {
  Catalog one = catalog({table(kEvil, {column(kEvil)}, {check(kEvil, "a = 'x\x1b'")})});
  const std::string text = catalog_text(one, {"postgresql", kEvil, "", "15.4"});
  EXPECT_FALSE(is_fooled(text)) << text;
}

TEST(ReportText, OfLintLetsNoNameActOnTheTerminal) {
  LintReport report;
  report.source = {"json", "", kEvil, ""};
  report.notes = {kEvil};
  report.findings = {
      {&lint_rules().front(), {Kind::kTable, n(kEvil), {}, n(kEvil)}, kEvil, kEvil, {kEvil, 1, 1}}};
  const std::string text = lint_text(report, {});
  EXPECT_FALSE(is_fooled(text)) << text;
}

TEST(ReportText, OfNamesLetsNoNameActOnTheTerminal) {
  NamesReport report;
  report.source = {"json", "", kEvil, ""};
  report.convention.templates = {{kEvil, kEvil}};
  report.convention_from = kEvil;
  report.notes = {kEvil};
  NameVerdict verdict;
  verdict.key = {Kind::kCheck, n(kEvil), n(kEvil), n(kEvil)};
  verdict.keeping = Keeping::kCollides;
  verdict.would_be = kEvil;
  verdict.collides_with = kEvil;
  report.names = {verdict};
  EXPECT_FALSE(is_fooled(names_text(report, {}))) << names_text(report, {});
  const std::string guessed = guess_text({{"ck", kEvil, 1, 1}}, report, false);
  EXPECT_FALSE(is_fooled(guessed)) << guessed;
}

TEST(ReportText, OfAnExplanationLetsNoNameActOnTheTerminal) {
  Explanation e;
  e.key = {Kind::kCheck, n(kEvil), n(kEvil), n(kEvil)};
  e.declared = check(kEvil, "a = 'x\x1b'");
  e.texts = {{"sqltext", kEvil, kEvil, TextRule::kSameWords, {}, {}}};
  e.unknowns = {{e.key, "sqltext", kEvil, kEvil, kEvil}};
  const std::string text = explanation_text(e, kPostgresql);
  EXPECT_FALSE(is_fooled(text)) << text;
}

TEST(ReportText, SaysWhatAReplicaIdentityIs) {
  Table before = table("t", {column("a")}), after = before;
  before.options = {{"replica_identity", "nothing"}};
  const Key key{Kind::kTable, n("public"), {}, n("t")};
  Report made = report_of(Altered{key, before, after, {{"replica_identity", "nothing", ""}}});
  EXPECT_NE(
      report_text(made, kPostgresql, {})
          .find("      replica identity: declared the primary key, or an index that is marked for it; actual "
                "nothing (NOTHING, or a dropped index)\n"),
      std::string::npos)
      << report_text(made, kPostgresql, {});
}

}  // namespace
}  // namespace tenon::test::this_file
