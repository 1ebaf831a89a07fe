// Gives the rules lookups into a catalog, and collects their findings.

#include "lint/scope.h"

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/to_string.h"
#include "sql/quote.h"

namespace tenon {

namespace {

bool is_enforced(const ForeignKey& key) { return option(key.options, "enforced") == nullptr; }

}  // namespace

Scope::Scope(const Catalog& catalog, const LintSettings& settings, const LintEvidence& evidence)
    : catalog_(catalog), settings_(settings), evidence_(evidence) {
  for (const Table& table : catalog.tables) {
    tables_.emplace(table.name, &table);
    if (is_partition(table)) partitions_[table.parents.front()].push_back(&table);
    for (const Constraint& constraint : table.constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint); key && is_enforced(*key))
        foreign_keys_.push_back({&table, key});
  }
  for (const Domain& domain : catalog.domains) {
    domains_.emplace(to_string(domain.name), &domain);
    if (domain.name.schema.text == catalog.dialect->default_schema)
      domains_.emplace(domain.name.name.text, &domain);
  }
}

const Table* Scope::table(const QualifiedName& name) const {
  const auto at = tables_.find(name);
  return at == tables_.end() ? nullptr : at->second;
}

std::vector<const Table*> Scope::partitions(const Table& table) const {
  const auto at = partitions_.find(table.name);
  return at == partitions_.end() ? std::vector<const Table*>{} : at->second;
}

const Domain* Scope::domain_named(std::string_view type) const {
  const auto at = domains_.find(type);
  return at == domains_.end() ? nullptr : at->second;
}

const Domain* Scope::domain_of(const Column& column) const { return domain_named(column.type.key); }

std::string Scope::base_type(const Column& column) const {
  std::string type = column.type.key;
  for (const Domain* domain = domain_named(type); domain; domain = domain_named(type))
    type = domain->type.key;
  return type;
}

QualifiedName Scope::collation(const Column& column) const {
  if (!column.collation.empty()) return column.collation;
  for (const Domain* domain = domain_of(column); domain; domain = domain_named(domain->type.key))
    if (!domain->collation.empty()) return domain->collation;
  return {};
}

bool Scope::takes_null(const Column& column) const {
  if (!column.nullable) return false;
  for (const Domain* domain = domain_of(column); domain; domain = domain_named(domain->type.key))
    if (!domain->nullable) return false;
  return true;
}

bool Scope::has_default(const Column& column) const {
  if (column.default_value || column.identity || column.generated) return true;
  for (const Domain* domain = domain_of(column); domain; domain = domain_named(domain->type.key))
    if (domain->default_value) return true;
  return false;
}

void LintFindings::add(std::string_view code, Key key, const Source& source, std::string message,
                       std::string fix_hint) {
  findings_.push_back(
      {find_lint_rule(code), std::move(key), std::move(message), std::move(fix_hint), source});
}

void LintFindings::add(std::string_view code, const Table& table, const Constraint& constraint,
                       std::string message, std::string fix_hint) {
  add(code, {kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)},
      source_of(constraint), std::move(message), std::move(fix_hint));
}

void LintFindings::add(std::string_view code, const Child& child, std::string message, std::string fix_hint) {
  add(code, {Kind::kForeignKey, child.table->name.schema, child.table->name.name, child.key->name},
      *child.key->source, std::move(message), std::move(fix_hint));
}

void LintFindings::add(std::string_view code, const Table& table, std::string message, std::string fix_hint) {
  add(code, {Kind::kTable, table.name.schema, {}, table.name.name}, *table.source, std::move(message),
      std::move(fix_hint));
}

std::string column_list(const std::vector<Name>& names) { return to_string(names); }

std::string column_list(const QualifiedName& table, const std::vector<Name>& columns) {
  return to_string(table) + " (" + column_list(columns) + ")";
}

}  // namespace tenon
