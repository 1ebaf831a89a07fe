#include "schedule/cron.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/schedule/times.h"

namespace tenon {
namespace {

using test::at;
using test::fault_of;
using test::next_of;
using test::schedule_of;

using Times = std::vector<std::string>;

/// A schedule, and when it is due after a point in time.
struct DueCase {
  const char* cron;
  const char* zone;
  const char* after;
  Times due;
};

class CronNext : public testing::TestWithParam<DueCase> {};

void PrintTo(const DueCase& one, std::ostream* out) { *out << one.cron << " in " << one.zone; }

TEST_P(CronNext, IsWhenClocksSaySo) {
  const DueCase& one = GetParam();
  EXPECT_EQ(next_of(one.cron, one.zone, one.after, one.due.size()), one.due);
}

INSTANTIATE_TEST_SUITE_P(
    ClocksSkipTimes, CronNext,
    testing::Values(DueCase{"30 2 * * *",
                            "Europe/Berlin",
                            "2026-03-28T12:00:00Z",
                            {"2026-03-29 03:00+02:00", "2026-03-30 02:30+02:00"}},
                    DueCase{"*/20 2 * * *",  // several skipped times are one run
                            "Europe/Berlin",
                            "2026-03-28T12:00:00Z",
                            {"2026-03-29 03:00+02:00", "2026-03-30 02:00+02:00"}},
                    DueCase{"0,30 2-3 * * *",  // a skipped time and a real one are one run
                            "Europe/Berlin",
                            "2026-03-28T12:00:00Z",
                            {"2026-03-29 03:00+02:00", "2026-03-29 03:30+02:00", "2026-03-30 02:00+02:00"}},
                    DueCase{"0 0 * * *",
                            "America/Sao_Paulo",
                            "2018-11-03T12:00:00Z",
                            {"2018-11-04 01:00-02:00", "2018-11-05 00:00-02:00"}},
                    DueCase{"0 1 4 11 *",
                            "America/Sao_Paulo",
                            "2018-11-01T00:00:00Z",
                            {"2018-11-04 01:00-02:00", "2019-11-04 01:00-03:00"}},
                    DueCase{"15 2 * * *",  // half an hour is skipped
                            "Australia/Lord_Howe",
                            "2026-10-03T00:00:00Z",
                            {"2026-10-04 02:30+11:00", "2026-10-05 02:15+11:00"}},
                    DueCase{"0 3 30 12 *",  // a whole day is skipped
                            "Pacific/Apia",
                            "2011-12-01T00:00:00Z",
                            {"2011-12-31 00:00+14:00", "2012-12-30 03:00+14:00"}},
                    DueCase{"30 * * * *",  // every hour: the skipped one has no run
                            "Europe/Berlin",
                            "2026-03-29T00:00:00Z",
                            {"2026-03-29 01:30+01:00", "2026-03-29 03:30+02:00"}}));

INSTANTIATE_TEST_SUITE_P(
    ClocksRepeatTimes, CronNext,
    testing::Values(DueCase{"30 2 * * *",
                            "Europe/Berlin",
                            "2026-10-24T12:00:00Z",
                            {"2026-10-25 02:30+02:00", "2026-10-26 02:30+01:00"}},
                    DueCase{"30 2 * * *",  // asked between the two
                            "Europe/Berlin",
                            "2026-10-25T01:10:00Z",
                            {"2026-10-26 02:30+01:00"}},
                    DueCase{"0 * * * *",
                            "Europe/Berlin",
                            "2026-10-24T23:30:00Z",
                            {"2026-10-25 02:00+02:00", "2026-10-25 02:00+01:00", "2026-10-25 03:00+01:00"}},
                    DueCase{"@hourly",
                            "Europe/Berlin",
                            "2026-10-24T23:30:00Z",
                            {"2026-10-25 02:00+02:00", "2026-10-25 02:00+01:00", "2026-10-25 03:00+01:00"}},
                    DueCase{"*/30 2 * * *",
                            "Europe/Berlin",
                            "2026-10-24T12:00:00Z",
                            {"2026-10-25 02:00+02:00", "2026-10-25 02:30+02:00", "2026-10-26 02:00+01:00"}},
                    DueCase{"45 1 * * *",  // half an hour is repeated
                            "Australia/Lord_Howe",
                            "2026-04-04T00:00:00Z",
                            {"2026-04-05 01:45+11:00", "2026-04-06 01:45+10:30"}},
                    DueCase{"0 0 * * *",  // midnight comes twice
                            "America/Havana",
                            "2026-10-31T12:00:00Z",
                            {"2026-11-01 00:00-04:00", "2026-11-02 00:00-05:00"}}));

INSTANTIATE_TEST_SUITE_P(
    Days, CronNext,
    testing::Values(DueCase{"0 3 13 * fri",  // Vixie's rule: one of the two is enough
                            "UTC",
                            "2026-11-01T00:00:00Z",
                            {"2026-11-06 03:00+00:00", "2026-11-13 03:00+00:00", "2026-11-20 03:00+00:00",
                             "2026-11-27 03:00+00:00", "2026-12-04 03:00+00:00", "2026-12-11 03:00+00:00",
                             "2026-12-13 03:00+00:00"}},
                    DueCase{"0 3 */2 * mon",  // a field that begins with * leaves the rule to the other
                            "UTC",
                            "2026-11-01T00:00:00Z",
                            {"2026-11-09 03:00+00:00", "2026-11-23 03:00+00:00", "2026-12-07 03:00+00:00"}},
                    DueCase{"0 3 29 2 *", "UTC", "2026-01-01T00:00:00Z", {"2028-02-29 03:00+00:00"}},
                    DueCase{"0 3 29 2 *", "UTC", "2096-03-01T00:00:00Z", {"2104-02-29 03:00+00:00"}},
                    DueCase{"0 3 29 2 */7", "UTC", "2088-03-01T00:00:00Z", {"2128-02-29 03:00+00:00"}},
                    DueCase{"0 3 31 * *",
                            "UTC",
                            "2026-01-31T03:00:00Z",
                            {"2026-03-31 03:00+00:00", "2026-05-31 03:00+00:00"}},
                    DueCase{"0 0 * * 7", "UTC", "2026-11-24T00:00:00Z", {"2026-11-29 00:00+00:00"}},
                    DueCase{"0 0 * * sat-sun",
                            "UTC",
                            "2026-11-24T00:00:00Z",
                            {"2026-11-28 00:00+00:00", "2026-11-29 00:00+00:00", "2026-12-05 00:00+00:00"}}));

INSTANTIATE_TEST_SUITE_P(
    Words, CronNext,
    testing::Values(DueCase{"@daily", "UTC", "2026-11-30T15:00:00Z", {"2026-12-01 00:00+00:00"}},
                    DueCase{
                        "@midnight", "Asia/Kathmandu", "2026-11-30T15:00:00Z", {"2026-12-01 00:00+05:45"}},
                    DueCase{"@weekly", "UTC", "2026-11-30T15:00:00Z", {"2026-12-06 00:00+00:00"}},
                    DueCase{"@Monthly", "UTC", "2026-11-30T15:00:00Z", {"2026-12-01 00:00+00:00"}},
                    DueCase{"@yearly", "UTC", "2026-11-30T15:00:00Z", {"2027-01-01 00:00+00:00"}},
                    DueCase{"@annually", "UTC", "2026-11-30T15:00:00Z", {"2027-01-01 00:00+00:00"}},
                    DueCase{"0 0 1 JAN,dec *", "UTC", "2026-11-30T15:00:00Z", {"2026-12-01 00:00+00:00"}},
                    DueCase{"\t 5  4 * *\t* ", "UTC", "2026-11-30T15:00:00Z", {"2026-12-01 04:05+00:00"}},
                    DueCase{"20/15 9 * * *",
                            "UTC",
                            "2026-11-30T00:00:00Z",
                            {"2026-11-30 09:20+00:00", "2026-11-30 09:35+00:00", "2026-11-30 09:50+00:00",
                             "2026-12-01 09:20+00:00"}}));

INSTANTIATE_TEST_SUITE_P(  // the data list transitions up to 2037; after that the rule of the zone holds
    FarAway, CronNext,
    testing::Values(DueCase{"30 2 * * *",
                            "Europe/Berlin",
                            "2051-03-25T12:00:00Z",
                            {"2051-03-26 03:00+02:00", "2051-03-27 02:30+02:00"}},
                    DueCase{
                        "0 12 1 7 *", "Europe/Dublin", "2060-01-01T00:00:00Z", {"2060-07-01 12:00+01:00"}},
                    DueCase{"0 12 1 7,12 *",
                            "America/New_York",
                            "2099-01-01T00:00:00Z",
                            {"2099-07-01 12:00-04:00", "2099-12-01 12:00-05:00"}}));

TEST(Cron, IsStrictlyAfterThePointInTime) {
  const CronSchedule daily = schedule_of("0 3 * * *");
  EXPECT_EQ(daily.next(at("2026-11-30T02:59:59.999999Z")), at("2026-11-30T03:00:00Z"));
  EXPECT_EQ(daily.next(at("2026-11-30T03:00:00Z")), at("2026-12-01T03:00:00Z"));
  EXPECT_EQ(daily.next(at("2026-11-30T03:00:00.000001Z")), at("2026-12-01T03:00:00Z"));
}

TEST(Cron, FindsTheLastOneOfATime) {
  const CronSchedule hourly = schedule_of("0 * * * *");
  EXPECT_EQ(hourly.last_due(at("2020-01-01T00:00:00Z"), at("2026-11-30T03:59:59Z")),
            at("2026-11-30T03:00:00Z"));
  EXPECT_EQ(hourly.last_due(at("2020-01-01T00:00:00Z"), at("2026-11-30T03:00:00Z")),
            at("2026-11-30T03:00:00Z"));
  EXPECT_EQ(hourly.last_due(at("2026-11-30T03:00:00Z"), at("2026-11-30T03:59:59Z")), std::nullopt);
}

/// A malformed form, and the reason.
struct FaultCase {
  const char* cron;
  const char* said;
};

void PrintTo(const FaultCase& one, std::ostream* out) { *out << one.cron; }

class CronFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(CronFaults, SayWhatIsWrong) { EXPECT_EQ(fault_of(GetParam().cron), GetParam().said); }

constexpr const char* kFive =
    "a cron expression has five fields (minute, hour, day of the month, month, day of the week), and this "
    "has ";

INSTANTIATE_TEST_SUITE_P(
    Forms, CronFaults,
    testing::Values(
        FaultCase{"60 * * * *", "the minute of the cron expression is 0 to 59, found \"60\""},
        FaultCase{"* 24 * * *", "the hour of the cron expression is 0 to 23, found \"24\""},
        FaultCase{"* * 0 * *", "the day of the month of the cron expression is 1 to 31, found \"0\""},
        FaultCase{"* * * 13 *", "the month of the cron expression is 1 to 12, found \"13\""},
        FaultCase{"* * * * 8", "the day of the week of the cron expression is 0 to 7, found \"8\""},
        FaultCase{"5-1 * * * *",
                  "the minute of the cron expression has a range that ends before it begins, found \"5-1\""},
        FaultCase{"* * * * fri-mon",
                  "the day of the week of the cron expression has a range that ends before it begins, found "
                  "\"fri-mon\""},
        FaultCase{"*/0 * * * *", "the minute of the cron expression has steps of 1 to 60, found \"*/0\""},
        FaultCase{"*/90 * * * *", "the minute of the cron expression has steps of 1 to 60, found \"*/90\""},
        FaultCase{"*/ * * * *", "the minute of the cron expression has steps of 1 to 60, found \"*/\""},
        FaultCase{"1, * * * *", "the minute of the cron expression has a list with an empty entry"},
        FaultCase{"* * * ,1 *", "the month of the cron expression has a list with an empty entry"},
        FaultCase{
            "-1 * * * *",
            "the minute of the cron expression is *, a number from 0 to 59, a range (a-b), a step (*/n), "
            "or a list of them, found \"\""},
        FaultCase{"* * * * fry",
                  "the day of the week of the cron expression is *, a number from 0 to 7, a name from sun to "
                  "sat, a range "
                  "(a-b), a step (*/n), or a list of them, found \"fry\""},
        FaultCase{"* * L * *",
                  "the day of the month of the cron expression is *, a number from 1 to 31, a range (a-b), a "
                  "step (*/n), or a list of them, found \"L\""},
        FaultCase{"* * * mon *",
                  "the month of the cron expression is *, a number from 1 to 12, a name from jan to dec, a "
                  "range (a-b), a "
                  "step (*/n), or a list of them, found \"mon\""},
        FaultCase{
            "99999999999999999999 * * * *",
            "the minute of the cron expression is *, a number from 0 to 59, a range (a-b), a step (*/n), "
            "or a list of them, found \"99999999999999999999\""},
        FaultCase{
            "\x1b[31m * * * *",
            "the minute of the cron expression is *, a number from 0 to 59, a range (a-b), a step (*/n), "
            "or a list of them, found another text"}));

TEST(Cron, WantsFiveFields) {
  for (const auto& [text, count] : {std::pair("", "0"), {"* * * *", "4"}, {"0 0 3 * * *", "6"}})
    EXPECT_EQ(fault_of(text), kFive + std::string(count)) << text;
}

TEST(Cron, SuggestsTheWordThatWasMeant) {
  EXPECT_EQ(fault_of("@dayly"), "there is no schedule \"@dayly\"; did you mean \"@daily\"?");
  EXPECT_TRUE(fault_of("@reboot").starts_with("there is no schedule \"@reboot\"; known here: @hourly, "))
      << fault_of("@reboot");
}

TEST(Cron, RefusesWhatNeverComes) {
  for (const char* text : {"0 3 31 2 *", "0 3 30,31 feb *", "0 3 31 4,6,9,11 *", "0 3 31 2 */2"})
    EXPECT_EQ(fault_of(text), "the cron expression never comes: no such month has such a day") << text;
  for (const char* text : {"0 3 29 2 *", "0 3 31 2 mon", "0 3 31 1,2 *", "0 3 */31 2 *"})
    EXPECT_EQ(fault_of(text), "") << text;
}

TEST(Cron, SaysOfAnUnknownZoneWhichOneWasMeant) {
  const std::string wanted =
      "zone: a time zone is a name of the tz database such as Europe/Berlin or UTC, found ";
  EXPECT_EQ(fault_of("0 3 * * *", "Europe/Berln"),
            wanted + "\"Europe/Berln\"; did you mean \"Europe/Berlin\"?");
  EXPECT_EQ(fault_of("0 3 * * *", "europe/berlin"),
            wanted + "\"europe/berlin\"; did you mean \"Europe/Berlin\"?");
  EXPECT_EQ(fault_of("0 3 * * *", "../../etc/passwd x"), wanted + "another text");
  EXPECT_EQ(fault_of("0 3 * * *", ""), wanted + "another text");
  EXPECT_TRUE(fault_of("0 3 * * *", "../UTC").starts_with(wanted));
  EXPECT_EQ(fault_of("0 3 * * *", "Etc/GMT+5"), "");
}

/// What comes once in forty years is found within a step a month; minute by minute this would not end in
/// time.
TEST(Cron, DoesNotWalkThroughTheMinutes) {
  const CronSchedule rare = schedule_of("0 3 29 2 */7", "Europe/Berlin");
  const CronSchedule dense = schedule_of("* * 29 2 */7", "Europe/Berlin");
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(rare.next(at("2088-03-01T00:00:00Z")), at("2128-02-29T02:00:00Z"));
    EXPECT_EQ(dense.next(at("2088-03-01T00:00:00Z")), at("2128-02-28T23:00:00Z"));
  }
}

TEST(Cron, EndsWithTheCalendar) {
  EXPECT_EQ(schedule_of("0 3 * * *").next(at("9901-01-01T00:00:00Z")), std::nullopt);
  EXPECT_EQ(schedule_of("0 3 * * *").next(at("0000-01-01T00:00:00Z")), std::nullopt);
  EXPECT_EQ(schedule_of("0 3 * * *").next(Instant::max()), std::nullopt);
}

TEST(TimeZones, SayOfWhichVersionTheyAre) {
  EXPECT_TRUE(time_zone_data_version().starts_with("20")) << time_zone_data_version();
}

}  // namespace
}  // namespace tenon
