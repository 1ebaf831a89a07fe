// Checks the rule selectors of a declared file against the known rules and kinds.

#include "declare/lint_words.h"

#include <vector>

#include "model/change.h"
#include "model/faults.h"

namespace tenon {

namespace {

std::vector<std::string> codes() {
  std::vector<std::string> all;
  for (const LintRule& rule : lint_rules()) all.emplace_back(rule.code);
  return all;
}

/// Returns the kinds of objects that a rule may report.
std::vector<std::string> kinds() {
  std::vector<std::string> all;
  for (const Kind kind : {Kind::kTable, Kind::kColumn, Kind::kPrimaryKey, Kind::kUnique, Kind::kIndex,
                          Kind::kCheck, Kind::kExclusion, Kind::kForeignKey})
    all.emplace_back(to_string(kind));
  return all;
}

}  // namespace

std::optional<std::string> fault_of(const LintSelector& selector) {
  if (!find_lint_rule(selector.code))
    return "there is no rule \"" + selector.code + "\"" + hint(selector.code, codes());
  const auto colon = selector.glob.find(':');
  const std::string kind = selector.glob.substr(0, colon);
  if (kind.empty() || kind.find_first_of("*?") != std::string::npos) return std::nullopt;
  const std::string whole = "\"" + selector.code + ":" + selector.glob + "\"";
  if (colon == std::string::npos)
    return whole + " must have KIND:NAME after the code, as a report prints a key";
  for (const std::string& known : kinds())
    if (kind == known) return std::nullopt;
  return whole + ": there is no kind \"" + kind + "\"" + hint(kind, kinds());
}

}  // namespace tenon
