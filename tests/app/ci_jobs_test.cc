#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/shell.h"

namespace tenon {
namespace {

namespace fs = std::filesystem;
using test::Ran;
using test::read_file;
using test::shell;
using test::TempFolder;
using test::write_file;

const std::string kGithub = "GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=summary.md ";
const std::string kGitlab = "GITLAB_CI=true ";
constexpr const char* kGitlabReport = "tenon-check.gl-code-quality.json";

/// A folder with a database that differs from a declared schema.
class CiJobs : public testing::Test {
 protected:
  CiJobs() {
    write_file(file("schema.json"),
               R"({"dialect": "sqlite", "tables": {"a": {"columns": {"id": {"type": "integer"}}}}})");
    EXPECT_EQ(shell("sqlite3 " + file("live.db"), "CREATE TABLE b (y blob);").code, 0);
  }
  std::string file(const std::string& name) const { return folder_.file(name); }
  Ran tenon(const std::string& variables, const std::string& arguments) const {
    return shell("cd " + file("") + "\n" + variables + TENON_BIN + " " + arguments);
  }
  bool is_there(const std::string& name) const { return fs::exists(file(name)); }

  const TempFolder folder_;
};

TEST_F(CiJobs, OfGithubAnnotateAndAppendToTheSummary) {
  const Ran plain = tenon("", "check sqlite:///live.db schema.json");
  const Ran ran = tenon(kGithub, "check sqlite:///live.db schema.json");
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(ran.out.starts_with(plain.out)) << ran.out;
  EXPECT_NE(ran.out.find("::error file=schema.json,line=1"), std::string::npos) << ran.out;
  const std::string once = read_file(file("summary.md"));
  EXPECT_TRUE(once.starts_with("<!-- tenon:check:")) << once;
  tenon(kGithub, "check sqlite:///live.db schema.json");
  EXPECT_EQ(read_file(file("summary.md")), once + once);
}

TEST_F(CiJobs, OfGithubSayWhyARunFailed) {
  const Ran ran = tenon(kGithub, "check sqlite:///none.db schema.json");
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(ran.out.starts_with("::error title=tenon run%3A could not tell::")) << ran.out;
  EXPECT_NE(read_file(file("summary.md")).find("could not tell"), std::string::npos);
}

TEST_F(CiJobs, OfGitlabWriteTheCodeQualityReport) {
  EXPECT_EQ(tenon(kGitlab, "check sqlite:///live.db schema.json").code, 2);
  EXPECT_EQ(nlohmann::json::parse(read_file(file(kGitlabReport))).size(), 2U);
  EXPECT_EQ(tenon(kGitlab, "check sqlite:///none.db schema.json").code, 1);
  EXPECT_EQ(nlohmann::json::parse(read_file(file(kGitlabReport)))[0]["severity"], "blocker");
}

TEST_F(CiJobs, AddNothingWhereAnOutputWasAskedForOrNoJobRuns) {
  for (const std::string& job : {kGithub, kGitlab}) {
    EXPECT_EQ(tenon(job, "check sqlite:///live.db schema.json -o text").out,
              tenon("", "check sqlite:///live.db schema.json").out);
    EXPECT_FALSE(is_there("summary.md"));
    EXPECT_FALSE(is_there(kGitlabReport));
  }
  for (const std::string no_job : {"GITHUB_ACTIONS= ", "GITHUB_ACTIONS=false ", "GITLAB_CI=1 "})
    EXPECT_EQ(tenon(no_job, "check sqlite:///live.db schema.json").out,
              tenon("", "check sqlite:///live.db schema.json").out);
}

TEST_F(CiJobs, AreHeldBackByQuietOnlyInText) {
  const Ran ran = tenon(kGithub, "check -q sqlite:///live.db schema.json");
  EXPECT_TRUE(ran.out.starts_with("::error ")) << ran.out;
}

TEST_F(CiJobs, GoOnWhereTheirFilesCannotBeWritten) {
  for (const std::string job : {"GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=none/s.md ",
                                "GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=/dev/full "}) {
    const Ran ran = tenon(job, "check sqlite:///live.db schema.json");
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_NE(ran.err.find("the run goes on"), std::string::npos) << ran.err;
  }
  fs::create_directory(file(kGitlabReport));
  const Ran ran = tenon(kGitlab, "check sqlite:///live.db schema.json");
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("the run goes on"), std::string::npos) << ran.err;
}

TEST_F(CiJobs, NeverWriteIntoAFolderThatIsReadAsASchema) {
  const Ran ran = tenon(kGitlab, "check sqlite:///live.db .");
  EXPECT_FALSE(is_there(kGitlabReport)) << ran.err;
  EXPECT_NE(ran.err.find("no gitlab report is written"), std::string::npos) << ran.err;
}

TEST_F(CiJobs, AnnotateForTheVerbsThatJudgeAndForNoOther) {
  EXPECT_NE(tenon(kGithub, "lint sqlite:///live.db").out.find("problems found"), std::string::npos);
  EXPECT_TRUE(is_there("summary.md"));
  fs::remove(file("summary.md"));
  tenon(kGithub, "inspect sqlite:///live.db");
  tenon(kGithub, "generate sqlite:///live.db schema.json -m x --allow all --dir m");
  EXPECT_FALSE(is_there("summary.md"));
}

}  // namespace
}  // namespace tenon
