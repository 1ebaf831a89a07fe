// Runs the enabled rules over a catalog and returns the sorted findings.

#include "lint/lint.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "lint/rules.h"
#include "lint/scope.h"
#include "model/dialect.h"

namespace tenon {

namespace {

struct RuleFunction {
  std::string_view code;
  RuleCheck check;
};

constexpr RuleFunction kRuleFunctions[] = {
    {"TN101", check_types},
    {"TN102", check_lengths},
    {"TN103", check_collations},
    {"TN104", check_key_order},
    {"TN105", check_unindexed},
    {"TN106", check_simple_matches},
    {"TN107", check_cycles},
    {"TN108", check_set_null},
    {"TN109", check_set_default},
    {"TN110", check_parentless_defaults},
    {"TN111", check_rights},
    {"TN112", check_cascades},
    {"TN201", check_twin_constraints},
    {"TN202", check_twin_indexes},
    {"TN203", check_covered_indexes},
    {"TN204", check_indexes_beside_uniques},
    {"TN205", check_nullable_uniques},
    {"TN206", check_nullable_primary_keys},
    {"TN301", check_unvalidated},
    {"TN302", check_invalid_indexes},
    {"TN401", check_long_names},
    {"TN501", check_keyless_tables},
    {"TN601", check_dictionary_names},
    {"TN602", check_exact_columns},
    {"TN603", check_parent_keys},
    {"TN604", check_self_references},
    {"TN605", check_keys_that_are_both},
    {"TN606", check_null_rules},
    {"TN607", check_unchecked_rows},
};

bool has_whole(const std::vector<LintSelector>& selectors, std::string_view code) {
  return std::ranges::any_of(selectors,
                             [&](const LintSelector& one) { return one.code == code && is_whole(one); });
}

bool has(const std::vector<LintSelector>& selectors, std::string_view code) {
  return std::ranges::find(selectors, code, &LintSelector::code) != selectors.end();
}

/// Sorts findings by the table of their object, so that related ones are together.
auto place_of(const LintFinding& finding) {
  return std::tuple(finding.key.table_name(), finding.rule->code, finding.key, finding.message);
}

}  // namespace

bool applies_to(const LintRule& rule, const Dialect& dialect) {
  return (!rule.only || dialect.*rule.only) && !(rule.never && dialect.*rule.never);
}

bool is_enabled(const LintRule& rule, const LintSettings& settings) {
  if (has_whole(settings.disable, rule.code)) return false;
  const bool by_limit = rule.code == "TN112" && settings.cascade_limit;
  return rule.by_default || by_limit || has(settings.enable, rule.code);
}

std::vector<LintFinding> linted(const Catalog& catalog, const LintSettings& settings,
                                const LintEvidence& evidence) {
  const Scope scope(catalog, settings, evidence);
  LintFindings found;
  for (const LintRule& rule : lint_rules()) {
    const auto function = std::ranges::find(kRuleFunctions, rule.code, &RuleFunction::code);
    assert(function != std::end(kRuleFunctions));
    if (applies_to(rule, *catalog.dialect) && is_enabled(rule, settings)) function->check(scope, found);
  }
  std::vector<LintFinding> findings = found.taken();
  std::ranges::sort(findings,
                    [](const LintFinding& a, const LintFinding& b) { return place_of(a) < place_of(b); });
  return findings;
}

}  // namespace tenon
