// Applies renames to the actual side, reports them, and adds them to a migration.

#include "app/renames.h"

#include <algorithm>

#include "app/rename_applier.h"
#include "declare/faults.h"
#include "model/error.h"

namespace tenon {

namespace {

/// On the command line a column's table may be called what it is called now, where that is not what another
/// one is called in the end.
void follow_table(DataRename& column, const std::vector<DataRename>& tables) {
  for (const DataRename& table : tables)
    if (column.table == name_after(table)) return;
  for (const DataRename& table : tables)
    if (column.source.path.empty() && column.table == table.table) {
      column.table = name_after(table);
      return;
    }
}

/// What the command line says is not said again by a file.
void leave_to_flags(std::vector<DataRename>& wanted) {
  std::vector<DataRename> flags = wanted;
  std::erase_if(flags, [](const DataRename& one) { return !one.source.path.empty(); });
  std::erase_if(wanted, [&](const DataRename& one) {
    return !one.source.path.empty() && std::ranges::any_of(flags, [&](const DataRename& flag) {
      return flag.table == one.table && flag.column == one.column;
    });
  });
}

/// A table as one writes it beside another: of another schema, with that before.
std::string table_word(const QualifiedName& table, const QualifiedName& beside) {
  return table.schema == beside.schema ? table.name.text : shown(table);
}

void demand_declared_table(const QualifiedName& wanted, const std::string& why, const Catalog& declared) {
  if (find_table(declared, wanted)) return;
  std::vector<std::string> known;
  for (const Table& table : declared.tables) known.push_back(table_word(table.name, wanted));
  throw Error(Fault::kUsage, "--rename: " + why + "no table " + shown(wanted) + " is declared" +
                                 hint(wanted.name.text, known));
}

/// What is to be called so must be declared so: else a rename would only be the first half of a drop.
void demand_declared(const DataRename& flag, const Catalog& declared) {
  if (flag.column.empty())
    return demand_declared_table(name_after(flag),
                                 shown(flag.table) + " can not be renamed to it: ", declared);
  demand_declared_table(flag.table, "column " + flag.column.text + " can not be renamed there: ", declared);
  const Table& table = *find_table(declared, flag.table);
  if (find_column(table, flag.to)) return;
  std::vector<std::string> known;
  for (const Column& column : table.columns) known.push_back(column.name.text);
  throw Error(Fault::kUsage, "--rename: column " + shown(flag.table) + "." + flag.column.text +
                                 " can not be renamed: no column " + shown(flag.table) + "." + flag.to.text +
                                 " is declared" + hint(flag.to.text, known));
}

void demand_declared(const std::vector<DataRename>& wanted, const Catalog& declared) {
  for (const DataRename& rename : wanted)
    if (rename.source.path.empty()) demand_declared(rename, declared);
}

}  // namespace

RenamedActual renamed_actual(Catalog actual, std::vector<DataRename> wanted, const Catalog& declared) {
  if (wanted.empty()) return {std::move(actual), {}, {}};
  leave_to_flags(wanted);
  std::vector<DataRename> columns = wanted;
  std::erase_if(wanted, [](const DataRename& one) { return !one.column.empty(); });
  std::erase_if(columns, [](const DataRename& one) { return one.column.empty(); });
  RenameApplier carried(std::move(actual));
  carried.carry_out(wanted);
  demand_declared(wanted, declared);
  for (DataRename& column : columns) follow_table(column, wanted);
  leave_to_flags(columns);
  carried.carry_out(columns);
  demand_declared(columns, declared);
  return {carried.catalog(), carried.done(), carried.notes()};
}

bool is_data_rename(const Change& change, const Catalog& actual) {
  if (const auto* added = std::get_if<Added>(&change); added && added->key.kind == Kind::kSchema)
    return std::ranges::find(actual.schemas, added->key.name, &Schema::name) != actual.schemas.end();
  const auto* renamed = std::get_if<Renamed>(&change);
  return renamed && (renamed->key.kind == Kind::kTable || renamed->key.kind == Kind::kColumn);
}

namespace {

/// Whether a later step takes up where one ends.
bool goes_on(const std::vector<DataRename>& done, std::size_t at) {
  return std::any_of(done.begin() + static_cast<std::ptrdiff_t>(at) + 1, done.end(),
                     [&](const DataRename& later) { return is_next(done[at], later); });
}

/// What was called so in the beginning, before the steps up to this one.
DataRename first_of(const std::vector<DataRename>& done, std::size_t at) {
  std::size_t first = at;
  for (std::size_t i = at; i-- > 0;)
    if (is_next(done[i], done[first])) first = i;
  return done[first];
}

void add_table(const std::vector<DataRename>& done, std::size_t at, const Table& before, const Table& after,
               std::vector<Change>& changes) {
  const QualifiedName name = name_after(done[at]);
  const QualifiedName former = first_of(done, at).table;
  if (former == name) return;
  const Name actual_name = former.schema == name.schema ? former.name : Name(shown(former));
  changes.push_back(Renamed{{Kind::kTable, name.schema, {}, name.name}, actual_name, before, after, {}});
}

void add_column(const std::vector<DataRename>& done, std::size_t at, const Table& before, const Table& after,
                std::vector<Change>& changes) {
  const DataRename& rename = done[at];
  const Column* from = find_column(before, rename.to);
  const Column* to = find_column(after, rename.to);
  if (!from || !to) return;
  changes.push_back(Renamed{{Kind::kColumn, rename.table.schema, rename.table.name, rename.to},
                            first_of(done, at).column,
                            *from,
                            *to,
                            {}});
}

}  // namespace

std::vector<Change> rename_changes(const std::vector<DataRename>& done, const Catalog& actual,
                                   const Catalog& declared) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const auto made = std::ranges::find(declared.schemas, done[i].schema, &Schema::name);
    if (done[i].makes_schema && made != declared.schemas.end())
      changes.push_back(Added{{Kind::kSchema, {}, {}, made->name}, *made});
    if (goes_on(done, i)) continue;
    const bool is_table = done[i].column.empty();
    const QualifiedName name = is_table ? name_after(done[i]) : done[i].table;
    const Table* before = find_table(actual, name);
    const Table* after = find_table(declared, name);
    if (!before || !after) continue;  // left out by a filter, or to be dropped under its new name
    (is_table ? add_table : add_column)(done, i, *before, *after, changes);
  }
  return changes;
}

namespace {

std::vector<Op> ops_of(const DataRename& rename) {
  if (!rename.column.empty()) return {RenameColumn{rename.table, rename.column, rename.to}};
  if (rename.schema.empty()) return {RenameTable{rename.table, rename.to}};
  std::vector<Op> ops;
  Schema made;
  made.name = rename.schema;
  if (rename.makes_schema) ops.emplace_back(CreateSchema{made});
  ops.emplace_back(MoveTable{rename.table, rename.schema});
  return ops;
}

std::vector<Op> undoing(const DataRename& rename) {
  if (!rename.column.empty()) return {RenameColumn{rename.table, rename.to, rename.column}};
  const QualifiedName after = name_after(rename);
  if (rename.schema.empty()) return {RenameTable{after, rename.table.name}};
  std::vector<Op> ops{MoveTable{after, rename.table.schema}};
  Schema made;
  made.name = rename.schema;
  if (rename.makes_schema) ops.emplace_back(DropSchema{made});
  return ops;
}

void append(std::vector<Op>& to, std::vector<Op> ops) {
  for (Op& op : ops) to.push_back(std::move(op));
}

}  // namespace

Migration with_renames(Migration migration, const std::vector<DataRename>& done) {
  if (done.empty()) return migration;
  Step before;
  for (const DataRename& rename : done) append(before.ops, ops_of(rename));
  auto& up = migration.up.steps;
  if (up.empty() || !up.front().in_transaction)
    up.insert(up.begin(), std::move(before));
  else
    up.front().ops.insert(up.front().ops.begin(), before.ops.begin(), before.ops.end());
  auto& down = migration.down.steps;
  if (down.empty() || !down.back().in_transaction) down.emplace_back();
  for (auto at = done.rbegin(); at != done.rend(); ++at) append(down.back().ops, undoing(*at));
  return migration;
}

}  // namespace tenon
