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
  settings.enable.push_back({code});
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
  write_file(folder.file("b.json"), R"({"dialect": "actian", "declares_nothing": true})");
  const Ran generated = shell(std::string(TENON_BIN) + " generate " + folder.file("b.json") + " " +
                              folder.file("a.json") + " -m make --rev-id 1 --dir " + folder.file("m"));
  EXPECT_EQ(generated.code, 0) << generated.err;
  EXPECT_EQ(test::read_file(folder.file("m/1_make.up.sql")), ran.out);
  EXPECT_EQ(test::read_file(folder.file("m/1_make.down.sql")),
            test::read_file(std::string(TENON_TEST_DATA) + "/golden/actian/down.sql"));
}

/// `TN603 class.teacher` for each finding in SQL for Actian, in the order of the report.
std::vector<std::string> actian_findings(const std::string& sql) {
  TempFolder folder;
  write_file(folder.file("schema.sql"), sql);
  std::vector<std::string> all;
  for (const LintFinding& one : report_on(folder.file("schema.sql"), "actian").findings)
    all.push_back(std::string(one.rule->code) + " " + one.key.table_name().name.text + "." +
                  one.key.name.text);
  return all;
}

using Findings = std::vector<std::string>;

const std::string kFaculty = "CREATE TABLE faculty (id integer PRIMARY KEY);\n";
const std::string kClass = "CREATE TABLE class (id integer PRIMARY KEY, teacher integer);\n";

TEST(Actian, AnIndexIsBehindAKeyThatIsMadeAfterIt) {
  const std::string index = "CREATE INDEX by_teacher ON class (teacher);\n";
  const std::string key = "ALTER TABLE class ADD FOREIGN KEY (teacher) REFERENCES faculty (id);\n";
  EXPECT_EQ(actian_findings(kFaculty + kClass + index + key), (Findings{"TN606 class.teacher"}));
  EXPECT_EQ(actian_findings(kFaculty + kClass + key + index), Findings{});
}

TEST(Actian, OneStatementIsWhatMakesAKeyThatIsBoth) {
  const std::string later = "CREATE TABLE dean (id integer NOT NULL REFERENCES faculty (id));\n";
  EXPECT_EQ(actian_findings(kFaculty + later + "ALTER TABLE dean ADD PRIMARY KEY (id);\n"), Findings{});
  EXPECT_EQ(
      actian_findings(kFaculty + "CREATE TABLE dean (id integer PRIMARY KEY REFERENCES faculty (id));\n"),
      (Findings{"TN605 dean.id"}));
}

TEST(Actian, TheSecondStatementThatTakesANameIsAtFault) {
  const std::string room = "CREATE TABLE a_room (id integer PRIMARY KEY, teacher integer);\n";
  const std::string of_class = "ALTER TABLE class ADD FOREIGN KEY (teacher) REFERENCES faculty (id);\n";
  const std::string of_room = "ALTER TABLE a_room ADD FOREIGN KEY (teacher) REFERENCES faculty (id);\n";
  const std::string tables = kFaculty + kClass + room;
  EXPECT_EQ(actian_findings(tables + of_class + of_room), (Findings{"TN601 a_room.teacher"}));
  EXPECT_EQ(actian_findings(tables + of_room + of_class), (Findings{"TN601 class.teacher"}));
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
  const LintSettings off{{{"TN501"}}, {}, {}};
  const LintSettings off_for_one{{{"TN501", "table:log"}}, {}, {}};
  const LintSettings on{{}, {{"TN501"}}, {}};
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

/// Codes with the keys that they are found at, `TN105 foreign_key:t.t_a_fkey`.
std::set<std::string> found_in(const std::string& file, const std::string& text, const std::string& dialect,
                               const LintSettings& flags = {}) {
  TempFolder folder;
  write_file(folder.file(file), text);
  std::set<std::string> all;
  for (const LintFinding& found : report_on(folder.file(file), dialect, flags).findings)
    all.insert(std::string(found.rule->code) + " " + to_string(found.key));
  return all;
}

/// Two tables alike, each with a foreign key that has no index and no primary key; `own` and `of_key` are
/// written into the first one.
std::string twins(const std::string& own, const std::string& of_key) {
  const auto table = [](const std::string& more, const std::string& more_of_key) {
    return "{" + more + R"("columns": {"a": {"type": "integer"}}, "foreign_keys": [{)" + more_of_key +
           R"("columns": ["a"], "references": ["p.id"]}]})";
  };
  return R"({"tables": {"p": {"columns": {"id": {"type": "integer", "primary_key": true}}}, "t": )" +
         table(own, of_key) + ", \"u\": " + table("", "") + "}}";
}

TEST(Lint, IsSwitchedOffAtATableForAllThatLivesOnIt) {
  const std::set<std::string> of_u{"TN105 foreign_key:public.u.u_a_fkey", "TN501 table:public.u"};
  std::set<std::string> all = of_u;
  all.insert({"TN105 foreign_key:public.t.t_a_fkey", "TN501 table:public.t"});
  const auto found = [](const std::string& own, const std::string& of_key, const LintSettings& flags = {}) {
    return found_in("a.json", twins(own, of_key), "postgresql", flags);
  };
  EXPECT_EQ(found("", ""), all);
  EXPECT_EQ(found(R"("lint": {"disable": ["TN105", "TN501"]}, )", ""), of_u);
  std::set<std::string> but_key = all;
  but_key.erase("TN105 foreign_key:public.t.t_a_fkey");
  EXPECT_EQ(found(R"("lint": {"disable": ["TN105:foreign_key:*.t_a*"]}, )", ""), but_key);
  EXPECT_EQ(found(R"("lint": {"disable": ["TN105:index:*"]}, )", ""), all);
  EXPECT_EQ(found("", R"("lint": {"disable": ["TN105", "TN501"]}, )"), but_key);
  const LintSettings on{{}, {{"TN105"}}, {}};
  EXPECT_EQ(found("", R"("lint": {"disable": ["TN105"]}, )", on), all);
}

TEST(Lint, IsSwitchedOffAtEveryKindOfConstraint) {
  for (const std::string lint : {R"("lint": {"disable": ["TN201", "TN202"]}, )", ""}) {
    const std::string text =
        R"({"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true},
          "r": {"type": "int4range", "nullable": false},
          "p": {"type": "integer", "index": true, "foreign_key": {)" +
        lint + R"("references": "t.id", "name": "f1"}}},
        "foreign_keys": [{)" +
        lint + R"("columns": ["p"], "references": ["t.id"], "name": "f2"}],
        "uniques": [{"columns": ["r"], "name": "q1"}, {)" +
        lint + R"("columns": ["r"], "name": "q2"}],
        "checks": [{"sqltext": "p > 0", "name": "c1"}, {)" +
        lint + R"("sqltext": "p > 0", "name": "c2"}],
        "indexes": [{"columns": ["r", "p"], "name": "i1"}, {)" +
        lint + R"("columns": ["r", "p"], "name": "i2"}],
        "exclusions": [{"elements": [{"column": "r", "with": "&&"}], "name": "x1"}, {)" +
        lint + R"("elements": [{"column": "r", "with": "&&"}], "name": "x2"}]}}})";
    const std::set<std::string> twice{"TN201 check:public.t.c2", "TN201 exclusion:public.t.x2",
                                      "TN201 foreign_key:public.t.f2", "TN201 unique:public.t.q2",
                                      "TN202 index:public.t.i2"};
    EXPECT_EQ(found_in("a.json", text, "postgresql"), lint.empty() ? twice : std::set<std::string>{});
  }
}

TEST(Lint, IsSwitchedOffBySqlCommentsByTheirLines) {
  const std::string text =
      "CREATE TABLE p (id integer PRIMARY KEY);\n"
      "-- a log\n"
      "-- tenon: lint disable TN501, TN205 -- rows are only ever added\n"
      "-- kept for a year\n"
      "CREATE TABLE t (\n"
      "  a integer REFERENCES p (id), -- tenon: lint disable TN105\n"
      "  b integer REFERENCES p (id),\n"
      "  c integer, d integer,\n"
      "  UNIQUE (c, d),\n"
      "  -- tenon: lint disable TN105\n"
      "  FOREIGN KEY (c) REFERENCES p (id),\n"
      "  FOREIGN KEY (d) REFERENCES p (id)\n"
      ");\n"
      "CREATE TABLE u (a integer);\n"
      "CREATE INDEX i ON u (a);\n"
      "CREATE INDEX j ON u (a); -- tenon: lint disable TN202\n";
  EXPECT_EQ(found_in("a.sql", text, "postgresql"),
            (std::set<std::string>{"TN105 foreign_key:public.t.t_b_fkey",
                                   "TN105 foreign_key:public.t.t_d_fkey", "TN501 table:public.u"}));
  const std::string sqlite =
      "CREATE TABLE p (id integer PRIMARY KEY);\n"
      "CREATE TABLE t ( -- tenon: lint disable TN501\n"
      "  a integer,\n"
      "  FOREIGN KEY (a) REFERENCES p (id) -- tenon: lint disable TN105\n"
      ");\n"
      "CREATE TABLE u (a integer);\n";
  EXPECT_EQ(found_in("a.sql", sqlite, "sqlite"), std::set<std::string>{"TN501 table:u"});
}

TEST(Lint, CommentsThatSwitchNothingOffAreFaultsAllAtOnce) {
  TempFolder folder;
  write_file(folder.file("a.sql"),
             "-- tenon: lint disable TN51\n"
             "CREATE TABLE t (a integer);\n"
             "-- tenon: lint disable TN501\n");
  const Ran ran = shell(std::string(TENON_BIN) + " lint --dialect postgresql " + folder.file("a.sql"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("a.sql:1:1: there is no rule \"TN51\"; did you mean \"TN501\"?"), std::string::npos)
      << ran.err;
  EXPECT_NE(ran.err.find("a.sql:3:1: \"-- tenon: lint disable TN501\" belongs to no table"),
            std::string::npos)
      << ran.err;
}

TEST(Lint, AMisspeltCodeOrKindIsAFaultWhereverItStands) {
  const auto run_lint = [](const std::string& lint, const std::string& flags) {
    TempFolder folder;
    write_file(folder.file("a.json"), twins(lint, ""));
    return shell(std::string(TENON_BIN) + " lint --dialect postgresql " + flags + " " +
                 folder.file("a.json"));
  };
  const Ran code = run_lint("", "--disable TN15");
  EXPECT_EQ(code.code, 64);
  EXPECT_NE(code.err.find("there is no rule \"TN15\"; did you mean \"TN105\"?"), std::string::npos)
      << code.err;
  const Ran kind = run_lint("", "--disable TN105:foreign_kye:t.*");
  EXPECT_EQ(kind.code, 64);
  EXPECT_NE(kind.err.find("there is no kind \"foreign_kye\"; did you mean \"foreign_key\"?"),
            std::string::npos)
      << kind.err;
  const Ran enabled = run_lint("", "--enable TN112:public.t");
  EXPECT_EQ(enabled.code, 64);
  EXPECT_NE(enabled.err.find("must have KIND:NAME"), std::string::npos) << enabled.err;
  EXPECT_EQ(run_lint("", "--disable 'TN105:*t_a*'").code, 2);
  const Ran at_table = run_lint(R"("lint": {"disable": ["TN105:tabel:t", "TN555"]}, )", "");
  EXPECT_EQ(at_table.code, 1);
  EXPECT_NE(at_table.err.find("did you mean \"table\"?"), std::string::npos) << at_table.err;
  EXPECT_NE(at_table.err.find("there is no rule \"TN555\""), std::string::npos) << at_table.err;
  const Ran key = run_lint(R"("lint": {"disabel": ["TN105"]}, )", "");
  EXPECT_EQ(key.code, 1);
  EXPECT_NE(key.err.find("did you mean \"disable\"?"), std::string::npos) << key.err;
}

TEST(Lint, TheExitCodeIsThatOfTheReport) {
  TempFolder folder;
  const std::string line = std::string(TENON_BIN) + " lint --dialect sqlite " + folder.file("a.json");
  write_file(folder.file("a.json"), kKeyless);
  const Ran found = shell(line + " -o json");
  EXPECT_EQ(found.code, 2);
  EXPECT_NE(found.out.find("\"exit_code\": 2"), std::string::npos) << found.out;
  EXPECT_EQ(shell(line + " --disable TN501").code, 0);
  write_file(folder.file("a.json"), R"({"declares_nothing": true})");
  const Ran nothing = shell(line);
  EXPECT_EQ(nothing.code, 1);
  EXPECT_NE(nothing.out.find("nothing to check"), std::string::npos) << nothing.out;
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
      "2 tables, 3 constraints and 0 indexes checked by 20 rules\n"
      "rules not run: TN112\n"
      "\n"
      "public.c\n"
      "  TN105 foreign key fk   a.sql:2\n"
      "        no index leads with p\n"
      "        why   a DELETE in the parent, or an UPDATE of its key, looks for rows that refer to it, and "
      "locks the parent's row meanwhile: slow once the table is large\n"
      "        fix   CREATE INDEX ON \"public\".\"c\" (\"p\")\n"
      "\n"
      "1 finding\n"
      "    1  TN105  foreign key without an index\n"
      "problems found (exit 2)\n");
}

}  // namespace
}  // namespace tenon
