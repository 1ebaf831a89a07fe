// Declares the function of each rule of lint; each source file holds the rules of one topic.

#pragma once

#include "lint/scope.h"

namespace tenon {

/// Checks a catalog against one rule.
using RuleCheck = void (*)(const Scope& scope, LintFindings& findings);

void check_types(const Scope& scope, LintFindings& findings);
void check_lengths(const Scope& scope, LintFindings& findings);
void check_collations(const Scope& scope, LintFindings& findings);
void check_key_order(const Scope& scope, LintFindings& findings);
void check_unindexed(const Scope& scope, LintFindings& findings);
void check_simple_matches(const Scope& scope, LintFindings& findings);
void check_cycles(const Scope& scope, LintFindings& findings);
void check_set_null(const Scope& scope, LintFindings& findings);
void check_set_default(const Scope& scope, LintFindings& findings);
void check_parentless_defaults(const Scope& scope, LintFindings& findings);
void check_rights(const Scope& scope, LintFindings& findings);
void check_cascades(const Scope& scope, LintFindings& findings);
void check_twin_constraints(const Scope& scope, LintFindings& findings);
void check_twin_indexes(const Scope& scope, LintFindings& findings);
void check_covered_indexes(const Scope& scope, LintFindings& findings);
void check_indexes_beside_uniques(const Scope& scope, LintFindings& findings);
void check_nullable_uniques(const Scope& scope, LintFindings& findings);
void check_nullable_primary_keys(const Scope& scope, LintFindings& findings);
void check_unvalidated(const Scope& scope, LintFindings& findings);
void check_invalid_indexes(const Scope& scope, LintFindings& findings);
void check_long_names(const Scope& scope, LintFindings& findings);
void check_keyless_tables(const Scope& scope, LintFindings& findings);
void check_dictionary_names(const Scope& scope, LintFindings& findings);
void check_exact_columns(const Scope& scope, LintFindings& findings);
void check_parent_keys(const Scope& scope, LintFindings& findings);
void check_self_references(const Scope& scope, LintFindings& findings);
void check_keys_that_are_both(const Scope& scope, LintFindings& findings);
void check_null_rules(const Scope& scope, LintFindings& findings);
void check_unchecked_rows(const Scope& scope, LintFindings& findings);

}  // namespace tenon
