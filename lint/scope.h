// Gives the rules lookups into a catalog, and collects their findings.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "model/catalog.h"
#include "model/lint.h"

namespace tenon {

/// A foreign key and its table.
struct Child {
  const Table* table;
  const ForeignKey* key;
};

/// A catalog with lookups for the rules.
class Scope {
 public:
  Scope(const Catalog& catalog, const LintSettings& settings, const LintEvidence& evidence);

  const Catalog& catalog() const { return catalog_; }
  const Dialect& dialect() const { return *catalog_.dialect; }
  const LintSettings& settings() const { return settings_; }
  const LintEvidence& evidence() const { return evidence_; }

  /// Returns nullptr if the catalog does not hold it.
  const Table* table(const QualifiedName& name) const;
  /// Returns every enforced foreign key of the catalog, by table and name.
  const std::vector<Child>& foreign_keys() const { return foreign_keys_; }
  /// Returns the partitions of a partitioned table.
  std::vector<const Table*> partitions(const Table& table) const;

  /// Returns the base type of a column: that under all domains.
  std::string base_type(const Column& column) const;
  /// Returns the collation that its values are compared by; empty: the default of the type.
  QualifiedName collation(const Column& column) const;
  bool takes_null(const Column& column) const;
  /// Tells whether the column, or its domain, has a default.
  bool has_default(const Column& column) const;

 private:
  const Domain* domain_of(const Column& column) const;
  const Domain* domain_named(std::string_view type) const;

  const Catalog& catalog_;
  const LintSettings& settings_;
  const LintEvidence& evidence_;
  std::map<QualifiedName, const Table*> tables_;
  std::map<QualifiedName, std::vector<const Table*>> partitions_;
  std::map<std::string, const Domain*, std::less<>>
      domains_;  ///< by `schema.name` and, in the default schema, `name`
  std::vector<Child> foreign_keys_;
};

/// Collects the findings of the rules.
class LintFindings {
 public:
  void add(std::string_view code, const Table& table, const Constraint& constraint, std::string message,
           std::string fix_hint);
  void add(std::string_view code, const Child& child, std::string message, std::string fix_hint);
  void add(std::string_view code, const Table& table, std::string message, std::string fix_hint);
  void add(std::string_view code, Key key, const Source& source, std::string message, std::string fix_hint);

  std::vector<LintFinding> taken() { return std::move(findings_); }

 private:
  std::vector<LintFinding> findings_;
};

/// Checks a catalog against one rule.
using Look = void (*)(const Scope& scope, LintFindings& findings);

// One function for each rule; each file holds the rules of one topic.
void check_types(const Scope& scope, LintFindings& findings);
void check_lengths(const Scope& scope, LintFindings& findings);
void check_collations(const Scope& scope, LintFindings& findings);
void check_key_order(const Scope& scope, LintFindings& findings);
void check_unindexed(const Scope& scope, LintFindings& findings);
void check_simple_matches(const Scope& scope, LintFindings& findings);
void check_circles(const Scope& scope, LintFindings& findings);
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

/// Returns `a, b`.
std::string listed(const std::vector<Name>& names);
/// Returns `a, b` as SQL identifiers.
std::string listed_sql(const std::vector<Name>& names);
/// Returns `t (a, b)`.
std::string listed(const QualifiedName& table, const std::vector<Name>& columns);

}  // namespace tenon
