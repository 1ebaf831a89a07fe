#include "schedule/due.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/schedule/times.h"

namespace tenon {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::schedule_of;

using Texts = std::vector<std::string>;

Texts texts_of(const std::vector<Instant>& times) {
  Texts all;
  for (const Instant time : times) all.push_back(rfc3339(time).substr(0, 16));
  return all;
}

struct Looked {
  CatchUp catch_up = CatchUp::kOne;
  std::optional<std::chrono::milliseconds> deadline = {};
};

/// Looks at a nightly schedule that ran last on 1 November.
DueRuns nightly(const std::string& now, const Looked& how) {
  return due_runs(schedule_of("0 3 * * *"), at("2026-11-01T03:00:00Z"), at(now), how.catch_up, how.deadline);
}

TEST(DueRuns, AreNoneBeforeTheirTime) {
  for (const CatchUp catch_up : {CatchUp::kNone, CatchUp::kOne, CatchUp::kAll})
    EXPECT_EQ(nightly("2026-11-02T02:59:59Z", {catch_up}), DueRuns());
}

TEST(DueRuns, ComeAtTheirTimeWhateverIsCaughtUp) {
  for (const CatchUp catch_up : {CatchUp::kNone, CatchUp::kOne, CatchUp::kAll}) {
    const DueRuns due = nightly("2026-11-02T03:00:00Z", {catch_up});
    EXPECT_EQ(texts_of(due.run), Texts{"2026-11-02T03:00"});
    EXPECT_TRUE(due.missed.empty());
  }
}

TEST(DueRuns, ThatWereMissedAreCaughtUpAsConfigured) {
  const std::string later = "2026-11-04T09:00:00Z";
  const DueRuns none = nightly(later, {CatchUp::kNone});
  EXPECT_EQ(texts_of(none.run), Texts{});
  EXPECT_EQ(texts_of(none.missed), (Texts{"2026-11-02T03:00", "2026-11-03T03:00", "2026-11-04T03:00"}));
  const DueRuns one = nightly(later, {CatchUp::kOne});
  EXPECT_EQ(texts_of(one.run), Texts{"2026-11-04T03:00"});
  EXPECT_EQ(texts_of(one.missed), (Texts{"2026-11-02T03:00", "2026-11-03T03:00"}));
  const DueRuns all = nightly(later, {CatchUp::kAll});
  EXPECT_EQ(texts_of(all.run), (Texts{"2026-11-02T03:00", "2026-11-03T03:00", "2026-11-04T03:00"}));
  EXPECT_EQ(texts_of(all.missed), Texts{});
}

TEST(DueRuns, AreMissedAfterTheirDeadline) {
  const std::string later = "2026-11-04T09:00:00Z";
  EXPECT_EQ(texts_of(nightly(later, {CatchUp::kOne, 6h}).run), Texts{"2026-11-04T03:00"});
  EXPECT_EQ(texts_of(nightly(later, {CatchUp::kOne, 6h - 1ms}).run), Texts{});
  EXPECT_EQ(nightly(later, {CatchUp::kOne, 6h - 1ms}).missed.size(), 3U);
  const DueRuns all = nightly(later, {CatchUp::kAll, 30h});
  EXPECT_EQ(texts_of(all.run), (Texts{"2026-11-03T03:00", "2026-11-04T03:00"}));
  EXPECT_EQ(texts_of(all.missed), Texts{"2026-11-02T03:00"});
}

TEST(DueRuns, AreOnTimeForAsLongAsARestartTakes) {
  EXPECT_EQ(nightly("2026-11-02T03:05:00Z", {CatchUp::kNone}).run.size(), 1U);
  EXPECT_EQ(nightly("2026-11-02T03:05:00.000001Z", {CatchUp::kNone}).run.size(), 0U);
  EXPECT_EQ(nightly("2026-11-02T03:02:00Z", {CatchUp::kNone, 1min}).run.size(), 0U);
  EXPECT_EQ(nightly("2026-11-02T03:06:00Z", {CatchUp::kNone, 1h}).run.size(), 0U);
}

TEST(DueRuns, OfATargetThatNeverRanAreThoseOfTheLastMinute) {
  const CronSchedule minutely = schedule_of("* * * * *");
  const DueRuns due = due_runs(minutely, std::nullopt, at("2026-11-02T03:00:30Z"), CatchUp::kAll, {});
  EXPECT_EQ(texts_of(due.run), Texts{"2026-11-02T03:00"});
  EXPECT_TRUE(due.missed.empty());
}

TEST(DueRuns, AreNoneWhenTheClockWentBack) {
  EXPECT_EQ(nightly("2026-10-20T03:00:00Z", {CatchUp::kAll}), DueRuns());
}

/// A service that was down for years looks at the newest runs alone, whatever the schedule.
TEST(DueRuns, AreBounded) {
  for (const char* cron : {"* * * * *", "* * * 1 *", "*/7 3 * * *"}) {
    const CronSchedule schedule = schedule_of(cron, "Europe/Berlin");
    const Instant last = at("2016-11-30T00:00:00Z"), now = at("2026-11-30T00:00:00Z");
    const DueRuns due = due_runs(schedule, last, now, CatchUp::kOne, {});
    ASSERT_EQ(due.run.size(), 1U) << cron;
    EXPECT_EQ(due.missed.size(), kMostDueRuns - 1) << cron;
    EXPECT_TRUE(due.is_cut) << cron;
    std::vector<Instant> walked;  // the same ones, found from the other end
    for (auto time = schedule.next(due.missed.front() - 1us); time && *time <= now;
         time = schedule.next(*time))
      walked.push_back(*time);
    std::vector<Instant> found = due.missed;
    found.push_back(due.run.front());
    EXPECT_EQ(found, walked) << cron;
  }
}

TEST(DueRuns, AreWholeUpToTheBound) {
  const Instant last = at("2026-11-30T00:00:00Z");
  const CronSchedule minutely = schedule_of("* * * * *");
  const auto most = static_cast<int>(kMostDueRuns);
  const DueRuns whole = due_runs(minutely, last, last + std::chrono::minutes(most), CatchUp::kAll, {});
  EXPECT_EQ(whole.run.size(), kMostDueRuns);
  EXPECT_FALSE(whole.is_cut);
  EXPECT_TRUE(due_runs(minutely, last, last + std::chrono::minutes(most + 1), CatchUp::kAll, {}).is_cut);
}

TEST(CatchUps, HaveTheirWords) {
  for (const CatchUp catch_up : {CatchUp::kNone, CatchUp::kOne, CatchUp::kAll})
    EXPECT_EQ(catch_up_named(to_string(catch_up)), catch_up);
  EXPECT_EQ(catch_up_named("some"), std::nullopt);
}

/// Written down: a restart, or another version, does not move a run.
TEST(Jitter, IsTheSameInEveryProcess) {
  EXPECT_EQ(jitter_of("orders", at("2026-11-30T03:00:00Z"), 10min).count(), 583292);
}

TEST(Jitter, SpreadsTargetsAndNights) {
  std::set<std::int64_t> seen;
  std::int64_t early = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto put_off = jitter_of("tenant-" + std::to_string(i), at("2026-11-30T03:00:00Z"), 10min);
    EXPECT_GE(put_off, 0ms);
    EXPECT_LT(put_off, 10min);
    seen.insert(put_off.count());
    early += put_off < 5min ? 1 : 0;
  }
  EXPECT_GT(seen.size(), 990U);
  EXPECT_NEAR(static_cast<double>(early), 500, 60);
  EXPECT_NE(jitter_of("a", at("2026-11-30T03:00:00Z"), 10min),
            jitter_of("a", at("2026-12-01T03:00:00Z"), 10min));
  EXPECT_EQ(jitter_of("a", at("2026-11-30T03:00:00Z"), 0ms), 0ms);
  EXPECT_EQ(jitter_of("a", at("2026-11-30T03:00:00Z"), -1ms), 0ms);
}

}  // namespace
}  // namespace tenon
