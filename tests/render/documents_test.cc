#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "render/report/audit_document.h"
#include "render/report/list_document.h"
#include "render/report/report_document.h"
#include "tests/render/documents.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

using Json = nlohmann::json;

AuditDocument audit() {
  AuditDocument made;
  made.subject = "all targets";
  made.started = "2026-11-20T03:00:00Z";
  made.duration = "3 min 41 s";
  made.in_sync = {"orders", "kiosk"};
  AuditGroup drift;
  drift.fingerprint = "7c1e-f0a2-93d4";
  drift.states = {"new"};
  drift.age = "since this night";
  for (int i = 1; i <= 12; ++i) drift.targets.push_back("tenant-" + std::to_string(i));
  drift.entries = {entry(1), entry(2)};
  AuditGroup accepted;
  accepted.fingerprint = "02aa-6e18-0001";
  accepted.states = {"acknowledged"};
  accepted.lines = {"OPS-1182, by team-orders, until 2026-12-31"};
  accepted.targets = {"warehouse"};
  accepted.is_accepted = true;
  accepted.entries = {entry(3)};
  made.groups = {drift, accepted};
  made.not_audited = {
      {"edge-07", "rights", "permission denied for pg_constraint", "last audited 2026-11-16"}};
  made.transitions = {{"opened", "7c1e-f0a2-93d4 on tenant-1..12"}, {"closed", "19e0-77ab-0000 on kiosk"}};
  made.exit_code = 1;
  return made;
}

TEST(AuditDocuments, SayEachGroupOnceWithItsTargets) {
  const ReportDocument document = document_of(audit());
  EXPECT_EQ(document.title, "1 of 16 targets not audited, drift on 12");
  EXPECT_EQ(document.counts, (std::vector<DocumentCount>{
                                 {"not audited", 1}, {"drift", 12}, {"acknowledged", 1}, {"in sync", 2}}));
  EXPECT_EQ(entry_count(document), 3U);
  for (const auto& [name, render] : kFormats) {
    const std::string text = render(document);
    EXPECT_NE(text.find("permission denied for pg"), std::string::npos) << name;
    EXPECT_NE(text.find("edge-07"), std::string::npos) << name;
    EXPECT_NE(text.find("last audited 2026-11-16"), std::string::npos) << name;
  }
  for (const Render render : {&markdown, &html}) {
    const std::string text = render(document);
    for (const std::string part : {" on 12 targets", "new", "tenant-12", "acknowledged", "until 2026-12-31",
                                   "7c1e-f0a2-93d4 on tenant-1..12", "closed"})
      EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(AuditDocuments, AreATestCaseForEachTarget) {
  const std::string text = junit(document_of(audit()));
  EXPECT_NE(text.find("<testsuites name=\"tenon\" tests=\"16\" failures=\"12\" errors=\"1\">"),
            std::string::npos);
  EXPECT_NE(text.find("name=\"warehouse\"/>"), std::string::npos);
  EXPECT_NE(text.find("name=\"orders\"/>"), std::string::npos);
  EXPECT_NE(text.find("<error type=\"rights\""), std::string::npos);
}

TEST(AuditDocuments, OfNothingAreNeverInSync) {
  AuditDocument nothing;
  nothing.subject = "all targets";
  EXPECT_EQ(document_of(nothing).outcome, DocumentOutcome::kUnknown);
}

TEST(FailureDocuments, SayTheReasonInEveryFormat) {
  const ReportDocument document = document_of(Failure{Reason::kLock, "it is locked", 1});
  for (const auto& [name, render] : kFormats)
    EXPECT_NE(render(document).find("it is locked"), std::string::npos) << name;
  EXPECT_NE(junit(document).find("<error type=\"lock\""), std::string::npos);
  EXPECT_FALSE(Json::parse(sarif(document))["runs"][0]["invocations"][0]["executionSuccessful"]);
}

TEST(ReportDocuments, HoldEveryFindingAndWhatIsNotModelled) {
  Report report;
  report.actual = {"postgresql", "postgresql://***@/shop", "", "15.4"};
  report.declared = {"sql", "", "a.sql, b.sql", ""};
  report.compared = {1, 0, 0, 0};
  const Key key{Kind::kTable, n("public"), {}, n("t")};
  Table one = table("t", {column("a")});
  report.changes = {Added{key, one}};
  report.unknowns = {
      {{Kind::kCheck, n("public"), n("t"), n("c")}, "sqltext", "no database to ask", "a", "b"}};
  report.not_modelled = {{"view", {{q("v"), {}, true, false, "", "", true}}}};
  const ReportDocument document = document_of(report, kPostgresql, Wording::kFindings, "tenon generate");
  EXPECT_EQ(entry_count(document), 3U);
  EXPECT_EQ(document.fix, "tenon generate");
  EXPECT_EQ(document.sides[1].path, "a.sql");
  EXPECT_EQ(document.sections.back().entries.front().key, "view:public.v");
  EXPECT_EQ(document.sections.front().entries.back().message, "no database to ask");
}

TEST(ReportDocuments, InSyncHaveNoEntryAndPass) {
  Report report;
  report.compared = {1, 1, 0, 0};
  const ReportDocument document = document_of(report, kPostgresql, Wording::kFindings, "tenon generate");
  EXPECT_EQ(document.outcome, DocumentOutcome::kGood);
  EXPECT_EQ(document.fix, "");
  EXPECT_EQ(github_commands(document), "");
  EXPECT_EQ(gitlab_code_quality(document), "[]\n");
  EXPECT_NE(junit(document).find("failures=\"0\" errors=\"0\""), std::string::npos);
}

TEST(ListDocuments, OfNamesShowOnlyThoseThatDoNotFollow) {
  NamesReport report;
  const auto name = [&](Keeping keeping, const char* is) {
    report.names.push_back({{Kind::kUnique, n("public"), n("t"), n(is)}, keeping, "uq_t", false, false, ""});
  };
  name(Keeping::kKeeps, "a");
  name(Keeping::kDiffers, "b");
  name(Keeping::kCollides, "c");
  name(Keeping::kUnruled, "d");
  name(Keeping::kNameless, "e");
  name(Keeping::kChosen, "f");
  const ReportDocument document = document_of(report);
  ASSERT_EQ(document.sections.size(), 1U);
  std::string rules;
  for (const DocumentEntry& each : document.sections.front().entries) rules += each.rule + " ";
  EXPECT_EQ(rules, "tenon/name-differs tenon/name-collides tenon/name-no_rule ");
}

}  // namespace
}  // namespace tenon::test::this_file
