#include "lint/lint.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "lint/scope.h"
#include "model/dialect.h"

namespace tenon {

namespace {

struct Looker {
  std::string_view code;
  Look look;
};

constexpr Looker kLookers[] = {
    {"TN101", look_at_types},
    {"TN102", look_at_lengths},
    {"TN103", look_at_collations},
    {"TN104", look_at_key_order},
    {"TN105", look_at_unindexed},
    {"TN106", look_at_simple_matches},
    {"TN107", look_at_circles},
    {"TN108", look_at_set_null},
    {"TN109", look_at_set_default},
    {"TN110", look_at_parentless_defaults},
    {"TN111", look_at_rights},
    {"TN112", look_at_cascades},
    {"TN201", look_at_twin_constraints},
    {"TN202", look_at_twin_indexes},
    {"TN203", look_at_covered_indexes},
    {"TN204", look_at_indexes_beside_uniques},
    {"TN205", look_at_nullable_uniques},
    {"TN206", look_at_nullable_primary_keys},
    {"TN301", look_at_unvalidated},
    {"TN302", look_at_invalid_indexes},
    {"TN401", look_at_long_names},
    {"TN501", look_at_keyless_tables},
    {"TN601", look_at_dictionary_names},
    {"TN602", look_at_exact_columns},
    {"TN603", look_at_parent_keys},
    {"TN604", look_at_self_references},
    {"TN605", look_at_keys_that_are_both},
    {"TN606", look_at_null_rules},
    {"TN607", look_at_unchecked_rows},
};

bool has_whole(const std::vector<LintSelector>& selectors, std::string_view code) {
  return std::ranges::any_of(selectors,
                             [&](const LintSelector& one) { return one.code == code && is_whole(one); });
}

bool has(const std::vector<LintSelector>& selectors, std::string_view code) {
  return std::ranges::find(selectors, code, &LintSelector::code) != selectors.end();
}

/// By the table that an object is or lives on, so that a reader finds what belongs together.
auto place_of(const LintFinding& finding) {
  return std::tuple(finding.key.table_name(), finding.rule->code, finding.key, finding.message);
}

}  // namespace

bool applies_to(const LintRule& rule, const Dialect& dialect) {
  return (rule.only.empty() || rule.only == dialect.name) && rule.never != dialect.name;
}

bool is_looked_at(const LintRule& rule, const LintSettings& settings) {
  if (has_whole(settings.disable, rule.code)) return false;
  const bool by_limit = rule.code == "TN112" && settings.cascade_limit;
  return rule.by_default || by_limit || has(settings.enable, rule.code);
}

std::vector<LintFinding> linted(const Catalog& catalog, const LintSettings& settings,
                                const LintEvidence& evidence) {
  const Scope scope(catalog, settings, evidence);
  LintFindings found;
  for (const LintRule& rule : lint_rules()) {
    const auto looker = std::ranges::find(kLookers, rule.code, &Looker::code);
    assert(looker != std::end(kLookers));
    if (applies_to(rule, *catalog.dialect) && is_looked_at(rule, settings)) looker->look(scope, found);
  }
  std::vector<LintFinding> findings = found.taken();
  std::ranges::sort(findings,
                    [](const LintFinding& a, const LintFinding& b) { return place_of(a) < place_of(b); });
  return findings;
}

}  // namespace tenon
