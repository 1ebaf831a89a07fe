// Schedules against a slow reference: minute by minute, over the C library's time zones.
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <random>
#include <set>

#include "schedule/yearly_rule.h"
#include "tests/schedule/times.h"

namespace tenon {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using test::schedule_of;
using test::shown;

constexpr const char* kZones[] = {
    "UTC",          "Europe/Berlin",     "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
    "Pacific/Apia", "Africa/Casablanca", "Europe/Dublin",    "Asia/Kathmandu",    "Pacific/Chatham",
    "Africa/Cairo", "America/Santiago",  "America/Nuuk",     "Asia/Gaza",         "Antarctica/Troll",
    "Asia/Tehran",  "America/St_Johns",  "America/Havana",   "Asia/Pyongyang",    "Pacific/Kwajalein"};

/// Clocks of a zone as the C library knows them.
class Clocks {
 public:
  explicit Clocks(const std::string& zone) {
    setenv("TZ", (":" + zone).c_str(), 1);
    tzset();
  }
  ~Clocks() {
    unsetenv("TZ");
    tzset();
  }
  Clocks(const Clocks&) = delete;
  Clocks& operator=(const Clocks&) = delete;
  std::tm at(Instant time) const {
    const std::time_t count = std::chrono::floor<seconds>(time).time_since_epoch().count();
    std::tm made{};
    localtime_r(&count, &made);
    return made;
  }
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : rng_(seed) {}
  std::size_t below(std::size_t count) { return rng_() % count; }

 private:
  std::mt19937_64 rng_;
};

/// One field of a random expression: its text, and what it matches.
struct RandomField {
  std::string text;
  std::set<int> values;
};

class RandomExpression {
 public:
  explicit RandomExpression(Dice& random) : random_(random) {
    // Fields near each other meet now and then; hours are those in which clocks change.
    fields_ = {field(0, 59, 5), field(0, 23, 3), field(1, 31, 2), field(1, 12, 1), field(0, 6, 2)};
  }

  std::string text() const {
    std::string all;
    for (const RandomField& one : fields_) all += (all.empty() ? "" : " ") + one.text;
    return all;
  }
  bool is_every_hour() const { return fields_[1].values.size() == 24; }
  bool matches(const std::tm& time) const {
    const bool by_day = fields_[2].values.contains(time.tm_mday);
    const bool by_weekday = fields_[4].values.contains(time.tm_wday);
    const bool is_restricted_twice = fields_[2].text.front() != '*' && fields_[4].text.front() != '*';
    return fields_[0].values.contains(time.tm_min) && fields_[1].values.contains(time.tm_hour) &&
           fields_[3].values.contains(time.tm_mon + 1) &&
           (is_restricted_twice ? by_day || by_weekday : by_day && by_weekday);
  }

 private:
  int between(int least, int most) {
    return least + static_cast<int>(random_.below(static_cast<std::size_t>(most - least + 1)));
  }

  RandomField part(int least, int most) {
    RandomField made;
    int first = least, last = most;
    if (between(0, 2) == 0) {
      made.text = "*";
    } else {
      first = between(least, most);
      last = between(0, 1) == 0 ? first : between(first, most);
      made.text = std::to_string(first) + (last == first ? "" : "-" + std::to_string(last));
    }
    int step = 1;
    if (between(0, 2) == 0) {
      step = between(1, most - least + 1);
      made.text += "/" + std::to_string(step);
      if (made.text.find_first_of("*-") == std::string::npos) last = most;
    }
    for (int value = first; value <= last; value += step) made.values.insert(value);
    return made;
  }

  RandomField field(int least, int most, int parts) {
    RandomField made = part(least, most);
    for (int i = between(0, parts - 1); i > 0; --i) {
      const RandomField more = part(least, most);
      made.text += "," + more.text;
      made.values.insert(more.values.begin(), more.values.end());
    }
    return made;
  }

  Dice& random_;
  std::vector<RandomField> fields_;
};

using LocalTime = std::chrono::local_time<minutes>;

LocalTime local_of(const std::tm& time) {
  const std::chrono::year_month_day date(std::chrono::year(time.tm_year + 1900),
                                         std::chrono::month(static_cast<unsigned>(time.tm_mon + 1)),
                                         std::chrono::day(static_cast<unsigned>(time.tm_mday)));
  return std::chrono::local_days(date) + std::chrono::hours(time.tm_hour) + minutes(time.tm_min);
}

std::tm tm_of(LocalTime time) {
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date(day);
  std::tm made{};
  made.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  made.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  made.tm_wday = static_cast<int>(std::chrono::weekday(day).c_encoding());
  made.tm_hour = static_cast<int>((time - day) / std::chrono::hours(1));
  made.tm_min = static_cast<int>((time - day).count() % 60);
  return made;
}

/// Whether a match is among the local times that clocks passed over since `before`.
bool skips_match(const RandomExpression& cron, LocalTime before, LocalTime now) {
  for (LocalTime time = before + minutes(1); time < now; time += minutes(1))
    if (cron.matches(tm_of(time))) return true;
  return false;
}

std::vector<Instant> walked(const RandomExpression& cron, const Clocks& clocks, Instant begin, Instant end) {
  std::vector<Instant> due;
  LocalTime furthest = local_of(clocks.at(begin));
  for (Instant time = begin + minutes(1); time <= end; time += minutes(1)) {
    const std::tm now = clocks.at(time);
    const LocalTime local = local_of(now);
    const bool is_new = local > furthest;
    const bool is_due = cron.is_every_hour()
                            ? cron.matches(now)
                            : is_new && (cron.matches(now) || skips_match(cron, furthest, local));
    if (is_due) due.push_back(time);
    furthest = std::max(furthest, local);
  }
  return due;
}

void hold(const RandomExpression& cron, const std::string& zone, Instant begin, Instant end) {
  if (test::fault_of(cron.text(), zone).ends_with("no such month has such a day")) return;
  const CronSchedule schedule = schedule_of(cron.text(), zone);
  const std::vector<Instant> wanted = walked(cron, Clocks(zone), begin, end);
  std::vector<Instant> found;
  for (auto time = schedule.next(begin); time && *time <= end; time = schedule.next(*time))
    found.push_back(*time);
  ASSERT_EQ(found, wanted) << cron.text() << " in " << zone << " from " << rfc3339(begin);
  const auto last = schedule.last_due(begin, end);
  ASSERT_EQ(last, wanted.empty() ? std::nullopt : std::optional(wanted.back()))
      << cron.text() << " in " << zone;
}

constexpr std::uint64_t kSeed = 20261130;

TEST(CronLaws, EveryPointInTimeIsWhatAWalkThroughTheMinutesFinds) {
  Dice random(kSeed);
  for (int i = 0; i < 60; ++i) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", expression " + std::to_string(i));
    const std::string zone = kZones[random.below(std::size(kZones))];
    const Instant begin = std::chrono::sys_days(std::chrono::year(1975) / 1 / 1) +
                          days(static_cast<int>(random.below(100 * 365)));
    hold(RandomExpression(random), zone, begin, begin + days(40));
    if (HasFatalFailure()) return;
  }
}

TEST(CronLaws, HoldWhereClocksChange) {
  Dice random(kSeed + 1);
  for (const char* name : kZones) {
    const TimeZone zone = std::get<TimeZone>(TimeZone::named(name));
    for (int i = 0; i < 25; ++i) {
      SCOPED_TRACE("seed " + std::to_string(kSeed + 1) + ", expression " + std::to_string(i));
      const Instant some = std::chrono::sys_days(std::chrono::year(1975) / 1 / 1) +
                           days(static_cast<int>(random.below(100 * 365)));
      const Instant change = zone.period_at(some).begin;
      if (change < std::chrono::sys_days(std::chrono::year(1975) / 1 / 1)) continue;
      const Instant begin = change - minutes(static_cast<int>(random.below(2 * 24 * 60)));
      hold(RandomExpression(random), name, begin, begin + days(2));
      if (HasFatalFailure()) return;
    }
  }
}

/// The library's transitions and the rules that follow them, against the C library.
TEST(TimeZoneLaws, OffsetsAreThoseOfTheCLibrary) {
  Dice random(kSeed + 2);
  const Instant first = std::chrono::sys_days(std::chrono::year(1970) / 1 / 1);
  for (const char* name : kZones) {
    const Clocks clocks(name);
    const TimeZone zone = std::get<TimeZone>(TimeZone::named(name));
    for (int i = 0; i < 300; ++i) {
      const Instant time =
          first + seconds(static_cast<std::int64_t>(random.below(std::size_t{150} * 366 * 86400)));
      const ZonePeriod period = zone.period_at(time);
      ASSERT_EQ(period.offset.count(), clocks.at(time).tm_gmtoff) << name << " " << rfc3339(time);
      ASSERT_LE(period.begin, time) << name;
      ASSERT_GT(period.end, time) << name;
      ASSERT_EQ(zone.period_at(period.begin), period) << name << " " << rfc3339(time);
      if (period.end < std::chrono::sys_days(std::chrono::year(9000) / 1 / 1)) {
        ASSERT_EQ(zone.period_at(period.end).begin, period.end) << name << " " << rfc3339(time);
      }
    }
  }
}

TEST(YearlyRules, AreReadAsPosixSpellsThem) {
  for (const char* text :
       {"UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+03>-3", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
        "EET-2EEST,M3.4.4/50,M10.4.4/50", "IST-1GMT0,M10.5.0,M3.5.0/1",
        "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", "EST5EDT,J60/2,J300", "EST5EDT,0/0,364/24"})
    EXPECT_TRUE(YearlyRule::parse(text)) << text;
  for (const char* text :
       {"", "UT0", "UTC", "UTC0x", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "<+03-3", "EST5EDT,J0,J300", "EST5EDT,0,366",
        "EST200"})
    EXPECT_FALSE(YearlyRule::parse(text)) << text;
}

}  // namespace
}  // namespace tenon
