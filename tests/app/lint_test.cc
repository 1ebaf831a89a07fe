#include <gtest/gtest.h>

#include <set>
#include <string>

#include "app/lint.h"
#include "model/error.h"
#include "tests/support/lint_examples.h"
#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::shell;
using test::TempFolder;
using test::write_file;

std::set<std::string> codes(const LintReport& report) {
  std::set<std::string> all;
  for (const LintFinding& found : report.findings) all.emplace(found.rule->code);
  return all;
}

LintReport report_on(const std::string& path, const std::string& dialect, LintSettings settings = {}) {
  LintRequest request;
  request.source.actual = {path};
  request.source.dialect = dialect;
  request.settings = std::move(settings);
  return linted(request).report;
}

LintSettings enabling(const std::string& code) {
  LintSettings settings;
  settings.enable.push_back({code, ""});
  if (code == "TN112") settings.cascade_limit = 1;
  return settings;
}

TEST(Lint, EveryRuleHasASectionWithABadAndAGoodExample) {
  std::set<std::pair<std::string, bool>> seen;
  std::set<std::pair<std::string, std::string>> titles;
  for (const auto& example : test::lint_examples(TENON_TEST_DATA)) {
    seen.emplace(example.code, example.is_bad);
    titles.emplace(example.code, example.title);
  }
  for (const LintRule& rule : lint_rules()) {
    const std::string code(rule.code);
    EXPECT_TRUE(seen.contains({code, true}) && seen.contains({code, false})) << code;
    EXPECT_TRUE(titles.contains({code, std::string(rule.title)})) << code << " " << rule.title;
  }
}

TEST(Lint, ExamplesAsFilesFireTheirOwnRuleOrNone) {
  for (const auto& example : test::lint_examples(TENON_TEST_DATA)) {
    if (example.live_only) continue;
    TempFolder folder;
    const std::string path = folder.file(example.is_json ? "schema.json" : "schema.sql");
    write_file(path, example.text);
    const LintReport report = report_on(path, example.dialect, enabling(example.code));
    EXPECT_EQ(codes(report), example.is_bad ? std::set<std::string>{example.code} : std::set<std::string>{})
        << example.code << "\n"
        << example.text;
  }
}

TEST(Actian, IsWrittenAsItsReferenceWantsIt) {
  TempFolder folder;
  write_file(folder.file("a.json"), R"({"dialect": "actian", "tables": {
    "class": {"columns": {"id": {"type": "IDENTITY", "primary_key": true},
                          "faculty_id": {"type": "INTEGER", "nullable": false,
                                         "foreign_key": {"name": "teacher", "references": "faculty.id",
                                                         "ondelete": "RESTRICT"}}}},
    "faculty": {"columns": {"id": {"type": "INTEGER", "primary_key": true},
                            "head": {"type": "INTEGER", "nullable": false,
                                     "foreign_key": {"name": "head", "references": "faculty.id"}}}}}})");
  const Ran ran = shell(std::string(TENON_BIN) + " inspect " + folder.file("a.json") + " -o sql");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, test::read_file(std::string(TENON_TEST_DATA) + "/golden/actian/inspect.sql"));
  write_file(folder.file("b.json"), R"({"dialect": "actian", "tables": {}})");
  const Ran generated = shell(std::string(TENON_BIN) + " generate " + folder.file("b.json") + " " +
                              folder.file("a.json") + " -m make --rev-id 1 --dir " + folder.file("m"));
  EXPECT_EQ(generated.code, 0) << generated.err;
  EXPECT_EQ(test::read_file(folder.file("m/1_make.up.sql")), ran.out);
  EXPECT_EQ(test::read_file(folder.file("m/1_make.down.sql")),
            test::read_file(std::string(TENON_TEST_DATA) + "/golden/actian/down.sql"));
}

constexpr const char* kKeyless = R"({"tables": {"log": {"columns": {"line": {"type": "text"}}},
                                               "dump": {"columns": {"line": {"type": "text"}}}}})";

std::string keyless_with(const std::string& lint) {
  return "{\"lint\": " + lint + ", " + std::string(kKeyless).substr(1);
}

TEST(Lint, IsSwitchedOffByFlagByFileAndByObject) {
  TempFolder folder;
  const std::string path = folder.file("schema.json");
  const auto found = [&](const std::string& text, const LintSettings& flags) {
    write_file(path, text);
    return report_on(path, "sqlite", flags).findings.size();
  };
  const LintSettings off{{{"TN501", ""}}, {}, {}};
  const LintSettings off_for_one{{{"TN501", "table:log"}}, {}, {}};
  const LintSettings on{{}, {{"TN501", ""}}, {}};
  EXPECT_EQ(found(kKeyless, {}), 2U);
  EXPECT_EQ(found(kKeyless, off), 0U);
  EXPECT_EQ(found(kKeyless, off_for_one), 1U);
  EXPECT_EQ(found(keyless_with(R"({"disable": ["TN501"]})"), {}), 0U);
  EXPECT_EQ(found(keyless_with(R"({"disable": ["TN501:table:l*"]})"), {}), 1U);
  EXPECT_EQ(found(keyless_with(R"({"disable": ["TN501"]})"), on), 2U);
}

TEST(Lint, AnUnknownCodeIsAFaultWithTheNearestOne) {
  TempFolder folder;
  write_file(folder.file("a.json"), keyless_with(R"({"disable": ["TN50"]})"));
  const Ran in_file = shell(std::string(TENON_BIN) + " lint --dialect sqlite " + folder.file("a.json"));
  EXPECT_EQ(in_file.code, 1);
  EXPECT_NE(in_file.err.find("a.json:1:"), std::string::npos) << in_file.err;
  EXPECT_NE(in_file.err.find("did you mean \"TN501\""), std::string::npos) << in_file.err;
  write_file(folder.file("b.json"), kKeyless);
  const Ran by_flag =
      shell(std::string(TENON_BIN) + " lint --dialect sqlite --disable TN999 " + folder.file("b.json"));
  EXPECT_EQ(by_flag.code, 64) << by_flag.err;
}

TEST(Lint, TheExitCodeIsThatOfTheReport) {
  TempFolder folder;
  const std::string line = std::string(TENON_BIN) + " lint --dialect sqlite " + folder.file("a.json");
  write_file(folder.file("a.json"), kKeyless);
  const Ran found = shell(line + " -o json");
  EXPECT_EQ(found.code, 2);
  EXPECT_NE(found.out.find("\"exit_code\": 2"), std::string::npos) << found.out;
  EXPECT_EQ(shell(line + " --disable TN501").code, 0);
  write_file(folder.file("a.json"), R"({"tables": {}})");
  const Ran nothing = shell(line);
  EXPECT_EQ(nothing.code, 1);
  EXPECT_NE(nothing.out.find("nothing to look at"), std::string::npos) << nothing.out;
}

TEST(Lint, SaysWhatWhyAndHowToMend) {
  TempFolder folder;
  write_file(folder.file("a.sql"),
             "CREATE TABLE p (id integer PRIMARY KEY);\n"
             "CREATE TABLE c (id integer PRIMARY KEY, p integer CONSTRAINT fk REFERENCES p (id));\n");
  const Ran ran =
      shell("cd " + folder.file("") + " && " + TENON_BIN + " lint --dialect postgresql a.sql --color never");
  EXPECT_EQ(
      ran.out,
      "a.sql\n"
      "2 tables, 3 constraints and 0 indexes looked at by 20 rules\n"
      "not looked at: TN112\n"
      "\n"
      "public.c\n"
      "  TN105 foreign key fk   a.sql:2\n"
      "        no index leads with p\n"
      "        why   every delete and every change of a key in the parent reads the whole table, under a "
      "lock on the row\n"
      "        mend  CREATE INDEX ON \"public\".\"c\" (\"p\")\n"
      "\n"
      "1 finding\n"
      "    1  TN105  foreign key without an index\n"
      "faults found (exit 2)\n");
}

}  // namespace
}  // namespace tenon
