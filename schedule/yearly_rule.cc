// Reads and applies the yearly rule of a time zone.

#include "schedule/yearly_rule.h"

#include <algorithm>
#include <array>

namespace tenon {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year;

constexpr year kFirstYear(-9999);
constexpr year kLastYear(9999);

/// Reads the text of a rule from its beginning to its end; what it cannot take makes it fail for good.
class RuleReading {
 public:
  explicit RuleReading(std::string_view text) : rest_(text) {}

  bool is_at_end() const { return rest_.empty(); }
  bool has_failed() const { return failed_; }
  bool is_at(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool takes(char c) {
    if (!is_at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { failed_ = !takes(c) || failed_; }

  /// Passes over an abbreviation: three letters or more, or anything in angle brackets.
  void name() {
    const std::size_t length = is_at('<') ? rest_.find('>') : letters();
    if (length == std::string_view::npos || length < 3) failed_ = true;
    rest_.remove_prefix(std::min(rest_.size(), length + (is_at('<') && !failed_ ? 1 : 0)));
  }

  int number(int least, int most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < 3 && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++digits) {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    if (digits == 0 || value < least || value > most) failed_ = true;
    return value;
  }

  /// `2`, `-1`, `26`, `12:45:30`.
  seconds time() {
    constexpr int kMostHours = 167;
    const bool is_negative = takes('-');
    if (!is_negative) takes('+');
    seconds value = hours(number(0, kMostHours));
    if (takes(':')) value += minutes(number(0, 59));
    if (takes(':')) value += seconds(number(0, 59));
    return is_negative ? -value : value;
  }

  YearlyChange change() {
    using Form = YearlyChange::Form;
    YearlyChange made;
    if (takes('M')) {
      made.month = number(1, 12);
      expect('.');
      made.week = number(1, 5);
      expect('.');
      made.day = number(0, 6);
    } else {
      made.form = takes('J') ? Form::kDayNotCountingLeapDays : Form::kDayFromZero;
      made.day = number(made.form == Form::kDayFromZero ? 0 : 1, 365);
    }
    if (takes('/')) made.time = time();
    return made;
  }

 private:
  std::size_t letters() const {
    const auto end = std::ranges::find_if_not(
        rest_, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return static_cast<std::size_t>(end - rest_.begin());
  }

  std::string_view rest_;
  bool failed_ = false;
};

local_days day_of(const YearlyChange& change, year of) {
  using Form = YearlyChange::Form;
  const local_days first(of / 1 / 1);
  if (change.form == Form::kDayFromZero) return first + days(change.day);
  constexpr int kLeapDay = 60;
  if (change.form == Form::kDayNotCountingLeapDays)
    return first + days(change.day - (of.is_leap() && change.day >= kLeapDay ? 0 : 1));
  const auto month = of / std::chrono::month(static_cast<unsigned>(change.month));
  const std::chrono::weekday weekday(static_cast<unsigned>(change.day));
  if (change.week == 5) return local_days(month / weekday[std::chrono::last]);
  return local_days(month / weekday[static_cast<unsigned>(change.week)]);
}

/// Returns the point in time of a change in a year, whose clocks are ahead by `offset` until then.
Instant instant_of(const YearlyChange& change, year of, seconds offset) {
  return Instant((day_of(change, of) + change.time - offset).time_since_epoch());
}

Instant beginning_of(year of) { return std::chrono::sys_days(of / 1 / 1); }

}  // namespace

std::optional<YearlyRule> YearlyRule::parse(std::string_view text) {
  RuleReading reading(text);
  YearlyRule made;
  reading.name();
  made.offset_ = -reading.time();
  if (!reading.is_at_end()) {
    Saving saving;
    reading.name();
    saving.offset = reading.is_at(',') ? made.offset_ + hours(1) : -reading.time();
    reading.expect(',');
    saving.begin = reading.change();
    reading.expect(',');
    saving.end = reading.change();
    made.saving_ = saving;
  }
  if (reading.has_failed() || !reading.is_at_end()) return std::nullopt;
  return made;
}

ZonePeriod YearlyRule::period_at(Instant at) const {
  ZonePeriod period{beginning_of(kFirstYear), beginning_of(kLastYear), offset_};
  if (!saving_) return period;
  const year now = std::chrono::year_month_day(std::chrono::floor<days>(at)).year();
  for (year of = now - std::chrono::years(1); of <= now + std::chrono::years(1); ++of) {
    const std::array<ZonePeriod, 2> changes{{{instant_of(saving_->begin, of, offset_), {}, saving_->offset},
                                             {instant_of(saving_->end, of, saving_->offset), {}, offset_}}};
    for (const ZonePeriod& change : changes) {
      if (change.begin > at) period.end = std::min(period.end, change.begin);
      if (change.begin > at || change.begin < period.begin) continue;
      period.begin = change.begin;
      period.offset = change.offset;
    }
  }
  return period;
}

}  // namespace tenon
