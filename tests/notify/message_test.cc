// Tests what messages say, in each form.

#include "notify/message.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/error.h"

namespace tenon {
namespace {

Instant at() { return parsed_instant("2026-11-20T03:00:00Z").value(); }

Message opened(std::size_t targets) {
  Message message{.kind = "drift.opened", .at = at(), .sweep = 7};
  message.group.transition = Transition::kDriftOpened;
  message.group.fingerprint = "7c1e-f0a2-93d4-5b16";
  for (std::size_t i = 1; i <= targets; ++i) {
    TargetTransition member;
    member.target = "tenant-" + std::to_string(1000 + i).substr(1);
    member.window = Window{parsed_instant("2026-11-19T03:00:00Z"), at()};
    message.group.members.push_back(member);
  }
  message.phrases = {"fk_orders_user_id lost ON DELETE CASCADE", "ix_due missing"};
  return message;
}

TEST(Message, SaysWhatAndWhereInOneLine) {
  EXPECT_EQ(
      subject_of(opened(12)),
      "drift opened on 12 targets (tenant-001..012): fk_orders_user_id lost ON DELETE CASCADE and more");
  EXPECT_EQ(subject_of(opened(1)),
            "drift opened on tenant-001: fk_orders_user_id lost ON DELETE CASCADE and more");
}

TEST(Message, OfStandardWebhooksHasTypeTimestampAndData) {
  const auto body = nlohmann::json::parse(body_of(opened(2), MessageFormat::kStandard));
  EXPECT_EQ(body.at("type"), "drift.opened");
  EXPECT_EQ(body.at("timestamp"), "2026-11-20T03:00:00Z");
  EXPECT_EQ(body.at("data").at("fingerprint"), "7c1e-f0a2-93d4");
  EXPECT_EQ(body.at("data").at("target_count"), 2);
  EXPECT_EQ(body.at("data").at("targets").at(0).at("window").at("from"), "2026-11-19T03:00:00Z");
}

TEST(Message, OfSlackEscapesItsMarkup) {
  Message message = opened(1);
  message.phrases = {"<!channel> & <http://evil|click>"};
  const std::string body = body_of(message, MessageFormat::kSlack);
  EXPECT_EQ(body.find("<!channel>"), std::string::npos) << body;
  EXPECT_NE(body.find("&lt;!channel&gt; &amp; &lt;http://evil|click&gt;"), std::string::npos) << body;
}

TEST(Message, OfTeamsIsACardWhoseMarkupIsEscaped) {
  Message message = opened(2);
  message.phrases = {"[click](http://evil) *now*"};
  const auto body = nlohmann::json::parse(body_of(message, MessageFormat::kTeams));
  EXPECT_EQ(body.at("type"), "message");
  const auto& attachment = body.at("attachments").at(0);
  EXPECT_EQ(attachment.at("contentType"), "application/vnd.microsoft.card.adaptive");
  const auto& card = attachment.at("content");
  EXPECT_EQ(card.at("type"), "AdaptiveCard");
  EXPECT_EQ(card.at("body").at(1).at("text"), "- \\[click\\](http://evil) \\*now\\*");
  EXPECT_EQ(card.at("body").at(2).at("text"), "on tenant-001, tenant-002");
}

TEST(Message, OfPlainTextHasASubjectAndEveryTarget) {
  const std::string body = body_of(opened(3), MessageFormat::kText);
  EXPECT_TRUE(body.starts_with("tenon: drift opened on 3 targets")) << body;
  EXPECT_NE(body.find("  tenant-003\n"), std::string::npos) << body;
}

TEST(Message, StaysSmallWhateverItTells) {
  Message message = opened(5000);
  message.phrases.assign(500, std::string(3000, 'x'));
  StoredFinding finding;
  finding.key = std::string(5000, 'k');
  message.findings.assign(500, finding);
  message.digest = std::string(200000, 'd');
  for (const MessageFormat format :
       {MessageFormat::kStandard, MessageFormat::kSlack, MessageFormat::kTeams, MessageFormat::kText}) {
    EXPECT_LT(body_of(message, format).size(), 65536U);
    EXPECT_NE(body_of(message, format).size(), 0U);
  }
  const auto slack = nlohmann::json::parse(body_of(message, MessageFormat::kSlack));
  for (const auto& block : slack.at("blocks"))
    EXPECT_LE(block.at("text").at("text").get<std::string>().size(), 3000U);
}

TEST(Message, WithBytesThatAreNoUtf8IsJsonStill) {
  Message message = opened(1);
  message.phrases = {"\xC3("};
  message.group.members.front().message = "\xFF";
  EXPECT_NO_THROW(nlohmann::json::parse(body_of(message, MessageFormat::kStandard)));
}

TEST(Message, HasOneIdForOneThingToldOverOneChannel) {
  const Message message = opened(2);
  EXPECT_EQ(message_id(message, "slack", "s"), message_id(message, "slack", "s"));
  EXPECT_TRUE(message_id(message, "slack", "s").starts_with("msg_"));
  EXPECT_NE(message_id(message, "slack", "s"), message_id(message, "pager", "s"));
  Message other = message;
  other.sweep = 8;
  EXPECT_NE(message_id(message, "slack", "s"), message_id(other, "slack", "s"));
  other = message;
  other.kind = "drift.closed";
  EXPECT_NE(message_id(message, "slack", "s"), message_id(other, "slack", "s"));
}

TEST(MessageFormat, KnowsItsWords) {
  EXPECT_EQ(message_format("slack"), MessageFormat::kSlack);
  EXPECT_EQ(message_format("teams"), MessageFormat::kTeams);
  EXPECT_EQ(message_format("github-issue"), MessageFormat::kGithubIssue);
  EXPECT_THROW(message_format("carrier pigeon"), Error);
}

}  // namespace
}  // namespace tenon
