// Reads the five fields of a cron expression.

#include "config/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace tenon {

namespace {

struct CronField {
  std::string_view name;
  int least;
  int most;
  std::array<std::string_view, 12> words;  ///< the names of its values, from the least one
};

constexpr std::array<CronField, 5> kFields{
    {{"minute", 0, 59, {}},
     {"hour", 0, 23, {}},
     {"day of the month", 1, 31, {}},
     {"month", 1, 12, {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
     {"day of the week", 0, 7, {"sun", "mon", "tue", "wed", "thu", "fri", "sat"}}}};

std::vector<std::string_view> split_at(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<int> value_of(const CronField& field, std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto named = std::ranges::find(field.words, std::string_view(lower));
  if (!lower.empty() && named != field.words.end())
    return field.least + static_cast<int>(named - field.words.begin());
  const auto number = number_of(text);
  return number && *number >= field.least && *number <= field.most ? number : std::nullopt;
}

/// Whether one of the parts between commas is right: `*`, `5`, `1-5`, each with `/2`.
bool is_right(const CronField& field, std::string_view part) {
  const auto slash = part.find('/');
  const std::string_view range = part.substr(0, slash);
  if (slash != std::string_view::npos) {
    const auto step = number_of(part.substr(slash + 1));
    if (!step || *step < 1) return false;
  }
  if (range == "*") return true;
  const auto dash = range.find('-');
  const auto first = value_of(field, range.substr(0, dash));
  if (dash == std::string_view::npos) return first.has_value();
  const auto last = value_of(field, range.substr(dash + 1));
  return first && last && *first <= *last;
}

}  // namespace

std::string cron_fault(std::string_view expression) {
  std::vector<std::string_view> words = split_at(expression, ' ');
  std::erase(words, "");
  if (words.size() != kFields.size())
    return "a cron expression has five fields (minute, hour, day of the month, month, day of the week), and "
           "this has " +
           std::to_string(words.size());
  for (std::size_t i = 0; i < kFields.size(); ++i)
    for (const std::string_view part : split_at(words[i], ','))
      if (!is_right(kFields[i], part))
        return "the " + std::string(kFields[i].name) + " of the cron expression is not *, " +
               std::to_string(kFields[i].least) + " to " + std::to_string(kFields[i].most) +
               ", a range (a-b), a step (*/n), or a list of them";
  return "";
}

}  // namespace tenon
