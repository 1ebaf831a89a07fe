// The picture of a past audit: the catalog that it read and its findings in, the tables that differ out.

#include "app/audit/past_picture.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/audit/declared_sketch.h"
#include "app/audit/stored_entries.h"
#include "app/source.h"
#include "declare/declaration.h"
#include "model/dialect.h"
#include "model/error.h"

namespace tenon {

namespace {

Key key_of(const StoredFinding& finding, const Dialect& dialect) {
  return {kind_named(finding.kind).value_or(Kind::kTable), dialect.name_of(finding.schema),
          dialect.name_of(finding.table), dialect.name_of(finding.name)};
}

/// Returns the one schema of a catalog, if it has tables of no other.
std::optional<Name> only_schema(const Catalog& catalog) {
  if (catalog.tables.empty()) return std::nullopt;
  const Name& first = catalog.tables.front().name.schema;
  const bool is_only =
      std::ranges::all_of(catalog.tables, [&](const Table& table) { return table.name.schema == first; });
  return is_only ? std::optional(first) : std::nullopt;
}

bool has_schema(const Catalog& catalog, const Name& schema) {
  return std::ranges::any_of(catalog.tables, [&](const Table& table) { return table.name.schema == schema; });
}

/// Returns a finding's change, as far as a picture needs it.
Change change_of(const StoredFinding& finding, Key key, const Dialect& dialect) {
  const Object object = sketched(finding, key, dialect);
  if (finding.op == "add") return Added{std::move(key), object};
  if (finding.op == "drop") return Dropped{std::move(key), object};
  if (finding.op == "rename")
    return Renamed{std::move(key), dialect.name_of(finding.actual_name), object, object, {}};
  if (finding.op == "validate")
    return Altered{std::move(key), object, object, {{"validated", "false", "true"}}};
  return Altered{std::move(key), object, object, {{"definition", "", ""}}};
}

Table* table_in(Catalog& catalog, const QualifiedName& name) {
  const auto found = std::ranges::find(catalog.tables, name, &Table::name);
  return found == catalog.tables.end() ? nullptr : &*found;
}

void add(Catalog& declared, const Added& added) {
  if (const auto* table = std::get_if<Table>(&added.declared)) {
    declared.tables.push_back(*table);
    return;
  }
  Table* table = table_in(declared, added.key.table_name());
  if (!table) return;
  if (const auto* column = std::get_if<Column>(&added.declared)) table->columns.push_back(*column);
  if (auto constraint = constraint_of(added.declared)) table->constraints.push_back(std::move(*constraint));
}

/// Renames the foreign key that a rename is about, so that the picture finds it under its declared name.
void rename(Catalog& declared, const Renamed& change) {
  Table* table = table_in(declared, change.key.table_name());
  if (!table) return;
  for (Constraint& constraint : table->constraints)
    if (name_of(constraint) == change.actual_name && kind_of(constraint) == change.key.kind)
      constraint = renamed(std::move(constraint), change.key.name, NamedBy::kUser);
}

void drop(Catalog& declared, Dropped& change, const Catalog& actual) {
  const Table* before = find_table(actual, change.key.table_name());
  Table* table = table_in(declared, change.key.table_name());
  if (change.key.kind != Kind::kForeignKey || !before || !table) return;
  const auto is_it = [&](const Constraint& one) {
    return std::holds_alternative<ForeignKey>(one) && name_of(one) == change.key.name;
  };
  const auto found = std::ranges::find_if(before->constraints, is_it);
  if (found == before->constraints.end()) return;
  change.actual = object_of(*found);
  std::erase_if(table->constraints, is_it);
}

}  // namespace

Catalog snapshot_catalog(const std::string& name, const std::string& text) {
  const std::array<Document, 1> documents = {Document{name, text}};
  const std::string dialect = declared_dialect(documents).value_or("");
  return read_json(documents, dialect_by_name(dialect)).catalog;
}

Picture past_picture(const Catalog& actual, const std::vector<StoredFinding>& findings) {
  const Dialect& dialect = *actual.dialect;
  Catalog declared = actual;
  std::vector<Change> changes;
  const std::optional<Name> only = only_schema(actual);
  for (const StoredFinding& finding : findings) {
    Key key = key_of(finding, dialect);
    if (only && !has_schema(actual, key.schema)) key.schema = *only;  // its schema was mapped
    changes.push_back(change_of(finding, std::move(key), dialect));
  }
  for (Change& change : changes) {
    if (const auto* added = std::get_if<Added>(&change)) add(declared, *added);
    if (const auto* renaming = std::get_if<Renamed>(&change)) rename(declared, *renaming);
    if (auto* dropped = std::get_if<Dropped>(&change)) drop(declared, *dropped, actual);
  }
  std::ranges::stable_sort(declared.tables, {}, &Table::name);
  return picture_of(actual, declared, changes, Wording::kFindings);
}

}  // namespace tenon
