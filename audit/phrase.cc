// Findings as short phrases for a summary: findings in, what they say in a few words out.

#include "audit/phrase.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "model/pluralize.h"

namespace tenon {

namespace {

constexpr std::size_t kMostNames = 3;
constexpr std::size_t kMostPhrases = 3;
constexpr std::size_t kFewFindings = 3;  // so many of one kind on one table are counted, not named

struct OpWords {
  std::string_view op;
  std::string_view word;
};
// In the order of gravity.
constexpr std::array<OpWords, 6> kOpWords{{{"change", "changed"},
                                           {"add", "missing"},
                                           {"validate", "not validated"},
                                           {"drop", "unexpected"},
                                           {"rename", "renamed"},
                                           {"unknown", "not comparable"}}};

std::size_t gravity_of(const std::string& op) {
  return static_cast<std::size_t>(std::ranges::find(kOpWords, op, &OpWords::op) - kOpWords.begin());
}

std::string op_in_words(const std::string& op) {
  const std::size_t at = gravity_of(op);
  return at < kOpWords.size() ? std::string(kOpWords[at].word) : op;
}

/// `FOREIGN KEY ... ON DELETE CASCADE` is what people know the attribute by.
std::string action_clause(const std::string& attribute) {
  if (attribute == "ondelete") return "ON DELETE ";
  return attribute == "onupdate" ? "ON UPDATE " : "";
}

std::string change_in_words(const StoredFinding& finding) {
  const std::string name = finding.kind == "column" ? finding.table + "." + finding.name : finding.name;
  if (finding.attributes.empty()) return name + " changed";
  const StoredAttribute& first = finding.attributes.front();
  const std::string clause = action_clause(first.name);
  if (finding.attributes.size() == 1 && !clause.empty() && first.actual == "NO ACTION")
    return name + " lost " + clause + first.declared;
  std::string names;
  for (const StoredAttribute& each : finding.attributes)
    names += (names.empty() ? "" : ", ") + (each.name == "sqltext" ? "its condition" : each.name);
  return name + " differs in " + names;
}

std::string in_words(std::string kind) {
  std::ranges::replace(kind, '_', ' ');
  return kind;
}

std::string phrase_of(const StoredFinding& finding) {
  if (finding.op == "change") return change_in_words(finding);
  if (finding.op == "rename") return finding.actual_name + " is not called " + finding.name;
  const std::string name = finding.kind == "column" ? finding.table + "." + finding.name : finding.name;
  return name + " " + op_in_words(finding.op);
}

/// A name that ends in a number: `tenant-` and `012`.
std::pair<std::string, std::string> numbered(const std::string& name) {
  const auto digits = name.find_last_not_of("0123456789") + 1;
  return {name.substr(0, digits), name.substr(digits)};
}

bool follows(const std::string& a, const std::string& b) {
  constexpr std::size_t kMostDigits = 9;
  const auto [stem_a, number_a] = numbered(a);
  const auto [stem_b, number_b] = numbered(b);
  if (stem_a != stem_b || number_a.empty() || number_b.empty()) return false;
  if (number_a.size() != number_b.size() || number_a.size() > kMostDigits) return false;
  return std::stol(number_b) == std::stol(number_a) + 1;
}

std::vector<std::string> with_ranges(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (std::size_t first = 0; first < names.size();) {
    std::size_t last = first;
    while (last + 1 < names.size() && follows(names[last], names[last + 1])) ++last;
    if (last - first >= 2) {
      all.push_back(names[first] + ".." + numbered(names[last]).second);
      first = last + 1;
    } else {
      all.push_back(names[first++]);
    }
  }
  return all;
}

}  // namespace

std::vector<std::string> phrases(std::span<const StoredFinding> findings) {
  std::map<std::tuple<std::size_t, std::string, std::string>, std::vector<const StoredFinding*>> alike;
  for (const StoredFinding& finding : findings)
    alike[{gravity_of(finding.op), finding.kind, finding.table}].push_back(&finding);
  std::vector<std::string> all;
  for (const auto& [key, group] : alike) {
    const auto& [gravity, kind, table] = key;
    if (group.size() <= kFewFindings) {
      for (const StoredFinding* finding : group) all.push_back(phrase_of(*finding));
      continue;
    }
    all.push_back(pluralize(group.size(), op_in_words(group.front()->op) + " " + in_words(kind)) +
                  (table.empty() ? "" : " on " + table));
  }
  return all;
}

std::string brief(const std::vector<std::string>& phrases) {
  std::string text;
  for (std::size_t i = 0; i < std::min(phrases.size(), kMostPhrases); ++i)
    text += (i == 0 ? "" : "; ") + phrases[i];
  if (phrases.size() > kMostPhrases) text += "; " + std::to_string(phrases.size() - kMostPhrases) + " more";
  return text;
}

std::string short_list(const std::vector<std::string>& names) {
  const std::vector<std::string> all = with_ranges(names);
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), kMostNames); ++i) text += (i == 0 ? "" : ", ") + all[i];
  return all.size() > kMostNames ? text + " and " + std::to_string(all.size() - kMostNames) + " more" : text;
}

std::string age_text(std::chrono::microseconds age) {
  using std::chrono::duration_cast;
  const auto whole = std::max(duration_cast<std::chrono::minutes>(age), std::chrono::minutes(0));
  if (whole >= std::chrono::days(1))
    return std::to_string(duration_cast<std::chrono::days>(whole).count()) + " d";
  if (whole >= std::chrono::hours(1))
    return std::to_string(duration_cast<std::chrono::hours>(whole).count()) + " h";
  return std::to_string(whole.count()) + " min";
}

std::string duration_text(std::chrono::microseconds duration) {
  constexpr long kMinute = 60;
  constexpr long kHour = 3600;
  const auto ms = std::max(duration, std::chrono::microseconds(0)).count() / 1000;
  const auto seconds = ms / 1000;
  if (seconds == 0) return std::to_string(ms) + " ms";
  if (seconds < kMinute) return std::to_string(seconds) + " s";
  if (seconds < kHour)
    return std::to_string(seconds / kMinute) + " m " + std::to_string(seconds % kMinute) + " s";
  return std::to_string(seconds / kHour) + " h " + std::to_string(seconds % kHour / kMinute) + " m";
}

std::string reason_in_words(const std::string& reason) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kReasons{{
      {"connect", "cannot be reached"},
      {"lock", "is locked"},
      {"rights", "the role lacks rights"},
      {"parse", "a file cannot be read"},
      {"timeout", "took too long"},
      {"not_modelled", "could not be compared"},
      {"gone", "went away in the middle"},
      {"internal", "an internal error"},
      {"missed", "did not run"},
  }};
  for (const auto& [code, words] : kReasons)
    if (code == reason) return std::string(words);
  return reason;
}

}  // namespace tenon
