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

/// Returns `a, b`.
std::string column_list(const std::vector<Name>& names);
/// Returns `t (a, b)`.
std::string column_list(const QualifiedName& table, const std::vector<Name>& columns);

}  // namespace tenon
