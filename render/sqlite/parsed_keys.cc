// Writes the referred columns into foreign keys of a stored text that omit them.

#include "render/sqlite/parsed_keys.h"

#include <algorithm>
#include <variant>

#include "model/dialect.h"
#include "render/sqlite/text_edits.h"
#include "sql/create_table.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// Returns the columns that a clause refers to in the model, or nullptr if the model has no such foreign key.
const std::vector<Name>* referred(const Table& table, const Name& parent, const std::vector<Name>& columns) {
  for (const Constraint& constraint : table.constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (key && key->referred_table.name == parent && key->columns == columns) return &key->referred_columns;
  }
  return nullptr;
}

class KeyWriter {
 public:
  KeyWriter(const Table& table, const std::vector<RekeyedTable>& parents)
      : table_(table), parents_(parents) {}

  std::string rewritten(const ScannedTable& scanned) {
    for (const ScannedColumn& column : scanned.columns)
      for (const ScannedClause& clause : column.clauses) write(clause, {kSqlite.name_of(column.name.text)});
    for (const ScannedClause& clause : scanned.constraints) write(clause, {});
    return edits_.made_in(*table_.stored_sql);
  }

 private:
  void write(const ScannedClause& clause, std::vector<Name> columns) {
    const auto* reference = std::get_if<ReferencesClause>(&clause.what);
    if (!reference || !reference->referred_columns.empty()) return;
    for (const ScannedName& column : reference->columns) columns.push_back(kSqlite.name_of(column.text));
    const Name parent = kSqlite.name_of(reference->table.text);
    const auto rekeyed =
        std::ranges::find_if(parents_, [&](const RekeyedTable& each) { return each.table.name == parent; });
    if (rekeyed == parents_.end()) return;
    const std::vector<Name>* meant = referred(table_, parent, columns);
    if (meant && !meant->empty() && *meant != rekeyed->key)
      edits_.insert(reference->table.span.end, " (" + quoted(*meant, kSqlite) + ")");
  }

  const Table& table_;
  const std::vector<RekeyedTable>& parents_;
  Edits edits_;
};

}  // namespace

Table with_explicit_keys(Table table, const std::vector<RekeyedTable>& parents) {
  if (parents.empty()) return table;
  const auto scanned = scan_create_table(*table.stored_sql);
  if (const auto* read = std::get_if<ScannedTable>(&scanned))
    table.stored_sql = KeyWriter(table, parents).rewritten(*read);
  else
    table.stored_sql = std::string();
  return table;
}

}  // namespace tenon
