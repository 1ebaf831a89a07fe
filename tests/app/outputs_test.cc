#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/support/shell.h"

namespace tenon {
namespace {

namespace fs = std::filesystem;
using test::Ran;
using test::read_file;
using test::shell;
using test::shell_quoted;
using test::TempFolder;
using test::write_file;

const std::string kTenon = std::string(TENON_BIN) + " ";

/// A folder with a SQLite database `live.db`, a declared schema `schema.json` that differs from it, and
/// yesterday's reports.
class Outputs : public testing::Test {
 protected:
  Outputs() {
    write_file(file("schema.json"), R"({
      "naming_convention": {"pk": "pk_%(table_name)s"},
      "tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}, "x": {"type": "text"}}}}})");
    EXPECT_EQ(shell("sqlite3 " + file("live.db"), "CREATE TABLE b (y blob UNIQUE);").code, 0);
    for (const char* old : {"r.json", "r.txt", "r.sql"}) write_file(file(old), "yesterday\n");
  }

  std::string file(std::string_view name) const { return folder_.file(name); }
  /// Runs in the folder.
  Ran in_folder(const std::string& command) const { return shell("cd " + file("") + "\n" + command); }
  Ran tenon(const std::string& arguments) const { return in_folder(kTenon + arguments); }
  nlohmann::json json(std::string_view name) const { return nlohmann::json::parse(read_file(file(name))); }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(folder_.path()))
      all.push_back(entry.path().filename().string());
    std::ranges::sort(all);
    return all;
  }

  const TempFolder folder_;
};

/// Of the library that the program is linked with.
std::string sqlite_version() {
  const Ran ran = shell(kTenon + "inspect sqlite:// --summary");
  const auto begin = ran.out.find("(sqlite ") + 8;
  return ran.out.substr(begin, ran.out.find(')', begin) - begin);
}

/// Every verb that a report can be asked of, with the sources that `actual` begins.
std::vector<std::string> verb_lines(const std::string& actual) {
  return {"check " + actual + " schema.json",
          "diff " + actual + " schema.json",
          "generate " + actual + " schema.json -m x --allow all --dir m",
          "inspect " + actual,
          "lint " + actual,
          "names " + actual + " --convention schema.json",
          "explain table:a " + actual + " schema.json",
          "init " + actual};
}

TEST_F(Outputs, OfARunThatFailsSayWhyAndAreNeverYesterdays) {
  for (const std::string& line : verb_lines("sqlite:///none.db")) {
    for (const char* old : {"r.json", "r.txt", "r.sql"}) write_file(file(old), "yesterday\n");
    if (line.starts_with("init")) fs::remove(file("r.json"));
    if (line.starts_with("init")) fs::remove(file("r.txt"));
    const Ran ran = tenon(line + " -o json=r.json -o text=r.txt");
    EXPECT_EQ(ran.code, 1) << line;
    EXPECT_EQ(json("r.json"),
              nlohmann::json(
                  {{"schema_version", 1},
                   {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
                   {"outcome", "unknown"},
                   {"exit_code", 1},
                   {"error", {{"reason", "connect"}, {"message", ran.err.substr(7, ran.err.size() - 8)}}}}))
        << line;
    EXPECT_EQ(read_file(file("r.txt")), ran.err.substr(7) + "could not tell: connect (exit 1)\n") << line;
    const Ran on_stdout = tenon(line + " -o json");
    EXPECT_EQ(nlohmann::json::parse(on_stdout.out)["error"]["reason"], "connect") << line;
    EXPECT_EQ(tenon(line).out, "") << line;
  }
  tenon("check sqlite:///none.db schema.json -o sql=r.sql");
  EXPECT_TRUE(read_file(file("r.sql")).starts_with("-- there is no SQLite database none.db;"));
}

TEST_F(Outputs, OfARunThatFailsAreAsTheReadmeHasThem) {
  const std::string readme = read_file(fs::path(TENON_TEST_DATA).parent_path() / "README.md");
  EXPECT_NE(readme.find("```json\n" + tenon("check sqlite:///shop.db schema.json -o json").out + "```\n"),
            std::string::npos);
}

TEST_F(Outputs, OfAUsageFaultHaveItsExitCode) {
  EXPECT_EQ(tenon("check sqlite:///live.db schema.json --dialect postgresql -o json=r.json").code, 64);
  EXPECT_EQ(json("r.json")["exit_code"], 64);
  EXPECT_EQ(json("r.json")["error"]["reason"], "parse");
}

TEST_F(Outputs, OfWhatCouldNotBeToldHaveAReasonToo) {
  write_file(file("empty.json"), R"({"declares_nothing": true})");
  EXPECT_EQ(tenon("check sqlite:// empty.json -o json=r.json").code, 1);
  EXPECT_EQ(json("r.json")["outcome"], "unknown");
  EXPECT_EQ(json("r.json")["error"]["reason"], "not_modelled");
  EXPECT_EQ(tenon("lint empty.json --dialect sqlite -o json=r.json").code, 1);
  EXPECT_EQ(json("r.json")["error"]["reason"], "not_modelled");
}

TEST_F(Outputs, AreWrittenWholeOrNotAtAllUnderALimit) {
  write_file(file("large.json"), [] {
    nlohmann::json columns;
    for (int i = 0; i < 1500; ++i) columns["c" + std::to_string(i)] = {{"type", "text"}};
    return nlohmann::json{{"tables", {{"large", {{"columns", columns}}}}}}.dump();
  }());
  const Ran ran = in_folder("ulimit -f 8\n" + kTenon +
                            "check sqlite:///live.db large.json -o json=r.json -o text=r.txt 2>&1 | cat");
  EXPECT_NE(ran.out.find("cannot write r.json: File too large"), std::string::npos) << ran.out;
  EXPECT_EQ(json("r.json")["error"]["reason"], "internal");
  EXPECT_NE(read_file(file("r.txt")).find("could not tell: internal"), std::string::npos);

  const Ran generated = in_folder("ulimit -f 8\n" + kTenon +
                                  "generate sqlite:///live.db large.json -m x --allow all --dir m; echo $?");
  EXPECT_TRUE(generated.out.ends_with("1\n")) << generated.out;
  EXPECT_EQ(names(),
            (std::vector<std::string>{"large.json", "live.db", "r.json", "r.sql", "r.txt", "schema.json"}));
}

TEST_F(Outputs, OneThatFailsLeavesNoneHalf) {
  const Ran ran = tenon("check sqlite:///live.db schema.json -o sql=r.sql -o json=r.json -o text=/dev/full");
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_EQ(ran.err.find("cannot write /dev/full: No space left on device"), 7U) << ran.err;
  EXPECT_EQ(json("r.json")["error"]["reason"], "internal");
  EXPECT_TRUE(read_file(file("r.sql")).starts_with("-- cannot write /dev/full"));
  const Ran generated =
      tenon("generate sqlite:///live.db schema.json -m x --allow all --dir m -o json=/dev/full");
  EXPECT_EQ(generated.code, 1) << generated.err;
  EXPECT_FALSE(fs::exists(file("m"))) << "a migration without its report";
}

TEST_F(Outputs, AStdoutThatCannotBeWrittenIsSaid) {
  for (const auto& [where, why] : std::vector<std::pair<std::string, std::string>>{
           {">&-", "it is closed"}, {"> /dev/full", "No space left on device"}}) {
    for (const std::string& line : {std::string("check sqlite:///live.db schema.json"),
                                    std::string("inspect sqlite:///live.db -o json"), std::string("--help"),
                                    std::string("schema declared")}) {
      const Ran ran = tenon(line + " " + where);
      EXPECT_EQ(ran.code, 1) << line << where;
      EXPECT_TRUE(ran.err.starts_with("tenon: cannot write to stdout: " + why)) << line << where << ran.err;
    }
  }
  const Ran piped =
      in_folder("set -o pipefail\n(" + kTenon + "schema declared; echo $? >&2) | true; sleep 0.2");
  EXPECT_TRUE(piped.err == "tenon: cannot write to stdout: Broken pipe\n1\n" || piped.err == "0\n")
      << piped.err;
  const Ran closed =
      in_folder("exec 3> >(exec 0<&-; sleep 5); sleep 0.2; " + kTenon + "schema declared >&3; echo $?");
  EXPECT_EQ(closed.out, "1\n");
  EXPECT_EQ(closed.err, "tenon: cannot write to stdout: Broken pipe\n");
}

TEST_F(Outputs, GoStraightToStreams) {
  const Ran ran = in_folder(kTenon + "check sqlite:///live.db schema.json -o json=/dev/stdout > all.json; " +
                            "mkfifo pipe; cat pipe > piped.json & " + kTenon +
                            "check sqlite:///live.db schema.json -o json=pipe -o text=/dev/null; wait");
  EXPECT_EQ(json("all.json")["outcome"], "drift") << ran.err;
  EXPECT_EQ(json("piped.json"), json("all.json"));
  EXPECT_TRUE(fs::is_fifo(file("pipe")));
}

TEST_F(Outputs, TakeThePlaceOfNothingThatIsReadOrAMigration) {
  const std::string schema = read_file(file("schema.json"));
  const std::string database = read_file(file("live.db"));
  fs::create_directory(file("schemas"));
  fs::copy_file(file("schema.json"), file("schemas/a.json"));
  fs::create_hard_link(file("schema.json"), file("same.json"));
  write_file(file("0001_x.up.sql"), "SELECT 1;");
  write_file(file("rev.py"), "pass");
  for (const std::string& line :
       {std::string("check sqlite:///live.db schema.json -o json=schema.json"),
        std::string("check sqlite:///live.db schema.json -o json=./same.json"),
        std::string("diff sqlite:///live.db schema.json -o text=live.db"),
        std::string("inspect schema.json --dialect sqlite -o json=schema.json"),
        std::string("lint schema.json --dialect sqlite -o text=schema.json"),
        std::string("names sqlite:///live.db --convention schema.json -o json=schema.json"),
        std::string("explain table:a sqlite:///live.db schema.json -o json=schema.json"),
        std::string("check sqlite:///live.db schemas -o json=schemas/report.json"),
        std::string("check sqlite:///live.db schemas -o json=schemas/a.json"),
        std::string("check sqlite:///live.db schema.json -o sql=0001_x.up.sql"),
        std::string("check sqlite:///live.db schema.json -o text=rev.py")}) {
    const Ran ran = tenon(line);
    EXPECT_EQ(ran.code, 1) << line << ran.out;
    EXPECT_TRUE(ran.err.starts_with("tenon: cannot write ")) << line << ran.err;
  }
  EXPECT_EQ(read_file(file("schema.json")), schema);
  EXPECT_EQ(read_file(file("schemas/a.json")), schema);
  EXPECT_EQ(read_file(file("live.db")), database);
  EXPECT_EQ(read_file(file("0001_x.up.sql")), "SELECT 1;");
  EXPECT_EQ(read_file(file("rev.py")), "pass");
  EXPECT_FALSE(fs::exists(file("schemas/report.json")));
  EXPECT_EQ(tenon("check sqlite:///live.db schema.json -o json=r.json -o text=./r.json").code, 64);
}

TEST_F(Outputs, OfInitOverwriteNothingButWhatAFailedRunLeft) {
  const Ran refused = tenon("init sqlite:///live.db -o json=r.json");
  EXPECT_EQ(refused.code, 1);
  EXPECT_EQ(refused.err,
            "tenon: cannot write r.json: it is already there, and init overwrites nothing; move it away or "
            "give another name\n");
  EXPECT_EQ(read_file(file("r.json")), "yesterday\n");
  EXPECT_EQ(tenon("init sqlite:///none.db -o json=new.json").code, 1);
  EXPECT_EQ(json("new.json")["error"]["reason"], "connect");
  EXPECT_EQ(tenon("init sqlite:///live.db -o json=new.json").code, 0);
  EXPECT_EQ(tenon("check sqlite:///live.db new.json").code, 0);
  EXPECT_EQ(tenon("init sqlite:///live.db -o json=new.json").code, 1);
}

TEST_F(Outputs, OfARunThatIsEndedAreTheOldOrTheNew) {
  const auto seed = std::random_device()();
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> milliseconds(1, 60);
  const auto expect_whole = [&](const std::string& what) {
    const std::string text = fs::exists(file("r.json")) ? read_file(file("r.json")) : "{}";
    EXPECT_TRUE(text == "yesterday\n" || nlohmann::json::accept(text)) << what << "\n" << text;
    std::vector<std::string> all = names();
    std::erase_if(all, [](const std::string& name) { return name == "m" || name == "r.json"; });
    EXPECT_EQ(all, (std::vector<std::string>{"live.db", "r.sql", "r.txt", "schema.json"})) << what;
  };
  for (const std::string& line : verb_lines("sqlite:///live.db")) {
    for (const std::string signal : {"INT", "TERM", "KILL", "HUP"}) {
      for (int round = 0; round < 4; ++round) {
        fs::remove_all(file("m"));
        write_file(file("r.json"), "yesterday\n");
        if (line.starts_with("init")) fs::remove(file("r.json"));
        const std::string delay = std::to_string(milliseconds(random) / 1000.0);
        in_folder("timeout -s " + signal + " " + delay + " " + kTenon + line + " -o json=r.json >/dev/null");
        EXPECT_TRUE(line.starts_with("init") || fs::exists(file("r.json")));
        expect_whole(line + " ended by " + signal + " after " + delay + ", seed " + std::to_string(seed));
      }
    }
  }
}

TEST_F(Outputs, NoNameBeginsALineThatACiServiceObeys) {
  const std::string evil = "a\n::error::x\r##[error]y\x1b[2J";
  ASSERT_EQ(shell("sqlite3 " + file("live.db"),
                  "CREATE TABLE \"::warning::t\" (id integer CONSTRAINT \"::error::c\" CHECK (id > 0));"
                  "CREATE TABLE \"" +
                      evil + "\" (\"" + evil +
                      "\" text UNIQUE);"
                      "CREATE VIEW \"::error::v\" AS SELECT 1; CREATE INDEX \"::error::i\" ON b (y);"
                      "CREATE INDEX \"::error::j\" ON b (y);")
                .code,
            0);
  std::vector<std::string> lines = verb_lines("sqlite:///live.db");
  lines.push_back(shell_quoted("chekc" + evil));
  lines.push_back("check a b " + shell_quoted("--" + evil));
  lines.push_back("check a b -o " + shell_quoted(evil));
  lines.push_back("check a b -o json=" + shell_quoted("/none/" + evil));
  lines.push_back("check " + shell_quoted(evil) + " " + shell_quoted(evil));
  lines.push_back("explain " + shell_quoted(evil) + " sqlite:///live.db schema.json");
  lines.push_back("lint sqlite:///live.db --enable " + shell_quoted(evil));
  lines.push_back("generate sqlite:///live.db schema.json -m x --allow " + shell_quoted(evil));
  lines.push_back("generate sqlite:///live.db schema.json -m x --allow all --dir " +
                  shell_quoted("::error::" + evil));
  lines.push_back("generate sqlite:///live.db schema.json -m x");
  lines.push_back("inspect sqlite:///live.db --exclude '*'");
  for (const std::string& line : std::vector<std::string>(lines)) lines.push_back(line + " --summary");
  for (const std::string& line : lines) {
    const Ran ran = tenon(line);
    for (const std::string& text : {"\n" + ran.out, "\n" + ran.err}) {
      for (const char c : {'\r', '\x1b'}) EXPECT_EQ(text.find(c), std::string::npos) << line << text;
      EXPECT_EQ(text.find("##["), std::string::npos) << line << text;
      for (auto at = text.find("::"); at != std::string::npos; at = text.find("::", at + 2))
        EXPECT_NE(text.find_last_not_of(" \t", at - 1), text.rfind('\n', at)) << line << text;
    }
    EXPECT_EQ(ran.err.find("\n::"), std::string::npos) << line << ran.err;
  }
}

TEST_F(Outputs, TheCommandThatMendsIsOneLineThatBashReads) {
  const std::string name = "it's \\ a\n::error::x.json";
  fs::copy_file(file("schema.json"), file(name));
  const Ran ran = tenon("check sqlite:///live.db " + shell_quoted(name));
  const auto begin = ran.out.find("\nfix: tenon ") + 12;
  const std::string command = ran.out.substr(begin, ran.out.find('\n', begin) - begin);
  EXPECT_EQ(tenon(command + " --dir m").code, 0) << command;
}

TEST_F(Outputs, QuietSaysNothingButErrors) {
  const Ran quiet = tenon("check -q sqlite:///live.db schema.json -o text -o json=r.json");
  EXPECT_EQ(quiet.code, 2);
  EXPECT_EQ(quiet.out + quiet.err, "");
  EXPECT_EQ(json("r.json")["outcome"], "drift");
  EXPECT_TRUE(tenon("check -q sqlite:///live.db schema.json -o json").out.starts_with("{"));
  const Ran written = tenon("generate -q sqlite:///live.db schema.json -m x --allow all --dir m");
  EXPECT_EQ(written.code, 0);
  EXPECT_EQ(written.out + written.err, "");
  EXPECT_TRUE(fs::exists(file("m/0001_x.up.sql")));
  const Ran failed = tenon("check --quiet sqlite:///none.db schema.json");
  EXPECT_EQ(failed.code, 1);
  EXPECT_TRUE(failed.err.starts_with("tenon: there is no SQLite database none.db")) << failed.err;
}

TEST_F(Outputs, SummaryCountsInsteadOfListing) {
  const Ran ran = tenon("check --summary sqlite:///live.db schema.json");
  EXPECT_EQ(ran.out, "sqlite:///live.db (sqlite " + sqlite_version() +
                         ")   declared schema.json\n"
                         "2 tables, 2 constraints and 0 indexes compared\n\n"
                         "  table  1 missing, 1 unexpected\n\n"
                         "  a  1 missing\n"
                         "  b  1 unexpected\n\n"
                         "2 findings: 1 missing, 1 unexpected\n"
                         "fix: tenon generate sqlite:///live.db schema.json --allow drop_table -m \"...\"\n"
                         "drift (exit 2)\n");
}

TEST_F(Outputs, WhatIsLeftOutIsOneLineHoweverMuchItIs) {
  std::string sql;
  for (int i = 10; i < 40; ++i) sql += "CREATE TABLE t" + std::to_string(i) + " (a integer);";
  ASSERT_EQ(shell("sqlite3 " + file("live.db"), sql).code, 0);
  const Ran ran = tenon("inspect sqlite:///live.db --exclude 't*'");
  EXPECT_EQ(ran.err,
            "tenon: left out: 30 tables (table:t10, table:t11, table:t12, table:t13, table:t14, table:t15, "
            "table:t16, table:t17, table:t18, table:t19 and 20 more)\n");
  tenon("check sqlite:///live.db schema.json --exclude 't*' -o json=r.json");
  EXPECT_EQ(json("r.json")["left_out"].size(), 30U);
}

}  // namespace
}  // namespace tenon
