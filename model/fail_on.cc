// Which findings make a check fail: the words of `fail_on`, and what they hold of a finding.

#include "model/fail_on.h"

#include <algorithm>

#include "model/overloaded.h"

namespace tenon {

const std::vector<std::string>& fail_on_words() {
  static const std::vector<std::string> words{"any", "changed", "missing", "destructive", "never"};
  return words;
}

std::string_view to_string(FailOn fail_on) { return fail_on_words().at(static_cast<std::size_t>(fail_on)); }

FailOn fail_on_named(std::string_view word) {
  const auto at = std::ranges::find(fail_on_words(), word);
  return static_cast<FailOn>(at - fail_on_words().begin());
}

JudgedFinding judged(const Change& change) {
  return std::visit(
      Overloaded{
          [](const Added&) { return JudgedFinding{.is_missing = true}; },
          [](const Dropped&) { return JudgedFinding{}; },
          [](const Altered&) { return JudgedFinding{.differs = true}; },
          [](const Renamed& c) {
            return JudgedFinding{.differs = !c.attributes.empty() || !constraint_of(c.declared)};
          },
      },
      change);
}

bool fails(FailOn fail_on, const JudgedFinding& finding) {
  switch (fail_on) {
    case FailOn::kAny:
      return true;
    case FailOn::kChanged:
      return finding.is_missing || finding.differs;
    case FailOn::kMissing:
      return finding.is_missing;
    case FailOn::kDestructive:
      return finding.is_destructive;
    case FailOn::kNever:
      return false;
  }
  return true;
}

}  // namespace tenon
