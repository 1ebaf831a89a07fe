// Points in time: UTC, with microseconds; read from and written as RFC 3339.

#include "model/instant.h"

#include <array>
#include <cstdio>

namespace tenon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::string date_and_seconds(Instant at) {
  const auto day = floor<days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(floor<seconds>(at - day));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string fraction(Instant at) {
  std::array<char, 16> text{};
  const auto count = (at - floor<seconds>(at)).count();
  std::snprintf(text.data(), text.size(), ".%06d", static_cast<int>(count));
  return text.data();
}

/// Reads a text from its beginning to its end; what it cannot take makes it fail for good.
class Reading {
 public:
  explicit Reading(std::string_view text) : rest_(text) {}

  bool takes(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { failed_ = !takes(c) || failed_; }
  /// Returns a number of exactly `count` digits.
  int number(std::size_t count) {
    int value = 0;
    for (; count > 0; --count) value = value * 10 + digit();
    return value;
  }
  bool is_at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool is_at_end() const { return rest_.empty(); }
  bool has_failed() const { return failed_; }

 private:
  int digit() {
    if (!is_at_digit()) {
      failed_ = true;
      return 0;
    }
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  bool failed_ = false;
};

/// Reads `.123456`, of which digits beyond the sixth are cut.
microseconds fraction(Reading& text) {
  int value = 0;
  int scale = 1'000'000;
  while (text.is_at_digit()) {
    const int digit = text.number(1);
    if (scale > 1) value = value * 10 + digit;
    scale = scale > 1 ? scale / 10 : 1;
  }
  return microseconds(static_cast<long>(value) * scale);
}

/// Reads `Z` or `+02:00`; returns what to take from the local time.
minutes offset(Reading& text) {
  if (text.takes('Z') || text.takes('z')) return minutes(0);
  const bool is_west = text.takes('-');
  if (!is_west) text.expect('+');
  const int hours = text.number(2);
  text.expect(':');
  const minutes amount(hours * 60 + text.number(2));
  return is_west ? -amount : amount;
}

}  // namespace

std::string rfc3339(Instant at) {
  const std::string text = date_and_seconds(at);
  return at == floor<seconds>(at) ? text + "Z" : text + fraction(at) + "Z";
}

std::string sortable(Instant at) { return date_and_seconds(at) + fraction(at) + "Z"; }

std::string date_of(Instant at) { return date_and_seconds(at).substr(0, 10); }

std::optional<Instant> parsed_instant(std::string_view text) {
  Reading reading(text);
  const std::chrono::year year(reading.number(4));
  reading.expect('-');
  const std::chrono::month month(static_cast<unsigned>(reading.number(2)));
  reading.expect('-');
  const std::chrono::day day(static_cast<unsigned>(reading.number(2)));
  const std::chrono::year_month_day date(year, month, day);
  if (reading.has_failed() || !date.ok()) return std::nullopt;
  Instant at = std::chrono::sys_days(date);
  if (reading.is_at_end()) return at;
  if (!reading.takes('T') && !reading.takes('t')) reading.expect(' ');
  const int hour = reading.number(2);
  reading.expect(':');
  const int minute = reading.number(2);
  const int second = reading.takes(':') ? reading.number(2) : 0;
  const microseconds part = reading.takes('.') ? fraction(reading) : microseconds(0);
  const minutes east = offset(reading);
  if (reading.has_failed() || !reading.is_at_end() || hour > 23 || minute > 59 || second > 60)
    return std::nullopt;
  return at + std::chrono::hours(hour) + minutes(minute) + seconds(second) + part - east;
}

std::optional<Instant> parsed_last_instant(std::string_view text) {
  constexpr std::size_t kDate = 10;
  const std::optional<Instant> at = parsed_instant(text);
  return at && text.size() == kDate ? *at + days(1) - microseconds(1) : at;
}

}  // namespace tenon
