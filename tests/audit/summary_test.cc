#include "audit/summary.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "audit/phrase.h"
#include "audit/summary_json.h"
#include "tests/audit/results.h"

namespace tenon {
namespace {

using test::ack_of;
using test::failed_with;
using test::lost_cascade;
using test::night;
using test::result_with;
using test::unexpected_index;

/// A fleet through its nights.
class Fleet {
 public:
  SweepFacts audit(const std::vector<AuditResult>& results, int at, const std::vector<Ack>& acks = {}) {
    SweepFacts facts;
    facts.sweep = at;
    facts.started = night(at);
    facts.finished = night(at) + std::chrono::seconds(221);
    facts.workers = 16;
    facts.is_first = states_.empty();
    facts.results = results;
    facts.acks = acks;
    for (const auto& [name, state] : states_) facts.before.push_back(state);
    for (const AuditResult& result : results) {
      const HistoryStep step = next(states_[result.target], result);
      states_[result.target] = step.after;
      facts.transitions.insert(facts.transitions.end(), step.transitions.begin(), step.transitions.end());
    }
    for (const auto& [name, state] : states_) facts.after.push_back(state);
    return facts;
  }

 private:
  std::map<std::string, TargetState> states_;
};

std::string tenant(int number) {
  std::string digits = std::to_string(number);
  return "tenant-" + std::string(3 - digits.size(), '0') + digits;
}

std::vector<StoredFinding> four_indexes() {
  return {unexpected_index("a"), unexpected_index("b"), unexpected_index("c"), unexpected_index("d")};
}

std::vector<AuditResult> first_night(int at) {
  std::vector<AuditResult> results;
  for (int i = 1; i <= 12; ++i) results.push_back(result_with({}, at, tenant(i)));
  results.push_back(result_with(four_indexes(), at, "warehouse"));
  results.push_back(result_with({lost_cascade("fk_2")}, at, "orders-eu-01"));
  results.push_back(result_with({}, at, "edge-07"));
  return results;
}

TEST(Summary, SaysWhatANightHasBrought) {
  const std::vector<Ack> acks = {ack_of("index:*", "archive", night(40))};
  Fleet fleet;
  fleet.audit(first_night(1), 1);
  std::vector<AuditResult> results;
  for (int i = 1; i <= 12; ++i) results.push_back(result_with({lost_cascade()}, 10, tenant(i)));
  results.push_back(result_with(four_indexes(), 10, "warehouse"));
  results.push_back(result_with({}, 10, "orders-eu-01"));
  results.push_back(result_with(four_indexes(), 10, "archive", acks));
  results.push_back(failed_with("connect", 10, "edge-01"));
  results.push_back(failed_with("connect", 10, "edge-02"));
  results.push_back(failed_with("rights", 10, "edge-07"));
  results.back().attempts = 1;
  results.back().error->message = "permission denied for pg_constraint";
  const SweepSummary summary = summarized(fleet.audit(results, 10, acks));
  EXPECT_EQ(text_of(summary), R"(tenon audit  2026-11-11 03:00 UTC   18 targets, 16 workers, 3 m 41 s
    1 in sync
   13 drift in 2 groups
      916b-0e7c  12 targets  NEW  fk_orders_user_id_users lost ON DELETE CASCADE  tenant-001..012
      b81e-9652  1 target    9 d  4 unexpected indexes on audit_log               warehouse
    1 acknowledged until 2026-12-11  OPS-1182 (team-data)
    3 NOT AUDITED
      edge-01, edge-02: cannot reach postgresql://***@h/db (4 attempts)
      edge-07: permission denied for pg_constraint
  changes since the last audit: 1 opened (916b-0e7c on 12 targets), 0 changed, 1 closed (b0ea-4cc7 on orders-eu-01), 0 grew
  not audited for long: edge-07 (last 2026-11-02)
exit 1 (3 targets unknown)
)");
  EXPECT_EQ(exit_code(summary), 1);
}

TEST(Summary, TheSecondIdenticalNightBringsNothing) {
  Fleet fleet;
  fleet.audit(first_night(1), 1);
  const SweepSummary second = summarized(fleet.audit(first_night(2), 2));
  EXPECT_TRUE(second.transitions.empty());
  EXPECT_EQ(second.grown, 0U);
  for (const DriftGroup& group : second.groups) EXPECT_FALSE(group.is_new);
  EXPECT_EQ(exit_code(second), 2);
}

TEST(Summary, AGroupGrowsWhereItsDriftWasThereBefore) {
  Fleet fleet;
  fleet.audit({result_with({lost_cascade()}, 1, "a"), result_with({}, 1, "b")}, 1);
  const SweepSummary summary = summarized(
      fleet.audit({result_with({lost_cascade()}, 2, "a"), result_with({lost_cascade()}, 2, "b")}, 2));
  EXPECT_EQ(summary.grown, 1U);
  ASSERT_EQ(summary.groups.size(), 1U);
  EXPECT_FALSE(summary.groups[0].is_new);
  EXPECT_EQ(summary.groups[0].since, night(1) + std::chrono::seconds(1));
}

/// A night on which so many databases could not be reached, each for a cause of its own.
std::vector<AuditResult> unreachable(int many) {
  std::vector<AuditResult> results;
  for (int i = 1; i <= many; ++i) {
    results.push_back(failed_with("connect", 1, "edge-" + std::string(1, static_cast<char>('a' + i))));
    results.back().error->message = "no route to host " + std::to_string(i);
    results.back().attempts = 1;
  }
  results.push_back(results.back());
  results.back().target = "north";
  return results;
}

TEST(Summary, SaysOnceEachMessageOfTargetsThatCouldNotBeAudited) {
  Fleet fleet;
  const SweepSummary summary = summarized(fleet.audit(unreachable(2), 1));
  EXPECT_NE(text_of(summary).find("    3 NOT AUDITED\n      edge-c, north: no route to host 2\n"
                                  "      edge-b: no route to host 1\n"),
            std::string::npos)
      << text_of(summary);
  const auto json = nlohmann::json::parse(summary_json(summary, {}));
  EXPECT_EQ(json["not_audited"][0]["message"], "no route to host 2");
  EXPECT_EQ(json["not_audited"][1]["message"], "no route to host 1");
}

TEST(Summary, CountsTheTargetsOfMessagesThatAreTooManyToList) {
  Fleet fleet;
  std::vector<AuditResult> results = unreachable(9);
  results.push_back(failed_with("lock", 1, "west"));
  const SweepSummary summary = summarized(fleet.audit(results, 1));
  const std::string text = text_of(summary);
  EXPECT_NE(text.find("no route to host 4\n      4 more: cannot be reached\n      west: "), std::string::npos)
      << text;
  EXPECT_EQ(summary.failures.size(), 10U);
}

TEST(Summary, NamesResultsThatHaveBecomeOutdated) {
  Fleet fleet;
  SweepFacts facts = fleet.audit({failed_with("connect", 1, "b"), result_with({}, 1, "a")}, 1);
  for (TargetTransition& one : stale(facts.after, night(9), {})) facts.transitions.push_back(one);
  EXPECT_NE(text_of(summarized(facts)).find("\n  outdated: a, b\n"), std::string::npos)
      << text_of(summarized(facts));
}

TEST(Summary, NothingAuditedIsNotInSync) {
  Fleet fleet;
  EXPECT_EQ(exit_code(summarized(fleet.audit({}, 1))), 1);
  EXPECT_EQ(exit_code(summarized(fleet.audit({result_with({}, 2)}, 2))), 0);
}

SweepSummary judged_by(FailOn fail_on, const std::vector<AuditResult>& results,
                       const std::vector<Ack>& acks = {}) {
  Fleet fleet;
  return summarized(fleet.audit(results, 1, acks), {.fail_on = fail_on});
}

TEST(Summary, ItsExitCodeIsAboutWhatFailsAndItTellsTheRest) {
  const std::vector<AuditResult> results{result_with({unexpected_index("a")}, 1, "a"),
                                         result_with({lost_cascade()}, 1, "b"), result_with({}, 1, "c")};
  EXPECT_EQ(exit_code(judged_by(FailOn::kAny, results)), 2);
  EXPECT_EQ(exit_code(judged_by(FailOn::kChanged, results)), 2);
  const SweepSummary passing = judged_by(FailOn::kMissing, results);
  EXPECT_EQ(exit_code(passing), 0);
  EXPECT_EQ(passing.passing, 2U);
  EXPECT_EQ(passing.groups.size(), 2U);
  EXPECT_NE(text_of(passing).find("exit 0 (drift that fail_on = missing lets pass)"), std::string::npos)
      << text_of(passing);
  EXPECT_EQ(exit_code(judged_by(FailOn::kNever, {failed_with("connect", 1)})), 1);
}

TEST(Summary, OfWhatPassesNothingUntoldIsGreen) {
  AuditResult partial = result_with({unexpected_index("a")}, 1, "a");
  partial.is_partial = true;
  EXPECT_EQ(exit_code(judged_by(FailOn::kNever, {partial})), 1);
  EXPECT_EQ(exit_code(judged_by(FailOn::kAny, {partial})), 2);
  const std::vector<Ack> acks = {ack_of("index:*", "a", night(5))};
  AuditResult accepted = result_with({unexpected_index("a")}, 1, "a", acks);
  EXPECT_EQ(exit_code(judged_by(FailOn::kAny, {accepted}, acks)), 0);
  accepted.is_partial = true;
  const SweepSummary summary = judged_by(FailOn::kAny, {accepted}, acks);
  EXPECT_EQ(exit_code(summary), 1);
  EXPECT_NE(text_of(summary).find("exit 1 (of 1 target not everything could be told)"), std::string::npos);
}

TEST(Summary, AcknowledgementsAboutToEndAreNamed) {
  Fleet fleet;
  const std::vector<Ack> acks = {ack_of("index:*", "archive", night(5)), ack_of("*", "x", night(50))};
  const SweepSummary summary = summarized(fleet.audit({result_with({}, 1)}, 1, acks));
  ASSERT_EQ(summary.ending.size(), 1U);
  EXPECT_NE(text_of(summary).find("about to end: index:* on archive 2026-11-06 (team-data)"),
            std::string::npos);
}

TEST(Phrase, SaysTheGravestFirst) {
  StoredFinding missing = unexpected_index("ix_due");
  missing.op = "add";
  EXPECT_EQ(phrases(std::vector{unexpected_index("x"), missing, lost_cascade("fk")}),
            (std::vector<std::string>{"fk lost ON DELETE CASCADE", "ix_due missing", "x unexpected"}));
  EXPECT_EQ(phrases(four_indexes()), std::vector<std::string>{"4 unexpected indexes on audit_log"});
}

TEST(Phrase, ListsNamesThatCountUpAsARange) {
  EXPECT_EQ(short_list({"t-001", "t-002", "t-003"}), "t-001..003");
  EXPECT_EQ(short_list({"t-001", "t-002"}), "t-001, t-002");
  EXPECT_EQ(short_list({"a", "b", "c", "d", "e"}), "a, b, c and 2 more");
  EXPECT_EQ(short_list({"t-09", "t-10", "t-11", "x"}), "t-09..11, x");
}

TEST(Phrase, SaysHowLong) {
  using std::chrono::seconds;
  EXPECT_EQ(duration_text(seconds(221)), "3 m 41 s");
  EXPECT_EQ(duration_text(std::chrono::milliseconds(340)), "340 ms");
  EXPECT_EQ(duration_text(seconds(7500)), "2 h 5 m");
  EXPECT_EQ(age_text(std::chrono::hours(49)), "2 d");
  EXPECT_EQ(age_text(std::chrono::minutes(90)), "1 h");
  EXPECT_EQ(age_text(std::chrono::minutes(-5)), "0 min");
}

}  // namespace
}  // namespace tenon
