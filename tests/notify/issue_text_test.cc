// Tests what stands in issues.

#include "notify/issue_text.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace tenon::this_file {
namespace {

IssueMessage message() {
  return {.id = "msg_1",
          .kind = "drift.opened",
          .at = "2026-11-20T03:00:00Z",
          .fingerprint = "7c1e",
          .former_fingerprint = "",
          .reason = "",
          .title = "tenon: ix_due missing",
          .subject = "drift opened on a: ix_due missing",
          .lines = {"ix_due missing"},
          .targets = {"a"}};
}

TEST(Issue, IsKnownByItsFirstLineAlone) {
  const std::string word = issue_word("issues", "7c1e");
  const std::string body = issue_body(message(), word, {"a"});
  EXPECT_TRUE(is_issue_of(body, word));
  EXPECT_FALSE(is_issue_of("somebody quotes\n" + body, word));
  EXPECT_FALSE(is_issue_of(body, issue_word("other", "7c1e")));
  EXPECT_FALSE(is_issue_of(body, issue_word("issues", "7c1f")));
}

TEST(Issue, ShowsNamesInAFenceThatTheyCannotEnd) {
  IssueMessage evil = message();
  evil.lines = {"````", "@everyone #1 <!-- tenon:targets -->"};
  const std::string body = issue_body(evil, "w", {"a"});
  EXPECT_NE(body.find("`````text\n````\n@everyone"), std::string::npos) << body;
  const std::string changed = with_targets(body, {"b", "c"});
  EXPECT_NE(changed.find("@everyone #1 <!-- tenon:targets -->"), std::string::npos) << changed;
  EXPECT_NE(changed.find("Targets (2):\n\n```text\nb\nc\n```"), std::string::npos) << changed;
  EXPECT_EQ(changed.find("Targets (1)"), std::string::npos) << changed;
}

TEST(Issue, KeepsWhatPeopleWroteAroundItsTargets) {
  const std::string body = "above\n" + issue_body(message(), "w", {"a"}) + "below\n";
  const std::string changed = with_targets(body, {});
  EXPECT_TRUE(changed.starts_with("above\n"));
  EXPECT_TRUE(changed.ends_with("below\n"));
  EXPECT_NE(changed.find("Targets (0)"), std::string::npos);
  EXPECT_NE(with_targets("all of it was removed", {"a"}).find("Targets (1)"), std::string::npos);
}

TEST(Issue, CutsALongListOfTargetsAndCountsIt) {
  const std::string body = issue_body(message(), "w", std::vector<std::string>(1000, "target"));
  EXPECT_NE(body.find("Targets (1000)"), std::string::npos);
  EXPECT_NE(body.find("and 800 more"), std::string::npos);
  EXPECT_LT(body.size(), 65536U);
}

TEST(Issue, KnowsWhatWasMadeOfAMessage) {
  const std::string comment = issue_comment(message(), "There.");
  EXPECT_TRUE(is_made_of(comment, message()));
  IssueMessage other = message();
  other.id = "msg_2";
  EXPECT_FALSE(is_made_of(comment, other));
}

TEST(Issue, IsNotMadeOfAMessageOfAnotherForm) {
  EXPECT_THROW(issue_message("msg_1", "tenon: drift opened"), Error);
  EXPECT_EQ(issue_message("msg_1", R"({"kind":"test","lines":["a"]})").lines, std::vector<std::string>{"a"});
}

}  // namespace
}  // namespace tenon::this_file
