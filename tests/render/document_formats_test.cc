#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>

#include "render/report/github.h"
#include "render/report/gitlab.h"
#include "render/report/html.h"
#include "render/report/junit.h"
#include "render/report/markdown.h"
#include "render/report/sarif.h"
#include "render/report/word_difference.h"
#include "tests/render/documents.h"

namespace tenon::test::this_file {
namespace {

using Json = nlohmann::json;

/// Every text of a document is this one.
ReportDocument filled_with(const std::string& text) {
  DocumentEntry one = entry();
  for (std::string DocumentEntry::*member :
       {&DocumentEntry::rule_title, &DocumentEntry::rule_why, &DocumentEntry::table, &DocumentEntry::name,
        &DocumentEntry::former_name, &DocumentEntry::key, &DocumentEntry::message, &DocumentEntry::meaning,
        &DocumentEntry::declared, &DocumentEntry::actual, &DocumentEntry::fix})
    one.*member = text;
  one.attributes = {{text, text, text}};
  one.place.path = text;
  DocumentEntry table = one;
  table.actual = "";
  table.table_lines = {text, text, text};
  ReportDocument made = with_entries({one, table});
  made.subject = made.title = made.looked_at = made.fix = text;
  made.sides = {{"actual", text, text}};
  made.notes = {text};
  made.consequences = {one};
  made.targets = {{text, DocumentOutcome::kFindings, "", ""},
                  {text, DocumentOutcome::kUnknown, "connect", text}};
  made.sections.front().title = text;
  made.sections.front().targets = {text};
  made.sections.front().words = {"new"};
  made.sections.front().lines = {text};
  return made;
}

/// Names that mean something to one format or another.
const std::vector<std::string> kEvil{"<script>alert(1)</script>",
                                     "a`b``c",
                                     "a|b\\|c",
                                     "x\n::error::y",
                                     "x\r\n  ::add-mask::y",
                                     "##[error]x",
                                     "##vso[task.complete]x",
                                     "##teamcity[x]",
                                     "-->",
                                     "--!>",
                                     "]]>",
                                     "\" onload=\"x",
                                     "' onload='x",
                                     "&amp;&lt;",
                                     "@everyone",
                                     "#1 GH-1",
                                     "https://evil.example www.evil.example",
                                     "![x](y)",
                                     "*_~[]()",
                                     "100%0A::error::x",
                                     "title,line=1::x",
                                     "t\x1b[2J",
                                     "\xff\xfe",
                                     "\xef\xbf\xbf",
                                     "\xe2\x80\xae",
                                     "</details></td></table>",
                                     "$(x)",
                                     "{a}",
                                     "",
                                     " ",
                                     "```\n# x"};

/// Whether a log that a CI service reads obeys a line that a name has written.
bool is_obeyed(const std::string& text) {
  static const std::regex command(R"((^|\n)[ \t\r]*::|##\[|##vso\[|##teamcity\[)");
  return std::regex_search(text, command);
}

TEST(DocumentFormats, LetNoNameBeACommandOfACiService) {
  for (const std::string& evil : kEvil)
    for (const auto& [name, render] : kFormats) {
      if (name == "github") continue;
      EXPECT_FALSE(is_obeyed(render(filled_with(evil)))) << name << ": " << evil;
    }
}

TEST(DocumentFormats, OfGithubAreOneCommandALineWhateverTheNames) {
  for (const std::string& evil : kEvil) {
    const std::string text = github_commands(filled_with(evil));
    static const std::regex line(
        R"(::(error|warning|notice)( [a-z]+=[^\n:,]*(,[a-z]+=[^\n:,]*)*)?::[^\n]*\n)");
    EXPECT_EQ(std::regex_replace(text, line, ""), "") << evil;
    EXPECT_EQ(std::ranges::count(text, '\n'), 3) << evil;
  }
}

TEST(DocumentFormats, HaveNoControlCharacterOfAName) {
  for (const std::string& evil : kEvil)
    for (const auto& [name, render] : kFormats)
      for (const char c : render(filled_with(evil)))
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << name << ": " << evil;
}

TEST(DocumentFormats, OfProgramsAreJsonWhateverTheNames) {
  for (const std::string& evil : kEvil) {
    const Json log = Json::parse(sarif(filled_with(evil)));
    EXPECT_EQ(log["runs"][0]["results"].size(), 2U);
    EXPECT_EQ(Json::parse(gitlab_code_quality(filled_with(evil))).size(), 3U);
  }
}

TEST(Markdown, StaysUnderItsLimitAndLeavesOutWholeFindings) {
  const std::string long_name(5'000, '|');
  for (const int count : {1, 9, 60, 500}) {
    ReportDocument large = with_entries(many(count));
    for (DocumentEntry& each : large.sections.front().entries) each.declared = long_name;
    large.notes = std::vector<std::string>(500, long_name);
    large.consequences = many(500);
    large.targets =
        std::vector<DocumentTarget>(500, {long_name, DocumentOutcome::kUnknown, "connect", long_name});
    large.subject = large.title = large.fix = long_name;
    const std::string text = markdown(large);
    EXPECT_LT(text.size(), kMarkdownLimit) << count;
    const int rows = occurrences(text, "\n| **changed** ");
    EXPECT_GT(rows, 0);
    if (rows < count) {
      EXPECT_NE(text.find("and " + std::to_string(count - rows) + " findings more"), std::string::npos)
          << count;
    }
  }
}

ReportDocument with_script(int findings, const std::string& line, int lines) {
  ReportDocument made = with_entries(many(findings));
  made.script.title = "Migration: " + std::to_string(lines) + " statements";
  for (int i = 0; i < lines; ++i) made.script.text += line + "\n";
  return made;
}

TEST(Markdown, FoldsTheScriptOfTheMigration) {
  const std::string text = markdown(with_script(2, "ALTER TABLE \"a```b\" ADD x int;", 3));
  EXPECT_NE(text.find("<details><summary>Migration: 3 statements</summary>\n\n````sql\nALTER TABLE"),
            std::string::npos)
      << text;
  EXPECT_EQ(occurrences(text, "ALTER TABLE"), 3);
  EXPECT_EQ(text.find("left out"), std::string::npos);
  EXPECT_EQ(markdown(with_entries(many(2))).find("Migration"), std::string::npos);
}

TEST(Markdown, CutsAScriptAfterALineAndSaysSo) {
  const std::string line(90, 'x');
  for (const int findings : {0, 3, 500})
    for (const std::string& one : {line, std::string(90, '\x1b'), std::string(200'000, 'x')}) {
      const ReportDocument document = with_script(findings, one, 2'000);
      const std::string text = markdown(document);
      EXPECT_LT(text.size(), kMarkdownLimit);
      EXPECT_NE(text.find(" of 2000 left out; `-o sql` has all\n"), std::string::npos) << text.substr(0, 500);
      EXPECT_EQ(occurrences(text, "<details>"), occurrences(text, "</details>"));
      EXPECT_EQ(occurrences(text, "```") % 2, 0);
      EXPECT_GE(occurrences(text, "\n| **changed** "), std::min(findings, 100));
    }
  const std::string roomy = markdown(with_script(1, line, 500));
  EXPECT_EQ(occurrences(roomy, line), 500) << "what findings leave is for the script";
}

TEST(Markdown, SaysWhyThereIsNoScript) {
  ReportDocument document = with_entries(many(1));
  document.script = {"No migration can be written", "", "a cycle of @generated columns"};
  const std::string text = markdown(document);
  EXPECT_NE(text.find("<summary>No migration can be written</summary>"), std::string::npos);
  EXPECT_EQ(text.find("@generated"), std::string::npos) << "nobody is called";
}

TEST(Markdown, HasTheSameFirstLineInEveryRunAndOneForEachSubject) {
  ReportDocument a = with_entries(many(1));
  ReportDocument b = with_entries(many(3));
  const auto first = [](const ReportDocument& document) {
    const std::string text = markdown(document);
    return text.substr(0, text.find('\n'));
  };
  EXPECT_EQ(first(a), "<!-- tenon:check:postgresql://***@/shop -->");
  EXPECT_EQ(first(a), first(b));
  b.subject = "postgresql://***@/--><script>";
  EXPECT_EQ(first(b), "<!-- tenon:check:postgresql://***@/%2D%2D%3E%3Cscript%3E -->");
}

TEST(Github, KeepsTheLimitsOfAStepAndCountsTheRest) {
  for (const int count : {0, 1, 9, 10, 11, 500}) {
    std::vector<DocumentEntry> all = many(count);
    for (const Severity severity : {Severity::kWarning, Severity::kNote})
      for (DocumentEntry each : many(count)) {
        each.severity = severity;
        all.push_back(each);
      }
    const std::string text = github_commands(with_entries(all));
    for (const std::string kind : {"::error ", "::warning ", "::notice "}) {
      EXPECT_EQ(occurrences(text, kind), std::min(count, 10)) << kind << count;
    }
    EXPECT_EQ(text.find("and " + std::to_string(count - 9) + " more") != std::string::npos, count > 10)
        << count;
  }
}

TEST(Github, EscapesAsTheRunnerReads) {
  DocumentEntry one = entry();
  one.name = "a%b,c:d";
  one.meaning = "50% off::now";
  one.place.path = "dir,x/a:b.sql";
  EXPECT_EQ(
      github_commands(with_entries({one})),
      "::error file=dir%2Cx/a%3Ab.sql,line=14,col=3,title=tenon check%3A changed foreign key a%25b%2Cc%3Ad "
      "on public.orders::declared: FOREIGN KEY (a) REFERENCES users ON DELETE CASCADE%0Aactual: FOREIGN "
      "KEY (a) REFERENCES users%0Aeffect: 50%25 off::now\n");
}

TEST(Sarif, PointsAtTheDeclaredLineOrAtTheObject) {
  DocumentEntry nowhere = entry(1);
  nowhere.place = {};
  DocumentEntry absolute = entry(2);
  absolute.place.path = "/srv/my schema.sql";
  const Json run = Json::parse(sarif(with_entries({entry(0), nowhere, absolute})))["runs"][0];
  const Json& results = run["results"];
  EXPECT_EQ(results[0]["locations"][0]["physicalLocation"],
            (Json{{"artifactLocation", {{"uri", "schema.sql"}}},
                  {"region", {{"startLine", 14}, {"startColumn", 3}}}}));
  EXPECT_FALSE(results[1]["locations"][0].contains("physicalLocation"));
  EXPECT_EQ(results[1]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
            "foreign_key:public.orders.fk_1");
  EXPECT_EQ(results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "file:///srv/my%20schema.sql");
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 1U);
  EXPECT_EQ(results[2]["ruleIndex"], 0);
  EXPECT_EQ(run["invocations"][0]["exitCode"], 2);
}

TEST(Sarif, FingerprintsDependOnRuleAndKeyAlone) {
  DocumentEntry moved = entry();
  moved.place.line = 99;
  moved.actual = "other";
  const DocumentSection table;
  EXPECT_EQ(entry_digest({.title = "other"}, moved), entry_digest(table, entry()));
  EXPECT_NE(entry_digest(table, entry(1)), entry_digest(table, entry()));
  const DocumentSection group{.title = "7c1e-f0a2-93d4", .targets = {"a"}};
  EXPECT_NE(entry_digest(group, entry()), entry_digest(table, entry())) << "two groups may share a finding";
}

TEST(WordDifference, MarksWordsAndGivesBothTextsBack) {
  const auto marked = [](std::string_view declared, std::string_view actual) {
    const WordDifference both = word_difference(declared, actual);
    std::string text;
    for (const auto* side : {&both.declared, &both.actual}) {
      std::string plain;
      for (const MarkedWords& piece : *side) {
        text += piece.differs ? "[" + piece.text + "]" : piece.text;
        plain += piece.text;
      }
      EXPECT_EQ(plain, side == &both.declared ? declared : actual);
      text += side == &both.declared ? " / " : "";
    }
    return text;
  };
  EXPECT_EQ(marked("a text NOT NULL", "a text"), "a text [NOT NULL] / a text");
  EXPECT_EQ(marked("a text b", "a varchar(30) b"), "a [text] b / a [varchar(30)] b");
  EXPECT_EQ(marked("x", "x"), "x / x");
  EXPECT_EQ(marked("", "x"), " / [x]");
  EXPECT_EQ(marked("ON DELETE CASCADE", "ON DELETE NO ACTION"),
            "ON DELETE [CASCADE] / ON DELETE [NO ACTION]");
  EXPECT_EQ(marked("größe > 1", "größe >= 1"), "größe > 1 / größe >[=] 1");
  std::string a;
  std::string b;
  for (int i = 0; i < 3'000; ++i) a += "a" + std::to_string(i) + ",", b += "b" + std::to_string(i) + ",";
  marked(a, b);
}

}  // namespace
}  // namespace tenon::test::this_file
