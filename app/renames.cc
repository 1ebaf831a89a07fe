#include "app/renames.h"

#include <algorithm>
#include <functional>

#include "app/compare.h"
#include "app/declared_sqlite.h"
#include "declare/rename_in.h"
#include "model/dialect.h"
#include "model/error.h"
#include "render/sql.h"
#include "sql/sqlite_script.h"

namespace tenon {

namespace {

std::string spoken(const DataRename& rename) {
  return rename.column.empty()
             ? "table " + shown(rename.table) + " to " + rename.to.text
             : "column " + shown(rename.table) + "." + rename.column.text + " to " + rename.to.text;
}

bool has(const Catalog& catalog, const DataRename& rename, const Name& name) {
  if (rename.column.empty()) return find_table(catalog, {rename.table.schema, name}) != nullptr;
  const Table* table = find_table(catalog, rename.table);
  return table && find_column(*table, name);
}

/// Whether it is still to do. What the command line says and is not is a fault of it.
bool is_to_do(const Catalog& catalog, const DataRename& rename, std::vector<std::string>& notes) {
  const Name& from = rename.column.empty() ? rename.table.name : rename.column;
  const bool has_from = has(catalog, rename, from);
  const bool has_to = has(catalog, rename, rename.to);
  if (has_from && !has_to) return true;
  const bool is_flag = rename.source.path.empty();
  if (is_flag && !has_from)
    throw Error(Fault::kUsage, "--rename: there is no " + spoken(rename) + " to be renamed");
  if (is_flag)
    throw Error(Fault::kUsage,
                "--rename: " + spoken(rename) + " can not be renamed, as that is there already");
  if (has_from) notes.push_back(spoken(rename) + " is not renamed, as both are there; take out what says so");
  return false;
}

/// SQLite renames by itself, in an empty copy: what it makes of stored statements nobody else knows.
Catalog renamed_by_sqlite(const Catalog& catalog, const std::vector<DataRename>& renames) {
  std::string script;
  const bool is_stored =
      std::ranges::all_of(catalog.tables, [](const Table& t) { return !t.stored_sql->empty(); });
  if (!is_stored) script = sql_script(creation(catalog));
  for (const Table& table : catalog.tables) {
    if (!is_stored) break;
    script += *table.stored_sql + ";\n";
    for (const Constraint& constraint : table.constraints)
      if (const auto* index = std::get_if<Index>(&constraint)) script += *index->stored_sql + ";\n";
  }
  for (const Other& other : catalog.others)
    if (!other.definition.empty()) script += other.definition + ";\n";
  for (const Step& step : with_renames({}, renames).up.steps)
    for (const Op& op : step.ops)
      for (const std::string& statement : sql_statements(op, *catalog.dialect)) script += statement + ";\n";
  const Document document{"the database after its renames", std::move(script)};
  return read_sqlite({&document, 1}).catalog;
}

void rename_one(Catalog& catalog, const DataRename& rename) {
  if (rename.column.empty())
    rename_table(catalog, rename.table, rename.to);
  else
    rename_column(catalog, rename.table, rename.column, rename.to);
}

/// On the command line a column's table may be called what it is called now.
void follow_table(DataRename& column, const std::vector<DataRename>& tables) {
  for (const DataRename& table : tables)
    if (table.column.empty() && column.table == table.table) column.table.name = table.to;
}

}  // namespace

RenamedActual renamed_actual(Catalog actual, std::vector<DataRename> wanted) {
  std::ranges::stable_partition(wanted, [](const DataRename& one) { return one.column.empty(); });
  RenamedActual made;
  const Catalog before = wanted.empty() ? Catalog() : actual;
  for (DataRename& rename : wanted) {
    if (!rename.column.empty()) follow_table(rename, made.done);
    if (!is_to_do(actual, rename, made.notes)) continue;
    if (actual.dialect->names_constraints) {
      rename_one(actual, rename);
    } else {
      std::vector<DataRename> so_far = made.done;
      so_far.push_back(rename);
      actual = renamed_by_sqlite(before, so_far);
    }
    made.done.push_back(rename);
  }
  made.catalog = made.done.empty() ? std::move(actual) : sorted(std::move(actual));
  return made;
}

bool is_data_rename(const Change& change) {
  const auto* renamed = std::get_if<Renamed>(&change);
  return renamed && (renamed->key.kind == Kind::kTable || renamed->key.kind == Kind::kColumn);
}

std::vector<Change> rename_changes(const std::vector<DataRename>& done, const Catalog& actual,
                                   const Catalog& declared) {
  std::vector<Change> changes;
  for (const DataRename& rename : done) {
    const bool is_table = rename.column.empty();
    const QualifiedName name = is_table ? QualifiedName{rename.table.schema, rename.to} : rename.table;
    const Table* before = find_table(actual, name);
    const Table* after = find_table(declared, name);
    if (!before || !after) continue;  // left out by a filter, or to be dropped under its new name
    if (is_table) {
      changes.push_back(
          Renamed{{Kind::kTable, name.schema, {}, name.name}, rename.table.name, *before, *after, {}});
      continue;
    }
    const Column* from = find_column(*before, rename.to);
    const Column* to = find_column(*after, rename.to);
    if (from && to)
      changes.push_back(
          Renamed{{Kind::kColumn, name.schema, name.name, rename.to}, rename.column, *from, *to, {}});
  }
  return changes;
}

namespace {

Op op_of(const DataRename& rename) {
  if (rename.column.empty()) return RenameTable{rename.table, rename.to};
  return RenameColumn{rename.table, rename.column, rename.to};
}

Op undoing(const DataRename& rename) {
  if (rename.column.empty()) return RenameTable{{rename.table.schema, rename.to}, rename.table.name};
  return RenameColumn{rename.table, rename.to, rename.column};
}

}  // namespace

Migration with_renames(Migration migration, const std::vector<DataRename>& done) {
  if (done.empty()) return migration;
  Step before;
  for (const DataRename& rename : done) before.ops.push_back(op_of(rename));
  auto& up = migration.up.steps;
  if (up.empty() || !up.front().in_transaction)
    up.insert(up.begin(), std::move(before));
  else
    up.front().ops.insert(up.front().ops.begin(), before.ops.begin(), before.ops.end());
  auto& down = migration.down.steps;
  if (down.empty() || !down.back().in_transaction) down.emplace_back();
  for (auto at = done.rbegin(); at != done.rend(); ++at) down.back().ops.push_back(undoing(*at));
  return migration;
}

}  // namespace tenon
