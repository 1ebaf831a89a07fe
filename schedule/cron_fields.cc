// Reads cron expressions.

#include "schedule/cron_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <vector>

#include "model/nearest_word.h"

namespace tenon {

namespace {

/// One of the five fields, and what may stand in it.
struct CronField {
  std::string_view name;
  int least;
  int most;                                 ///< of what `*` stands for
  int greatest;                             ///< that may be written: 7 is Sunday, too
  std::span<const std::string_view> words;  ///< the names of its values, from the least one
};

constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view kWeekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr int kSecondSunday = 7;

constexpr CronField kMinute{"minute", 0, 59, 59, {}};
constexpr CronField kHour{"hour", 0, 23, 23, {}};
constexpr CronField kDay{"day of the month", 1, 31, 31, {}};
constexpr CronField kMonth{"month", 1, 12, 12, kMonths};
constexpr CronField kWeekday{"day of the week", 0, 6, kSecondSunday, kWeekdays};

struct Nickname {
  std::string_view name;
  std::string_view fields;
};

constexpr Nickname kNicknames[] = {
    {"@hourly", "0 * * * *"},  {"@daily", "0 0 * * *"},  {"@midnight", "0 0 * * *"}, {"@weekly", "0 0 * * 0"},
    {"@monthly", "0 0 1 * *"}, {"@yearly", "0 0 1 1 *"}, {"@annually", "0 0 1 1 *"}};

/// The values of a field or of a part of one, or what is wrong with it.
struct ReadValues {
  std::uint64_t values = 0;
  std::string fault = {};
};

/// A range before its values are counted out.
struct ReadRange {
  int first = 0;
  int last = 0;
  std::string fault = {};
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = std::find_if_not(at, text.end(), is_blank);
    at = std::find_if(begin, text.end(), is_blank);
    if (begin != at) words.emplace_back(begin, at);
  }
  return words;
}

std::string lower(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return made;
}

/// A part of the expression for a message. What is too strange for one is not repeated: it may be a secret.
std::string shown(std::string_view part) {
  constexpr std::size_t kLongest = 24;
  const bool is_plain = part.size() <= kLongest && std::ranges::all_of(part, [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 std::string_view("*,-/#?@.+").find(c) != std::string_view::npos;
                        });
  return is_plain ? "\"" + std::string(part) + "\"" : "another text";
}

std::string fault_of(const CronField& field, std::string_view part, const std::string& what) {
  return "the " + std::string(field.name) + " of the cron expression " + what + ", found " + shown(part);
}

std::string limits(const CronField& field) {
  return std::to_string(field.least) + " to " + std::to_string(field.greatest);
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, number);
  if (text.empty() || text.front() == '-' || fault != std::errc() || stopped != end) return std::nullopt;
  return number;
}

std::optional<int> value_named(const CronField& field, std::string_view text) {
  const auto named = std::ranges::find(field.words, std::string_view(lower(text)));
  if (named == field.words.end()) return std::nullopt;
  return field.least + static_cast<int>(named - field.words.begin());
}

std::string why_no_value(const CronField& field, std::string_view text) {
  if (number_of(text)) return fault_of(field, text, "is " + limits(field));
  const std::string names = field.words.empty() ? ""
                                                : ", a name from " + std::string(field.words.front()) +
                                                      " to " + std::string(field.words.back());
  return fault_of(
      field, text,
      "is *, a number from " + limits(field) + names + ", a range (a-b), a step (*/n), or a list of them");
}

/// Reads one value into `first` and `last`.
ReadRange read_value(const CronField& field, std::string_view text) {
  if (const auto named = value_named(field, text)) return {*named, *named};
  const auto number = number_of(text);
  if (number && *number >= field.least && *number <= field.greatest) return {*number, *number};
  return {0, 0, why_no_value(field, text)};
}

/// Reads `*`, `5`, or `1-5`. In `sat-sun` Sunday is the day after Saturday.
ReadRange read_range(const CronField& field, std::string_view text) {
  if (text == "*") return {field.least, field.most};
  const auto dash = text.find('-');
  ReadRange range = read_value(field, text.substr(0, dash));
  if (dash == std::string_view::npos || !range.fault.empty()) return range;
  const std::string_view end = text.substr(dash + 1);
  const ReadRange last = read_value(field, end);
  const bool is_sunday = last.last == 0 && field.greatest == kSecondSunday && !number_of(end);
  range.last = is_sunday && range.first > 0 ? kSecondSunday : last.last;
  range.fault = last.fault;
  if (range.fault.empty() && range.last < range.first)
    range.fault = fault_of(field, text, "has a range that ends before it begins");
  return range;
}

std::uint64_t counted_out(const ReadRange& range, int step) {
  std::uint64_t values = 0;
  for (int value = range.first; value <= range.last; value += step) values |= std::uint64_t{1} << value;
  return values;
}

/// Reads what stands between two commas: a range, or one with a step.
ReadValues read_part(const CronField& field, std::string_view part) {
  if (part.empty())
    return {0, "the " + std::string(field.name) + " of the cron expression has a list with an empty entry"};
  const auto slash = part.find('/');
  const std::string_view text = part.substr(0, slash);
  ReadRange range = read_range(field, text);
  if (!range.fault.empty()) return {0, range.fault};
  if (slash == std::string_view::npos) return {counted_out(range, 1)};
  const int longest = field.most - field.least + 1;
  const auto step = number_of(part.substr(slash + 1));
  if (!step || *step < 1 || *step > longest)
    return {0, fault_of(field, part, "has steps of 1 to " + std::to_string(longest))};
  if (text != "*" && text.find('-') == std::string_view::npos) range.last = std::max(range.first, field.most);
  return {counted_out(range, *step)};
}

ReadValues read_field(const CronField& field, std::string_view text) {
  ReadValues all;
  for (std::size_t begin = 0; begin <= text.size() && all.fault.empty();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const ReadValues part = read_part(field, text.substr(begin, end - begin));
    all.values |= part.values;
    all.fault = part.fault;
    begin = end + 1;
  }
  return all;
}

/// The days of a month in a leap year.
int longest_month(int month) {
  using std::chrono::year;
  const std::chrono::month of(static_cast<unsigned>(month));
  return static_cast<int>(static_cast<unsigned>((year(2000) / of / std::chrono::last).day()));
}

/// Whether some day of some year matches. Days of the week come in every month; a set of days that was
/// counted out from `*` has the first one.
bool ever_comes(const CronFields& cron) {
  if (cron.any_day || !cron.any_weekday) return true;
  for (int month = 1; month <= 12; ++month)
    if (((cron.months >> month) & 1U) != 0 &&
        (cron.days & ((std::uint64_t{2} << longest_month(month)) - 1)) != 0)
      return true;
  return false;
}

std::variant<CronFields, std::string> read_nickname(std::string_view word) {
  std::vector<std::string> known;
  for (const Nickname& one : kNicknames) {
    if (one.name == lower(word)) return parsed_cron_fields(one.fields);
    known.emplace_back(one.name);
  }
  return "there is no schedule " + shown(word) + hint(word, known);
}

}  // namespace

std::variant<CronFields, std::string> parsed_cron_fields(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() == 1 && words.front().starts_with('@')) return read_nickname(words.front());
  if (words.size() != 5)
    return "a cron expression has five fields (minute, hour, day of the month, month, day of the week), and "
           "this has " +
           std::to_string(words.size());
  constexpr const CronField* kFields[] = {&kMinute, &kHour, &kDay, &kMonth, &kWeekday};
  std::array<std::uint64_t, 5> sets{};
  for (std::size_t i = 0; i < sets.size(); ++i) {
    ReadValues read = read_field(*kFields[i], words[i]);
    if (!read.fault.empty()) return read.fault;
    sets[i] = read.values;
  }
  const std::uint64_t sundays = (sets[4] >> kSecondSunday) & 1U;
  const CronFields cron{sets[0],
                        sets[1],
                        sets[2],
                        sets[3],
                        (sets[4] | sundays) & 0x7FU,
                        words[2].front() == '*',
                        words[4].front() == '*'};
  if (ever_comes(cron)) return cron;
  return "the cron expression never comes: no such month has such a day";
}

}  // namespace tenon
