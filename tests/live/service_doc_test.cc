#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>

#include "tests/support/shell.h"

/// docs/service.md, whose files are written and whose commands are run in their order, in one folder.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

class ServicePage : public testing::Test {
 protected:
  Ran run(const std::string& command) const {
    return shell("cd " + shell_quoted(folder_.path().string()) + " && tenon() { " + shell_quoted(TENON_BIN) +
                 " \"$@\"; } && { " + command + "\n} 2>&1");
  }
  /// The commands of a block, each with what it prints. What stands behind a pipe may print later.
  std::string carried_out(const std::string& block) const {
    std::string made;
    const std::regex command("(?:^|\n)\\$ ([^\n]*)");
    for (std::sregex_iterator found(block.begin(), block.end(), command), end; found != end; ++found)
      made += "$ " + (*found)[1].str() + "\n" + run((*found)[1]).out;
    return made;
  }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(ServicePage, ShowsWhatTheProgramDoes) {
  const std::string page = read_file(fs::path(TENON_TEST_DATA).parent_path() / "docs/service.md");
  const std::regex fence("\n```(\\w+)(?: ([\\w.]+))?\n([^`]*)```");
  std::size_t shown = 0;
  for (std::sregex_iterator found(page.begin(), page.end(), fence), end; found != end; ++found) {
    const std::string text = (*found)[3];
    if ((*found)[1] == "console" && (*found)[2] == "api") continue;  // tests/live/service.py runs them
    if ((*found)[1] == "console") {
      ++shown;
      EXPECT_EQ(carried_out(text), text);
    } else if ((*found)[1] == "toml") {
      write_file(file("alone.toml"), text);
      const Ran checked = run("tenon config check --config alone.toml");
      EXPECT_EQ(checked.code, 0) << checked.out;
    }
  }
  EXPECT_EQ(shown, 1U);
}

TEST_F(ServicePage, ASecretIsShownOnStdoutOnceAndNowhereElse) {
  const Ran added = run("tenon token add ci --scope read 2>err");
  EXPECT_EQ(added.code, 0);
  ASSERT_EQ(added.out.size(), 48U) << added.out;
  const std::string secret = added.out.substr(0, 47);
  for (const char* command : {"cat err", "tenon token list --all", "tenon token list -o json",
                              "tenon store export", "tenon token revoke 1 -o json", "strings -a tenon.db*"})
    EXPECT_EQ(run(command).out.find(secret.substr(4)), std::string::npos) << command;
}

TEST_F(ServicePage, TokensThatAreNoneAreRefused) {
  const std::pair<const char*, const char*> cases[] = {
      {"add ci", "a token needs a scope: --scope read; there are read, diff, audit"},
      {"add ci --scope raed",
       "a scope is one of read, diff, audit, ack, write, metrics, admin; did you mean \"read\"?"},
      {"add --scope read", "the name of a token has letters"},
      {"add 'a b' --scope read", "the name of a token has letters"},
      {"add ci --scope read --until soon", "that day is included: 2026-12-31; found \"soon\""},
      {"add ci --scope read --until 2001-01-01", "a token must end after it begins"},
      {"add ci --scope read --quiet", "is shown once, on stdout"},
      {"add ci --scope read -o json=token.json", "is shown once, on stdout"},
      {"add ci --scope read -o text -o json=token.json", "is shown once, on stdout"},
      {"revoke x", "wants the number of a token"},
      {"revoke 7", "there is no token 7"},
      {"list x", "list takes no more words"},
      {"remove 1", "ACTION"}};
  ASSERT_EQ(run("tenon token add old --scope read && tenon token revoke 1").code, 0);
  for (const auto& [arguments, said] : cases) {
    const Ran ran = run(std::string("tenon token ") + arguments);
    EXPECT_EQ(ran.code, 64) << arguments << "\n" << ran.out;
    EXPECT_NE(ran.out.find(said), std::string::npos) << arguments << "\n" << ran.out;
  }
  EXPECT_NE(run("tenon token revoke 1").out.find("token 1 was revoked 20"), std::string::npos);
  EXPECT_EQ(run("tenon token list").out, "no tokens\n");
}

}  // namespace
}  // namespace tenon::test::this_file
